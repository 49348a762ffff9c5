import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import { useInstructions } from '../../../state/live.ts'
import css from './instructions.module.css'
import { InstructionCard } from './instruction-card.tsx'
import { sortInstructions } from './instruction-words.ts'

/** What is asked of the site now, and what was asked last. */
export function InstructionsPanel() {
  const instructions = sortInstructions(useInstructions())
  const active = instructions.filter((i) => i.state === 'active').length
  return (
    <Panel
      title="Instructions"
      note={active === 0 ? 'none active' : `${active} active`}
      link={
        <Link to="/dispatch/instructions">
          All <ChevronRight size={12} aria-hidden />
        </Link>
      }
      isFilling
    >
      <div className={css.cards}>
        {instructions.slice(0, 8).map((instruction) => (
          <InstructionCard key={instruction.id} instruction={instruction} />
        ))}
        {instructions.length === 0 && (
          <EmptyState title="No instructions">
            Nobody has asked anything of this site. Give one with “New instruction”, or set the power of an asset from
            its faceplate.
          </EmptyState>
        )}
      </div>
    </Panel>
  )
}

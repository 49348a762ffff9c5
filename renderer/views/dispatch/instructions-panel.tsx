import { EmptyState } from '../../components/empty-state.tsx'
import { Panel } from '../../components/panel.tsx'
import { useInstructions } from '../../state/live.ts'
import css from './dispatch.module.css'
import { InstructionCard } from './instruction-card.tsx'
import { sortInstructions } from './instruction-words.ts'

/** What is asked of the site now, and what was asked last. */
export function InstructionsPanel() {
  const instructions = sortInstructions(useInstructions())
  const active = instructions.filter((i) => i.state === 'active').length
  return (
    <Panel title="Instructions" note={active === 0 ? 'none active' : `${active} active`} isFilling className={css.side}>
      <div className={css.cards}>
        {instructions.slice(0, 20).map((instruction) => (
          <InstructionCard key={instruction.id} instruction={instruction} />
        ))}
        {instructions.length === 0 && (
          <EmptyState title="No instructions">
            Nobody has asked anything of this site. Set the power of an asset from its faceplate; it then stands here.
          </EmptyState>
        )}
      </div>
    </Panel>
  )
}

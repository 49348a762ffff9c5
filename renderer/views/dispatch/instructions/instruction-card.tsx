import { Link } from '@tanstack/react-router'
import type { Instruction } from '../../../../domain/instruction.ts'
import { Chip } from '../../../components/chip.tsx'
import { LifeLine } from '../../../components/life-line.tsx'
import { useInstructions, useSite } from '../../../state/live.ts'
import css from './instructions.module.css'
import { InstructionActs } from './instruction-acts.tsx'
import { instructionTitle, isOpen, kindWord, lifeOf, nameOf, outcomeWords, senderWords } from './instruction-words.ts'
import { InstructionFacts } from './instruction-facts.tsx'
import { SubjectBar } from './subject-bar.tsx'

/** One instruction: what is asked, by whom and why, where it stands in its life, and how it is followed. */
export function InstructionCard({ instruction, isWhole = false }: { instruction: Instruction; isWhole?: boolean }) {
  const site = useSite()
  const { state } = instruction
  const title = instructionTitle(instruction, site)
  return (
    <article className={css.card} aria-label={title}>
      <header>
        <h3>
          <Link to="/dispatch/instructions" search={{ id: instruction.id }}>
            {title}
          </Link>
        </h3>
        <Chip kind={state === 'active' ? 'active' : isOpen(instruction) ? 'track' : 'outline'}>
          {kindWord(instruction)}
        </Chip>
      </header>
      <p className={css.sender}>{senderWords(instruction)}</p>
      <LifeLine {...lifeOf(instruction)} />
      <InstructionFacts instruction={instruction} />
      {state === 'active' && <SubjectBar instruction={instruction} />}
      <Said instruction={instruction} isWhole={isWhole} />
      <InstructionActs instruction={instruction} />
    </article>
  )
}

/** Why it was given, how it was followed, and what holds in its place. */
function Said({ instruction, isWhole }: { instruction: Instruction; isWhole: boolean }) {
  const { reason, outcome, outcomeDetail, supersededBy, enteredBy, state } = instruction
  const by = useInstructions().find((i) => i.id === supersededBy)
  const isQuiet = outcome === 'confirmed' || outcome === 'pending' || state === 'cancelled'
  return (
    <>
      <p className={css.said} data-loud={!isQuiet || undefined}>
        {isQuiet ? '' : `${outcomeWords[outcome]}: `}
        {outcomeDetail}
        {isWhole ? '' : `; ${reason}`}
      </p>
      {isWhole && (
        <p className={css.said}>
          Reason: {reason}
          {enteredBy === undefined ? '' : `; entered by ${enteredBy}`}
        </p>
      )}
      {supersededBy !== undefined && (
        <p className={css.said} data-loud>
          Does not hold now: {by ? `${nameOf(by)} of ${by.owner}` : 'another one'} goes before it.
        </p>
      )}
    </>
  )
}

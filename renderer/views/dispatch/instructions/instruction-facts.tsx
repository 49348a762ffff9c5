import { beginOf, type Instruction, subjectOf } from '../../../../domain/instruction.ts'
import { formatDuration } from '../../../format/duration.ts'
import { energySumText } from '../../../format/energy.ts'
import { powerPhrase, powerText } from '../../../format/power.ts'
import { formatWhen } from '../../../format/time.ts'
import { useNow, useSite } from '../../../state/live.ts'
import { outcomeNames } from '../proofs/proof-words.ts'
import { useProofOf } from '../proofs/use-proofs.ts'
import css from './instructions.module.css'
import { outcomeWords } from './instruction-words.ts'
import { useSubjectPower } from './subject-power.ts'

/** Four facts: when, and what counts now in the instruction's life. */
export function InstructionFacts({ instruction }: { instruction: Instruction }) {
  const isOver = instruction.state === 'completed' || instruction.state === 'cancelled'
  return isOver ? <FactsAfter instruction={instruction} /> : <FactsOpen instruction={instruction} />
}

function FactsOpen({ instruction }: { instruction: Instruction }) {
  const { timeZone, assets } = useSite()
  const now = useNow()
  const { state, until } = instruction
  const begin = beginOf(instruction)
  const [label, span] = state === 'active' ? ['Left', until - now] : ['Starts in', begin - now]
  const { value, quality } = useSubjectPower(instruction)
  const isSigned = ['asset', 'gridPower'].includes(subjectOf(instruction))
  const kind = assets.find((a) => a.id === instruction.assetId)?.kind ?? 'grid'
  const power = value === null ? 'no value' : isSigned ? powerPhrase(kind, value) : powerText(value)
  return (
    <Facts
      facts={[
        ['From', formatWhen(begin, now, timeZone)],
        ['Until', formatWhen(until, now, timeZone)],
        [label ?? '', formatDuration(span ?? 0)],
        ['Now', quality === 'good' || value === null ? power : `${power}, ${quality}`],
      ]}
    />
  )
}

function FactsAfter({ instruction }: { instruction: Instruction }) {
  const { timeZone } = useSite()
  const now = useNow(60_000)
  const verdict = useProofOf(instruction.id)?.verdict
  const end = instruction.endedAt ?? instruction.until
  const begin = beginOf(instruction)
  const hasBegun = end > begin
  const full = verdict?.timeToFullMs
  const energy = verdict?.deliveredKWh
  return (
    <Facts
      facts={[
        [hasBegun ? 'From' : 'Was to begin', formatWhen(begin, now, timeZone)],
        ['Ended', formatWhen(end, now, timeZone)],
        ['Delivered', verdict ? outcomeNames[verdict.outcome] : hasBegun ? outcomeWords[instruction.outcome] : 'none'],
        full === undefined || full === null
          ? ['Energy', energy === undefined || energy === null ? 'not proven' : energySumText(energy)]
          : ['Full in', formatDuration(full)],
      ]}
    />
  )
}

function Facts({ facts }: { facts: readonly (readonly [label: string, words: string])[] }) {
  return (
    <dl className={css.facts}>
      {facts.map(([label, words]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd title={words}>{words}</dd>
        </div>
      ))}
    </dl>
  )
}

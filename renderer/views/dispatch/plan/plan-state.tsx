import type { PlanStatus } from '../../../../domain/dispatch/plan.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { Chip, type ChipKind } from '../../../components/chip.tsx'
import type { Problem } from '../../../connection/problem.ts'
import { formatAge } from '../../../format/duration.ts'
import { formatTime } from '../../../format/time.ts'
import { useNow, useSite } from '../../../state/live.ts'
import type { PlanTrail } from './model/plan-columns.ts'
import { brokenWords, stateWords, stepOf, whyWords } from './model/plan-words.ts'
import css from './plan.module.css'

const chips: Record<PlanStatus['state'], { kind: ChipKind; word: string }> = {
  good: { kind: 'track', word: 'In time' },
  late: { kind: 'active', word: 'Late' },
  expired: { kind: 'active', word: 'Expired' },
  waiting: { kind: 'outline', word: 'No plan yet' },
  off: { kind: 'outline', word: 'Off' },
}

/** Under the chart: whether the plan is in time, why it was made, why it does what it does, and what it could not keep. */
export function PlanState(props: {
  trail: PlanTrail | undefined
  status: PlanStatus | undefined
  problem: Problem | undefined
  /** Step whose reason is told. */
  at: EpochMs
}) {
  const { trail, status, problem, at } = props
  const { timeZone } = useSite()
  const now = useNow(10_000)
  const plan = trail?.plan
  const why = plan ? whyWords(plan, stepOf(plan, at)) : ''
  const broken = plan?.broken ?? []
  return (
    <div className={css.state}>
      <p>
        {status && <Chip kind={chips[status.state].kind}>{chips[status.state].word}</Chip>}
        <span>{status ? stateWords(status, now) : problem ? problem.message : 'The past has no plan.'}</span>
      </p>
      {plan && (
        <p>
          <b>Made</b> {plan.madeFor}, in {formatAge(plan.quality.tookMs)}.{' '}
          {why === '' ? '' : `${formatTime(at, timeZone)}: ${why}.`}
        </p>
      )}
      {broken.length > 0 && (
        <p>
          <b>Limits not kept</b>{' '}
          {broken
            .slice(0, 3)
            .map((one) => brokenWords(one, now, timeZone))
            .join('; ')}
          {broken.length > 3 ? `; ${broken.length - 3} more` : ''}
        </p>
      )}
      {plan && broken.length === 0 && <p>Every limit is kept over the whole horizon.</p>}
    </div>
  )
}

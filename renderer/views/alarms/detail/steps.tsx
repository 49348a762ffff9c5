import type { JournalRow } from '../../../../domain/rpc/alarms.ts'
import { formatClock, formatWhen } from '../../../format/time.ts'
import { useNow, useSite } from '../../../state/live.ts'
import { stepWords } from '../alarm-words.ts'
import css from './detail.module.css'

/** The life of an occurrence step by step, who did what and what they noted; the newest first. */
export function Steps({ steps }: { steps: readonly JournalRow[] }) {
  const { timeZone } = useSite()
  const now = useNow(60_000)
  if (steps.length === 0) return null
  return (
    <section className={css.section} aria-label="Steps">
      <h3 className={css.label}>What happened</h3>
      <ol className={css.steps}>
        {steps.toReversed().map((step) => {
          const when = formatWhen(step.at, now, timeZone)
          return (
            <li key={step.n}>
              <span className={css.when}>{when.length <= 5 ? formatClock(step.at, timeZone) : when}</span>
              <span>
                {stepWords(step)}
                {step.person !== undefined && `, ${step.person}`}
                {step.note !== undefined && step.note !== '' && <q className={css.quote}>{step.note}</q>}
              </span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

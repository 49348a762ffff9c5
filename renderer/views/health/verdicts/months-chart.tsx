import { type Month, monthParts, monthText } from './month-words.ts'
import css from './verdicts.module.css'

const words = { right: 'right', false: 'false', missed: 'missed' } as const
const kinds = Object.keys(words) as (keyof typeof words)[]

/** Announcements and missed failures of each month, on each other. */
export function MonthsChart({ months }: { months: readonly Month[] }) {
  const most = Math.max(4, ...months.map((month) => month.judged + month.missed))
  const label = months
    .map((month) => {
      const parts = monthParts(month)
      return `${monthText(month.month)}: ${kinds.map((kind) => `${parts[kind]} ${words[kind]}`).join(', ')}`
    })
    .join('; ')
  return (
    <figure className={css.chart} aria-label={label}>
      <div className={css.bars} aria-hidden>
        {months.map((month) => {
          const parts = monthParts(month)
          return (
            <div key={month.month} className={css.month}>
              <div className={css.stack}>
                {kinds.map((kind) => (
                  <i key={kind} data-kind={kind} style={{ height: `${(100 * parts[kind]) / most}%` }} />
                ))}
              </div>
              <span>{monthText(month.month).slice(0, 3)}</span>
            </div>
          )
        })}
      </div>
      <figcaption className={css.legend}>
        {kinds.map((kind) => (
          <span key={kind}>
            <i data-kind={kind} aria-hidden /> {words[kind]}
          </span>
        ))}
      </figcaption>
    </figure>
  )
}

import { formatNumber } from '../../../format/number.ts'
import { type Month, monthText, shareText } from './month-words.ts'
import page from '../health.module.css'
import css from './verdicts.module.css'

/** Months in numbers, the newest first. */
export function MonthsTable({ months }: { months: readonly Month[] }) {
  return (
    <div className={page.wide}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">Month</th>
            <th scope="col">Precision</th>
            <th scope="col">Found</th>
            <th scope="col">Missed</th>
            <th scope="col">False a week</th>
            <th scope="col">Lead, d</th>
            <th scope="col">In interval</th>
          </tr>
        </thead>
        <tbody>
          {months.toReversed().map((m) => (
            <tr key={m.month}>
              <th scope="row">{monthText(m.month)}</th>
              <td>
                {shareText(m.precision)} <span>of {formatNumber(m.judged)}</span>
              </td>
              <td>{shareText(m.failures === 0 ? null : (m.failures - m.missed) / m.failures)}</td>
              <td>{formatNumber(m.missed)}</td>
              <td>{formatNumber(m.falsePerWeek, 1)}</td>
              <td>{m.medianLeadDays === null ? 'none' : formatNumber(m.medianLeadDays)}</td>
              <td>{shareText(m.insideInterval)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

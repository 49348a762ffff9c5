import type { MaintenanceCalendar } from '../../../../domain/rpc/health/calendar.ts'
import { formatEuro } from '../../../format/money.ts'
import { useSite } from '../../../state/live.ts'
import { basisWords, spanText, wholeCost } from './calendar-view.ts'
import page from '../health.module.css'
import css from './calendar.module.css'

type Window = MaintenanceCalendar['windows'][number]

/** Windows, the cheapest first; one of them is chosen. */
export function WindowList(props: {
  windows: readonly Window[]
  chosen: Window | undefined
  onChoose: (window: Window) => void
}) {
  const { windows, chosen, onChoose } = props
  if (windows.length === 0) return <p className={page.quiet}>No window is long enough before it has to be done.</p>
  return (
    <table className={css.windows}>
      <thead>
        <tr>
          <th scope="col">Window</th>
          <th scope="col" data-right>
            Work, €
          </th>
          <th scope="col" data-right>
            Risk, €
          </th>
          <th scope="col" data-right>
            In all, €
          </th>
          <th scope="col">Promised meanwhile</th>
          <th scope="col">Known</th>
        </tr>
      </thead>
      <tbody>
        {windows.map((window) => (
          <Row
            key={window.from}
            window={window}
            isChosen={window.from === chosen?.from}
            onChoose={() => onChoose(window)}
          />
        ))}
      </tbody>
    </table>
  )
}

function Row({ window, isChosen, onChoose }: { window: Window; isChosen: boolean; onChoose: () => void }) {
  const { timeZone } = useSite()
  const { from, to, costEur, riskEur, words, basis, conflicts } = window
  return (
    <tr data-on={isChosen || undefined} title={words}>
      <th scope="row">
        <label>
          <input type="radio" name="window" checked={isChosen} onChange={onChoose} />
          {spanText(from, to, timeZone)}
        </label>
      </th>
      <td data-right>{formatEuro(costEur).number}</td>
      <td data-right>{formatEuro(riskEur).number}</td>
      <td data-right>
        <strong>{formatEuro(wholeCost(window)).number}</strong>
      </td>
      <td>
        {conflicts.length === 0
          ? 'nothing'
          : conflicts.map((conflict) => (
              <strong key={conflict} className={css.conflict}>
                {conflict}
              </strong>
            ))}
      </td>
      <td>{basisWords[basis]}</td>
    </tr>
  )
}

import { Link } from '@tanstack/react-router'
import type { AssetHealth } from '../../../../domain/rpc/health/forecasts.ts'
import { IntervalBar, IntervalHead } from '../../../components/health/interval-bar.tsx'
import { formatNumber } from '../../../format/number.ts'
import { daysText, intervalSentence, intervalText } from '../forecasts/forecast-words.ts'
import page from '../health.module.css'
import css from './asset-health.module.css'

/** Every failure that is looked for, with its health and the time left where one develops. */
export function Modes({ modes }: Pick<AssetHealth, 'modes'>) {
  if (modes.length === 0) return <p className={page.quiet}>For this kind of asset no failure is foreseen by us.</p>
  return (
    <table className={css.modes}>
      <thead>
        <tr>
          <th scope="col">Failure</th>
          <th scope="col" className={css.scale}>
            <IntervalHead />
          </th>
          <th scope="col" data-right>
            Days (90 %)
          </th>
          <th scope="col" data-right>
            Health
          </th>
        </tr>
      </thead>
      <tbody>
        {modes.map((mode) => (
          <Row key={mode.mode} mode={mode} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ mode: { name, words, remaining, forecastId, healthPct } }: { mode: AssetHealth['modes'][number] }) {
  return (
    <tr>
      <th scope="row">
        {forecastId === null ? (
          name
        ) : (
          <Link to="/health" search={{ id: forecastId }}>
            {name}
          </Link>
        )}
        <span>{words}</span>
      </th>
      <td className={css.scale}>
        {remaining && <IntervalBar remaining={remaining} label={intervalSentence(remaining)} />}
      </td>
      <td data-right>
        {remaining && (
          <>
            <strong>{daysText(remaining.medianDays)}</strong> {intervalText(remaining)}
          </>
        )}
      </td>
      <td data-right>{healthPct === null ? 'not yet' : `${formatNumber(healthPct)}\u00A0%`}</td>
    </tr>
  )
}

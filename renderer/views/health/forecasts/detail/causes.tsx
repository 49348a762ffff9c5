import type { Evidence, FailureForecast } from '../../../../../domain/health/forecast.ts'
import { type PointName, pointNames, pointSpec } from '../../../../../domain/points.ts'
import { formatNumber } from '../../../../format/number.ts'
import { daysText } from '../forecast-words.ts'
import css from './detail.module.css'

function labelOf(point: string): string {
  return pointNames.includes(point as PointName) ? pointSpec(point as PointName).label : point
}

/** `84 for 63 °C`: what is, and what was to be expected. */
function valueText({ value, expected, unit }: Evidence): string {
  if (value === null) return ''
  const decimals = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 20 ? 0 : 2
  const instead = expected === null ? '' : ` for ${formatNumber(expected, decimals)}`
  return `${formatNumber(value, decimals)}${instead}${unit === '' ? '' : `\u00A0${unit}`}`
}

/** What speaks for a forecast, the strongest first. */
export function Speaks({ forecast: { evidence } }: { forecast: FailureForecast }) {
  return (
    <section aria-labelledby="speaks">
      <h3 id="speaks">What speaks for it</h3>
      <ul className={css.speaks}>
        {evidence.map((e) => (
          <li key={`${e.point} ${e.words}`}>
            <span className={css.words} title={`${labelOf(e.point)}, ${e.words}`}>
              {labelOf(e.point)} <span>{e.words}</span>
            </span>
            <span className={css.value}>{valueText(e)}</span>
            <span className={css.share} aria-hidden>
              <i style={{ width: `${e.sharePct}%` }} />
            </span>
            <span className={css.pct}>{formatNumber(e.sharePct)}&nbsp;%</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Possible origins, the likeliest first. */
export function Causes({ causes }: { causes: readonly { name: string; sharePct: number }[] }) {
  return (
    <section aria-labelledby="causes">
      <h3 id="causes">Cause, in order</h3>
      <ol className={css.causes}>
        {causes.map(({ name, sharePct }) => (
          <li key={name}>
            <span>{name}</span>
            <strong>{formatNumber(sharePct)}&nbsp;%</strong>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** What would make it last longer. */
export function Levers({ levers }: Pick<FailureForecast, 'levers'>) {
  if (levers.length === 0) return null
  return (
    <section aria-labelledby="levers">
      <h3 id="levers">What makes it last longer</h3>
      <ul className={css.causes}>
        {levers.map(({ words, gainDays }) => (
          <li key={words}>
            <span>{words}</span>
            <strong>{daysText(gainDays)} days more</strong>
          </li>
        ))}
      </ul>
    </section>
  )
}

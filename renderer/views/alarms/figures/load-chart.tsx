import type { AlarmKpis } from '../../../../domain/rpc/alarms.ts'
import { formatNumber } from '../../../format/number.ts'
import { formatTime, formatWhen } from '../../../format/time.ts'
import { useSite } from '../../../state/live.ts'
import { floodAbove, isInFlood, joinBins } from './bands.ts'
import css from './load-chart.module.css'

const most = 240

/** Alarms in ten minutes over time, the line above which a flood begins, and the floods in ink. */
export function LoadChart({ kpis }: { kpis: Pick<AlarmKpis, 'tenMinutes' | 'floods' | 'from' | 'to'> }) {
  const { timeZone } = useSite()
  const { tenMinutes: bins, floods } = kpis
  const { counts, per } = joinBins(bins.counts, most)
  const stepMs = bins.stepMs * per
  const highest = Math.max(floodAbove * 1.2, ...counts)
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => bins.from + share * stepMs * counts.length)
  const isLong = kpis.to - kpis.from > 86_400_000
  const worst = bins.counts.indexOf(bins.most)
  const label = `Alarms in 10 minutes: at most ${formatNumber(bins.most)}${bins.most > 0 ? ` at ${formatWhen(bins.from + worst * bins.stepMs, kpis.to, timeZone)}` : ''}; floods: ${floods.count}`
  return (
    <figure className={css.chart} aria-label={label}>
      <div className={css.plot}>
        {highest >= floodAbove * 1.3 && <span className={css.top}>{formatNumber(highest)}</span>}
        <span className={css.limit} style={{ bottom: `${(100 * floodAbove) / highest}%` }}>
          <span>{floodAbove}</span>
        </span>
        <svg viewBox={`0 0 ${counts.length} 100`} preserveAspectRatio="none" aria-hidden>
          {counts.map((count, i) => (
            <rect
              // Bins keep their places.
              // oxlint-disable-next-line react/no-array-index-key
              key={i}
              x={i + 0.12}
              width="0.76"
              y={100 - (100 * count) / highest}
              height={(100 * count) / highest}
              data-flood={isInFlood(bins.from + i * stepMs, stepMs, floods.list) || undefined}
            />
          ))}
        </svg>
      </div>
      <div className={css.axis}>
        {ticks.map((at) => (
          <span key={at}>{isLong ? formatWhen(at, 0, timeZone).replace(/^\w+ /, '') : formatTime(at, timeZone)}</span>
        ))}
      </div>
    </figure>
  )
}

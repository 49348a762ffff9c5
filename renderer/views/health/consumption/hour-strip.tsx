import { formatNumber } from '../../../format/number.ts'
import css from './consumption.module.css'

/** The hours of the day at which something mostly runs, in words. */
export function busyHours(hours: readonly number[]): string {
  const most = Math.max(...hours)
  const busy = hours.map((share) => most > 0 && share >= most / 2)
  const spans: string[] = []
  for (let hour = 0; hour < busy.length; hour++) {
    if (!busy[hour]) continue
    const from = hour
    while (busy[hour + 1]) hour++
    spans.push(`${from} to ${hour + 1}`)
  }
  return spans.length === 0 ? 'at no hour' : `mostly ${spans.join(', ')} o’clock`
}

/** Share of time that something runs, for each hour of the local day. */
export function HourStrip({ hours, name }: { hours: readonly number[]; name: string }) {
  return (
    <figure className={css.strip} aria-label={`${name} runs ${busyHours(hours)}`}>
      <div className={css.hours} aria-hidden>
        {hours.map((share, hour) => (
          <i
            // Hours keep their places.
            // oxlint-disable-next-line react/no-array-index-key
            key={hour}
            style={{ height: `${Math.min(1, share) * 100}%` }}
            title={`${hour} to ${hour + 1} o’clock: ${formatNumber(share * 100)} % of the time`}
          />
        ))}
      </div>
      <div className={css.axis} aria-hidden>
        {[0, 6, 12, 18, 24].map((hour) => (
          <span key={hour}>{hour}</span>
        ))}
      </div>
    </figure>
  )
}

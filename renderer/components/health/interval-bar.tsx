import type { Remaining } from '../../../domain/health/forecast.ts'
import css from './interval-bar.module.css'
import { intervalPlaces, placeOf, scaleMarks } from './interval-scale.ts'

const percent = (place: number) => `${place}%`

/** Time left on a root scale: 90 % light, 50 % darker, the median as an ink mark. `label` says it in words. */
export function IntervalBar({ remaining, label }: { remaining: Remaining; label: string }) {
  const { wide, narrow, median, isOpen } = intervalPlaces(remaining)
  return (
    <span className={css.bar}>
      <span className="visuallyHidden">{label}</span>
      {scaleMarks.map(({ days }) => (
        <i key={days} aria-hidden className={css.tick} style={{ left: percent(placeOf(days)) }} />
      ))}
      <i
        className={css.wide}
        data-open={isOpen || undefined}
        style={{ left: percent(wide[0]), width: percent(wide[1] - wide[0]) }}
      />
      <i className={css.narrow} style={{ left: percent(narrow[0]), width: percent(narrow[1] - narrow[0]) }} />
      <i className={css.median} style={{ left: percent(median) }} />
    </span>
  )
}

/** Words of the scale, for the head of a column of bars. */
export function IntervalHead() {
  return (
    <span className={css.head}>
      <span className="visuallyHidden">Time left, on a root scale</span>
      {scaleMarks.map(({ days, label }) => (
        <span key={days} aria-hidden data-first={days === 7 || undefined} style={{ left: percent(placeOf(days)) }}>
          {label}
        </span>
      ))}
    </span>
  )
}

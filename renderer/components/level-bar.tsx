import type { Quality } from '../../domain/reading.ts'
import { barGeometry } from './bar-geometry.ts'
import css from './level-bar.module.css'

const fromTop = (percent: number) => `${100 - percent}%`

/** Vertical bar for tanks and states of charge: floor and ceiling as lines, forbidden parts hatched. */
export function LevelBar(props: {
  min: number
  max: number
  value?: number | undefined
  floor?: number
  ceiling?: number
  /** Where it rests when nobody asks anything of it, as a hollow triangle. */
  rest?: number
  quality?: Quality
  label: string
  /** Height in px. */
  height?: number
}) {
  const { min, max, value, floor, ceiling, rest, quality = 'good', label, height = 64 } = props
  const isMissing = quality === 'bad' || value === undefined
  const bar = barGeometry({
    min,
    max,
    value: isMissing ? undefined : value,
    setpoint: rest,
    limitLow: floor,
    limitHigh: ceiling,
  })
  return (
    <svg
      className={css.level}
      role="img"
      aria-label={label}
      width="28"
      height={height}
      data-faded={quality === 'stale' || undefined}
    >
      <rect className={css.track} x="6" y="0" width="12" height="100%" rx="2" />
      {isMissing && <rect fill="url(#hatch)" x="6" y="0" width="12" height="100%" />}
      {bar.value && (
        <rect
          className={css.value}
          x="9"
          y={fromTop(bar.value.from + bar.value.width)}
          width="6"
          height={`${bar.value.width}%`}
        />
      )}
      {bar.forbidden.map((s) => (
        <rect key={s.from} fill="url(#hatch)" x="6" y={fromTop(s.from + s.width)} width="12" height={`${s.width}%`} />
      ))}
      {bar.limits.map((y) => (
        <rect key={y} className={css.limit} x="4" y={fromTop(y)} width="16" height="1.5" />
      ))}
      {bar.mark !== undefined && <rect className={css.mark} x="5" y={fromTop(bar.mark)} width="14" height="2.5" />}
      {bar.setpoint !== undefined && (
        <svg x="20" y={fromTop(bar.setpoint)} width="1" height="1" overflow="visible">
          <path className={css.rest} d="M6 -4V4L.5 0Z" />
        </svg>
      )}
    </svg>
  )
}

import type { AlarmPriority } from '../../domain/alarm.ts'
import type { Quality } from '../../domain/reading.ts'
import css from './analog-bar.module.css'
import { barGeometry, type BarScale } from './bar-geometry.ts'

const at = (percent: number) => `${percent}%`

/**
 * The main instrument: where a value stands in its scale, its normal band, the setpoint and the limits of now. All in
 * one unit; what gives is at the right of zero. `label` says the same in words for those who do not see it.
 */
export function AnalogBar(
  props: BarScale & { quality?: Quality; priority?: AlarmPriority | undefined; label: string; className?: string },
) {
  const { quality = 'good', priority, label, className } = props
  const isMissing = quality === 'bad'
  const bar = barGeometry(isMissing ? { ...props, value: undefined } : props)
  return (
    <svg
      className={`${css.bar} ${className ?? ''}`}
      role="img"
      aria-label={label}
      data-faded={quality === 'stale' || undefined}
      data-priority={priority}
    >
      <rect className={css.track} x="0" y="7" width="100%" height="8" rx="2" />
      {isMissing && <rect fill="url(#hatch)" x="0" y="7" width="100%" height="8" />}
      {bar.normal && (
        <rect className={css.normal} x={at(bar.normal.from)} y="7" width={at(bar.normal.width)} height="8" />
      )}
      {bar.forbidden.map((s) => (
        <rect key={s.from} fill="url(#hatch)" x={at(s.from)} y="7" width={at(s.width)} height="8" />
      ))}
      {bar.zero !== undefined && <rect className={css.zero} x={at(bar.zero)} y="5" width="1" height="12" />}
      {bar.value && <rect className={css.value} x={at(bar.value.from)} y="9" width={at(bar.value.width)} height="4" />}
      {bar.limits.map((x) => (
        <rect key={x} className={css.limit} x={at(x)} y="4" width="1.5" height="14" />
      ))}
      {bar.mark !== undefined && <rect className={css.mark} x={at(bar.mark)} y="5" width="2.5" height="12" />}
      {bar.setpoint !== undefined && (
        <svg x={at(bar.setpoint)} y="0" width="1" height="8" overflow="visible">
          <path className={css.setpoint} d="M-4 .75H4L0 6.5Z" />
        </svg>
      )}
    </svg>
  )
}

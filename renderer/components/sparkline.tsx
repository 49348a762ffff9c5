import { memo } from 'react'
import { sparklineEnd, sparklinePath } from './sparkline-path.ts'
import css from './sparkline.module.css'

/** Free part above and below the line, of a box 100 high. */
const margin = 10

/** Trend beside a value, without axes: its shape over the last hour. Gaps stay gaps. Keeps its place when empty. */
export const Sparkline = memo(function Sparkline(props: {
  values: readonly (number | null)[]
  label: string
  /** Height in px, or any CSS length. */
  height?: number | string
}) {
  const { values, label, height = 20 } = props
  const end = sparklineEnd(values, 97, 100)
  return (
    <svg className={css.trend} style={{ height }} role="img" aria-label={label}>
      <svg
        width="100%"
        height="100%"
        viewBox={`0 ${-margin} 100 ${100 + 2 * margin}`}
        preserveAspectRatio="none"
        overflow="visible"
      >
        <path className={css.line} d={sparklinePath(values, 97, 100)} vectorEffect="non-scaling-stroke" />
      </svg>
      {end && <circle className={css.end} cx="97%" cy={`${((end.y + margin) / (100 + 2 * margin)) * 100}%`} r="2" />}
    </svg>
  )
})

import { memo } from 'react'
import { sparklineEnd, sparklinePath } from './sparkline-path.ts'
import css from './sparkline.module.css'

/** Trend beside a value, without axes: its shape over the last hour. Gaps stay gaps. Keeps its place when empty. */
export const Sparkline = memo(function Sparkline(props: {
  values: readonly (number | null)[]
  label: string
  height?: number
}) {
  const { values, label, height = 20 } = props
  const inner = height - 4
  const end = sparklineEnd(values, 100, inner)
  return (
    <svg className={css.trend} style={{ height }} role="img" aria-label={label}>
      <svg
        x="0"
        y="2"
        width="100%"
        height={inner}
        viewBox={`0 0 100 ${inner}`}
        preserveAspectRatio="none"
        overflow="visible"
      >
        <path className={css.line} d={sparklinePath(values, 97, inner)} vectorEffect="non-scaling-stroke" />
      </svg>
      {end && <circle className={css.end} cx="97%" cy={end.y + 2} r="2" />}
    </svg>
  )
})

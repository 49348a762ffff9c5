import type { EpochMs } from '../../../../domain/units.ts'
import { formatTime } from '../../../format/time.ts'
import type { Stretch } from '../../../history/tiles/column.ts'
import type { ColourName } from '../../../theme/tokens.ts'
import { xOf, yOf } from '../marks.ts'
import type { Pane, PaneBox } from '../pane.ts'
import type { ValueAxis } from '../value-axis.ts'

/** A colour of the present scheme by its name. */
export type Ink = (name: ColourName) => string

/** Limits that lie on the axis, with their names above the line at the right, below it near the top. */
export function Limits(props: { pane: Pane; box: PaneBox; scale: ValueAxis | undefined; ink: Ink }) {
  const { pane, box, scale, ink } = props
  if (!scale) return undefined
  return (pane.limits ?? []).map(({ name, value }) => {
    const y = yOf(value, box, scale)
    if (y < box.top - 1 || y > box.top + box.height + 1) return undefined
    return (
      <g key={name}>
        <line x1={box.left} x2={box.left + box.width} y1={y} y2={y} stroke={ink('text')} strokeWidth="1.5" />
        <text
          x={box.left + box.width - 4}
          y={y - box.top < 14 ? y + 13 : y - 4}
          textAnchor="end"
          fill={ink('text')}
          stroke={ink('raised')}
          strokeWidth="3"
          paintOrder="stroke"
        >
          {name}
        </text>
      </g>
    )
  })
}

/** The present, with its time in a tab on the axis. */
export function NowLine(props: {
  at: EpochMs
  first: PaneBox
  last: PaneBox
  stretch: Stretch
  timeZone: string
  ink: Ink
  height: number
}) {
  const { at, first, last, stretch, timeZone, ink, height } = props
  const x = xOf(at, first, stretch)
  if (x < first.left || x > first.left + first.width) return undefined
  return (
    <g data-now>
      <line
        shapeRendering="crispEdges"
        x1={x}
        x2={x}
        y1={first.top}
        y2={last.top + last.height}
        stroke={ink('accent')}
        strokeWidth="2"
      />
      <rect x={x - 20} y={height - 21} width="40" height="18" rx="2" fill={ink('accent')} />
      <text x={x} y={height - 8} textAnchor="middle" fill={ink('onAccent')} fontWeight="600">
        {formatTime(at, timeZone)}
      </text>
    </g>
  )
}

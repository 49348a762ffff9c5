import type { EpochMs } from '../../../domain/units.ts'
import { formatClock } from '../../format/time.ts'
import { colour, type ColourName } from '../../theme/tokens.ts'
import { valueAt, xOf, yOf } from './marks.ts'
import css from './pane-chart.module.css'
import { chartFont, type LayerProps } from './pane-ground.tsx'

/** The cursor with its time in a tab, and a ring on each line. */
export function PaneCursor(props: LayerProps & { at: EpochMs }) {
  const { panes, boxes, axes, stretch, timeZone, scheme, width, height, at } = props
  const ink = (name: ColourName) => colour(scheme, name)
  const [first, last] = [boxes[0], boxes.at(-1)]
  if (!first || !last) return undefined
  const x = xOf(at, first, stretch)
  const tabX = Math.min(first.left + first.width - 32, Math.max(first.left + 32, x))
  return (
    <svg className={css.layer} viewBox={`0 0 ${width} ${height}`} data-layer="cursor" aria-hidden {...chartFont}>
      <line
        shapeRendering="crispEdges"
        x1={x}
        x2={x}
        y1={first.top}
        y2={last.top + last.height}
        stroke={ink('accent')}
        strokeWidth="1.25"
      />
      {panes.flatMap((pane, i) =>
        pane.lines.map((line) => {
          if (line.isBand === true) return undefined
          const [box, scale, value] = [boxes[i], axes[i]?.[line.axis], valueAt(line, at)]
          if (!box || !scale || value === undefined) return undefined
          return (
            <circle
              key={line.id}
              cx={x}
              cy={yOf(value, box, scale)}
              r="3.5"
              fill={ink('raised')}
              stroke={ink(line.colour)}
              strokeWidth="1.75"
            />
          )
        }),
      )}
      <rect x={tabX - 32} y={height - 21} width="64" height="18" rx="2" fill={ink('accent')} />
      <text x={tabX} y={height - 8} textAnchor="middle" fill={ink('onAccent')} fontWeight="600">
        {formatClock(at, timeZone)}
      </text>
    </svg>
  )
}

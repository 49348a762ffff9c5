import { priorityShapes } from '../../components/priority-mark.tsx'
import type { EpochMs } from '../../../domain/units.ts'
import { formatClock } from '../../format/time.ts'
import { colour } from '../../theme/tokens.ts'
import type { Stretch } from '../../history/tiles/column.ts'
import { type AlarmMark, type Measure, type RangeNote, valueAt, xOf, yOf } from './marks.ts'
import { placeNames, placeNotes } from './name-places.ts'
import type { Pane, PaneBox } from './pane.ts'
import { chartFont, type LayerProps } from './pane-ground.tsx'
import css from './pane-chart.module.css'
import { type Ink, Limits, NowLine } from './plan/plan-marks.tsx'
import type { ValueAxis } from './value-axis.ts'

/** What lies above the lines: titles, names, notes, alarms, measuring cursors, the range that is being marked. */
export function PaneMarks(
  props: LayerProps & {
    alarms: readonly AlarmMark[]
    notes: readonly RangeNote[]
    measure: Measure | undefined
    range: Stretch | undefined
    nowAt?: EpochMs | undefined
  },
) {
  const { panes, boxes, axes, stretch, timeZone, scheme, width, height, hasTitles } = props
  const { alarms, notes, measure, range, nowAt } = props
  const ink: Ink = (name) => colour(scheme, name)
  const [first, last] = [boxes[0], boxes.at(-1)]
  return (
    <svg className={css.layer} viewBox={`0 0 ${width} ${height}`} data-layer="marks" aria-hidden {...chartFont}>
      {panes.map((pane, i) => {
        const [box, scales] = [boxes[i], axes[i]]
        if (!box || !scales) return undefined
        return (
          <g key={pane.lines.map((line) => line.id).join()}>
            {hasTitles && <Title pane={pane} box={box} scales={scales} ink={ink} />}
            <Limits pane={pane} box={box} scale={scales[0]} ink={ink} />
            <Names pane={pane} box={box} scales={scales} stretch={stretch} ink={ink} />
          </g>
        )
      })}
      {first && last && (
        <>
          {placeNotes(notes, first, stretch).map(({ id, text, x, y }) => (
            <text key={id} x={x} y={y} fill={ink('accent')} stroke={ink('raised')} strokeWidth="3" paintOrder="stroke">
              {text}
            </text>
          ))}
          {alarms.map((alarm) => (
            <AlarmLine
              key={alarm.id}
              {...{ alarm, first, last, stretch, ink }}
              hasLine={alarms.length <= mostAlarmLines}
            />
          ))}
          {nowAt !== undefined && <NowLine at={nowAt} {...{ first, last, stretch, timeZone, ink, height }} />}
          {range && <RangeBand range={range} first={first} last={last} stretch={stretch} ink={ink} />}
          {measure && <MeasureLine name="A" at={measure.a} first={first} last={last} {...{ stretch, timeZone, ink }} />}
          {measure && <MeasureLine name="B" at={measure.b} first={first} last={last} {...{ stretch, timeZone, ink }} />}
        </>
      )}
    </svg>
  )
}

function Title({ pane, box, scales, ink }: { pane: Pane; box: PaneBox; scales: readonly ValueAxis[]; ink: Ink }) {
  const hasBelow = pane.below !== undefined && scales.some((scale, i) => pane.axes[i]?.isPower && scale.min < 0)
  const [left, right] = pane.axes
  return (
    <>
      <text x={box.left} y={box.top - 9} fill={ink('text')}>
        <tspan fontWeight="600" fontSize="12">
          {pane.title}
        </tspan>
        <tspan fill={ink('text2')}>
          {` ${left?.unit ?? ''}${right ? ` left, ${right.unit} right` : ''}${hasBelow ? `, below 0 ${pane.below}` : ''}`}
        </tspan>
      </text>
    </>
  )
}

function Names(props: { pane: Pane; box: PaneBox; scales: readonly ValueAxis[]; stretch: Stretch; ink: Ink }) {
  const { pane, box, scales, stretch, ink } = props
  // Dashed lines are named by what they lie beside; only where there is room do they have names of their own.
  const named = pane.lines.filter((line) => line.isCompared !== true || pane.lines.length <= 4)
  const wishes = named.map((line) => ({
    id: line.id,
    text: line.name,
    yAt: (x: number) => {
      const scale = scales[line.axis]
      const value = valueAt(line, stretch.from + (x / box.width) * (stretch.to - stretch.from))
      return value === undefined || !scale ? undefined : yOf(value, box, scale) - box.top
    },
  }))
  return placeNames(wishes, box.width, box.height).map(({ id, text, x, y }) => (
    <text
      key={id}
      x={box.left + x}
      y={box.top + y}
      fill={ink('text')}
      stroke={ink('raised')}
      strokeWidth="3"
      strokeLinejoin="round"
      paintOrder="stroke"
    >
      {text}
    </text>
  ))
}

/** More lines than this would hide what they mark; the marks alone stay. */
const mostAlarmLines = 12

function AlarmLine(props: {
  alarm: AlarmMark
  hasLine: boolean
  first: PaneBox
  last: PaneBox
  stretch: Stretch
  ink: Ink
}) {
  const { alarm, hasLine, first, last, stretch, ink } = props
  const x = xOf(alarm.at, first, stretch)
  if (x < first.left || x > first.left + first.width) return undefined
  const bottom = last.top + last.height
  return (
    <g data-alarm={alarm.id}>
      {hasLine && (
        <line
          shapeRendering="crispEdges"
          x1={x}
          x2={x}
          y1={first.top}
          y2={bottom}
          stroke={ink('text3')}
          strokeDasharray="2 3"
        />
      )}
      <g transform={`translate(${x - 7} ${bottom - 7}) scale(0.7)`}>
        <path
          d={priorityShapes[alarm.priority]}
          fill={ink(`p${alarm.priority}`)}
          stroke={ink(`t${alarm.priority}`)}
          strokeWidth="1.5"
        />
        <text
          x="10"
          y={alarm.priority === 2 ? 16 : 14}
          textAnchor="middle"
          fontSize="11"
          fontWeight="600"
          fill={ink(`on${alarm.priority}`)}
        >
          {alarm.priority}
        </text>
      </g>
    </g>
  )
}

function RangeBand(props: { range: Stretch; first: PaneBox; last: PaneBox; stretch: Stretch; ink: Ink }) {
  const { range, first, last, stretch, ink } = props
  const [left, right] = [xOf(range.from, first, stretch), xOf(range.to, first, stretch)]
  return (
    <rect
      x={left}
      width={Math.max(1, right - left)}
      y={first.top}
      height={last.top + last.height - first.top}
      fill={ink('accent')}
      fillOpacity="0.15"
      stroke={ink('accent')}
    />
  )
}

function MeasureLine(props: {
  name: string
  at: EpochMs
  first: PaneBox
  last: PaneBox
  stretch: Stretch
  timeZone: string
  ink: Ink
}) {
  const { name, at, first, last, stretch, timeZone, ink } = props
  const x = xOf(at, first, stretch)
  if (x < first.left || x > first.left + first.width) return undefined
  const words = `${name} ${formatClock(at, timeZone)}`
  const isRight = x > first.left + first.width - 80
  return (
    <g>
      <line
        shapeRendering="crispEdges"
        x1={x}
        x2={x}
        y1={first.top}
        y2={last.top + last.height}
        stroke={ink('text')}
        strokeDasharray="6 3"
      />
      <rect x={isRight ? x - 70 : x} y={first.top} width="70" height="16" fill={ink('primary')} />
      <text
        x={isRight ? x - 35 : x + 35}
        y={first.top + 12}
        textAnchor="middle"
        fill={ink('onPrimary')}
        fontWeight="600"
      >
        {words}
      </text>
    </g>
  )
}

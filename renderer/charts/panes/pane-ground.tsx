import type { EpochMs } from '../../../domain/units.ts'
import { formatNumber } from '../../format/number.ts'
import { formatTime } from '../../format/time.ts'
import { colour, type ColourName, type Scheme } from '../../theme/tokens.ts'
import type { Stretch } from '../../history/tiles/column.ts'
import { gapsOfPane, notGoodOfPane, type RangeNote, xOf, yOf } from './marks.ts'
import type { Pane, PaneBox } from './pane.ts'
import css from './pane-chart.module.css'
import type { TimeTick } from './time-ticks.ts'
import type { ValueAxis } from './value-axis.ts'

/** Everything a layer of the chart is drawn from. */
export interface LayerProps {
  panes: readonly Pane[]
  boxes: readonly PaneBox[]
  axes: readonly (readonly ValueAxis[])[]
  stretch: Stretch
  timeZone: string
  scheme: Scheme
  width: number
  height: number
  hasTitles: boolean
}

/** Font of all words in charts; as attributes, so that the layers can be drawn into a picture. */
export const chartFont = { fontFamily: "'Inter Variable', Inter, sans-serif", fontSize: 11 } as const

/** What lies beneath the lines: grid, scales, gaps, ranges with notes. */
export function PaneGround(
  props: LayerProps & { ticks: readonly TimeTick[]; notes: readonly RangeNote[]; nowAt?: EpochMs | undefined },
) {
  const { panes, boxes, axes, stretch, scheme, width, height, hasTitles, ticks, notes, nowAt } = props
  const above = hasTitles ? 26 : 8
  const ink = (name: ColourName) => colour(scheme, name)
  const first = boxes[0]
  return (
    <svg className={css.layer} viewBox={`0 0 ${width} ${height}`} data-layer="ground" aria-hidden {...chartFont}>
      <defs>
        <pattern id="gap-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line shapeRendering="crispEdges" x1="0" y1="0" x2="0" y2="6" stroke={ink('hatch')} strokeWidth="1.5" />
        </pattern>
      </defs>
      {panes.map((pane, i) => {
        const [box, scales] = [boxes[i], axes[i]]
        if (!box || !scales) return undefined
        return (
          <g key={pane.lines.map((line) => line.id).join()}>
            {i > 0 && (
              <line
                shapeRendering="crispEdges"
                x1="0"
                x2={width}
                y1={box.top - above}
                y2={box.top - above}
                stroke={ink('line2')}
              />
            )}
            {notes.map((note) => (
              <NoteBand key={note.id} note={note} box={box} stretch={stretch} fill={ink('accentSoft')} />
            ))}
            <Scales pane={pane} box={box} scales={scales} ink={ink} width={width} />
            {ticks.map(({ at }) => (
              <line
                shapeRendering="crispEdges"
                key={at}
                x1={xOf(at, box, stretch)}
                x2={xOf(at, box, stretch)}
                y1={box.top}
                y2={box.top + box.height}
                stroke={ink('line')}
              />
            ))}
            <Gaps {...props} pane={pane} box={box} ink={ink} />
            <NotGood pane={pane} box={box} stretch={stretch} ink={ink} />
          </g>
        )
      })}
      {first &&
        ticks
          .filter(({ at }) => !isUnderNow(at, nowAt, first, stretch))
          .map((tick) => (
            <TickLabel key={tick.at} tick={tick} box={first} stretch={stretch} y={height - 8} fill={ink('text3')} />
          ))}
    </svg>
  )
}

/** Whether the label of a tick would lie under the tab of the present. */
function isUnderNow(at: EpochMs, nowAt: EpochMs | undefined, box: PaneBox, stretch: Stretch): boolean {
  return nowAt !== undefined && Math.abs(xOf(at, box, stretch) - xOf(nowAt, box, stretch)) < 44
}

function NoteBand({ note, box, stretch, fill }: { note: RangeNote; box: PaneBox; stretch: Stretch; fill: string }) {
  if (note.to < stretch.from || note.from > stretch.to) return undefined
  const [left, right] = clipped(note.from, note.to, box, stretch)
  return <rect x={left} width={Math.max(2, right - left)} y={box.top} height={box.height} fill={fill} opacity="0.7" />
}

function TickLabel(props: { tick: TimeTick; box: PaneBox; stretch: Stretch; y: number; fill: string }) {
  const { tick, box, stretch, y, fill } = props
  const x = xOf(tick.at, box, stretch)
  // A label that would be cut at the edge is left out; its line stays.
  if (x < box.left + 12 || x > box.left + box.width - 12) return undefined
  return (
    <text x={x} y={y} textAnchor="middle" fill={fill}>
      {tick.label}
    </text>
  )
}

function Scales(props: {
  pane: Pane
  box: PaneBox
  scales: readonly ValueAxis[]
  ink: (name: ColourName) => string
  width: number
}) {
  const { pane, box, scales, ink } = props
  return scales.map((scale, side) => (
    // oxlint-disable-next-line react/no-array-index-key
    <g key={side}>
      {scale.ticks.map((tick) => {
        const y = yOf(tick, box, scale)
        return (
          <g key={tick}>
            {side === 0 && (
              <line
                shapeRendering="crispEdges"
                x1={box.left}
                x2={box.left + box.width}
                y1={y}
                y2={y}
                stroke={ink(tick === 0 ? 'line2' : 'line')}
              />
            )}
            <text
              x={side === 0 ? box.left - 8 : box.left + box.width + 8}
              y={y + 4}
              textAnchor={side === 0 ? 'end' : 'start'}
              fill={ink('text3')}
            >
              {tickWords(tick, scale, pane.axes[side]?.isPower ?? false)}
            </text>
          </g>
        )
      })}
    </g>
  ))
}

/** Ticks of powers carry no minus: the title says what lies below zero. */
function tickWords(value: number, scale: ValueAxis, isPower: boolean): string {
  return formatNumber(isPower ? Math.abs(value) : value, scale.decimals)
}

function Gaps(props: LayerProps & { pane: Pane; box: PaneBox; ink: (name: ColourName) => string }) {
  const { pane, box, stretch, timeZone, ink } = props
  return gapsOfPane(pane, stretch).map((gap) => {
    const [left, right] = clipped(gap.from, gap.to, box, stretch)
    if (right - left < 0.5) return undefined
    const words = `no data ${formatTime(gap.from, timeZone)} to ${formatTime(gap.to, timeZone)}`
    const hasRoom = right - left > 8
    const place = wordsPlace(left, right, box)
    return (
      <g key={gap.from} data-gap>
        <rect x={left} width={right - left} y={box.top} height={box.height} fill="url(#gap-hatch)" opacity="0.7" />
        {hasRoom && (
          <text
            x={place.x}
            y={box.top + box.height - 18}
            textAnchor={place.anchor}
            fill={ink('text2')}
            stroke={ink('raised')}
            strokeWidth="3"
            paintOrder="stroke"
          >
            {words}
          </text>
        )}
      </g>
    )
  })
}

/** Room that the words of a gap take. */
const gapWordsPx = 140

/** Inside a wide gap, where no line is; else beside it, where there is room. */
function wordsPlace(left: number, right: number, box: PaneBox): { x: number; anchor: 'start' | 'middle' | 'end' } {
  if (right - left > gapWordsPx) return { x: (left + right) / 2, anchor: 'middle' }
  return left - box.left > gapWordsPx ? { x: left - 6, anchor: 'end' } : { x: right + 6, anchor: 'start' }
}

const stripPx = 5

/** A strip along the time axis of the pane where a value was stale or suspect for some of the time. */
function NotGood(props: { pane: Pane; box: PaneBox; stretch: Stretch; ink: (name: ColourName) => string }) {
  const { pane, box, stretch, ink } = props
  return notGoodOfPane(pane, stretch).map(({ from, to }) => {
    const [left, right] = clipped(from, to, box, stretch)
    const place = { x: left, width: Math.max(1, right - left), y: box.top + box.height - stripPx, height: stripPx }
    return (
      <g key={from} data-not-good>
        <rect {...place} fill={ink('raised')} />
        <rect {...place} fill="url(#gap-hatch)" stroke={ink('hatch')} strokeWidth="0.5" />
      </g>
    )
  })
}

/** Ends of a range inside a box, px. */
function clipped(from: EpochMs, to: EpochMs, box: PaneBox, stretch: Stretch): [left: number, right: number] {
  const right = box.left + box.width
  return [
    Math.min(right, Math.max(box.left, xOf(from, box, stretch))),
    Math.min(right, Math.max(box.left, xOf(to, box, stretch))),
  ]
}

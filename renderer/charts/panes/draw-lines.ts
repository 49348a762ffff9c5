import type { Stretch } from '../../history/tiles/column.ts'
import { colour, type Scheme } from '../../theme/tokens.ts'
import type { Pane, PaneBox, PaneLine } from './pane.ts'
import { placesIn } from './visible.ts'
import type { ValueAxis } from './value-axis.ts'

/** Steps up to this long are the readings themselves: they hold until the next. */
const rawMs = 1_000

/** The part of a canvas' pen that lines need. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'stroke'
  | 'fill'
  | 'save'
  | 'restore'
  | 'clip'
  | 'rect'
  | 'setLineDash'
  | 'strokeStyle'
  | 'fillStyle'
  | 'globalAlpha'
  | 'lineWidth'
  | 'lineJoin'
>

/** From steps and stored values to px. */
interface Frame {
  x0: number
  dx: number
  y0: number
  dy: number
  first: number
  end: number
}

/**
 * Draws the lines of all panes with their bands between least and most. Straight onto the canvas, from the columns as
 * they are: a year of twelve lines has to follow the hand, frame by frame.
 */
export function drawLines(
  pen: Pen,
  given: {
    panes: readonly Pane[]
    boxes: readonly PaneBox[]
    axes: readonly (readonly ValueAxis[])[]
    stretch: Stretch
    scheme: Scheme
    /** Thin and without bands, for frames that follow each other quickly. */
    isQuick: boolean
  },
): void {
  const { panes, boxes, axes, stretch, scheme, isQuick } = given
  panes.forEach((pane, i) => {
    const box = boxes[i]
    if (!box) return
    pen.save()
    pen.beginPath()
    pen.rect(box.left, box.top, box.width, box.height)
    pen.clip()
    for (const line of pane.lines) {
      const axis = axes[i]?.[line.axis]
      if (!axis) continue
      drawLine(pen, line, frameOf(line, box, axis, stretch), { ink: colour(scheme, line.colour), isQuick })
    }
    pen.restore()
  })
}

function frameOf({ column, factor, isPlan }: PaneLine, box: PaneBox, { min, max }: ValueAxis, stretch: Stretch): Frame {
  const pxPerMs = box.width / (stretch.to - stretch.from)
  const pxPerUnit = box.height / (max - min)
  const [first, end] = placesIn(column, stretch)
  const shift = column.stepMs > rawMs && isPlan !== true ? column.stepMs / 2 : 0
  return {
    x0: box.left + (column.from + shift - stretch.from) * pxPerMs,
    dx: column.stepMs * pxPerMs,
    y0: box.top + box.height + min * pxPerUnit,
    dy: -pxPerUnit * factor,
    first: Math.max(0, first - 1),
    end: Math.min(column.mean.length, end + 1),
  }
}

function drawLine(pen: Pen, line: PaneLine, frame: Frame, { ink, isQuick }: { ink: string; isQuick: boolean }): void {
  const { column, isCompared = false, isPlan = false } = line
  const isRaw = column.stepMs <= rawMs
  const isDashed = isCompared || isPlan
  if (line.isBand === true) {
    drawBand(pen, line, frame, ink)
    return
  }
  if (line.isFilled === true) drawArea(pen, column.mean, frame, ink)
  else if (!isRaw && !isDashed && !isQuick) drawBand(pen, line, frame, ink)
  pen.strokeStyle = ink
  pen.lineWidth = isQuick ? 1 : isDashed ? 1.25 : 1.75
  pen.lineJoin = 'round'
  pen.setLineDash(isDashed ? [4, 3] : [])
  trace(pen, column.mean, frame, { isStepped: isRaw || isPlan, most: isDashed ? Infinity : piece })
  pen.setLineDash([])
}

/** Steps drawn in one go: a path's cost grows faster than its length. */
const piece = 48

/** Strokes through the values, at most `most` steps in one path; begins anew after each gap. */
function trace(
  pen: Pen,
  values: Float64Array,
  { x0, dx, y0, dy, first, end }: Frame,
  { isStepped, most }: { isStepped: boolean; most: number },
): void {
  pen.beginPath()
  let isOpen = false
  let before = 0
  let drawn = 0
  for (let i = first; i < end; i++) {
    const value = values[i] ?? Number.NaN
    if (Number.isNaN(value)) {
      // The last value before a gap held for its step.
      if (isOpen && isStepped) pen.lineTo(x0 + i * dx, before)
      isOpen = false
      continue
    }
    const [x, y] = [x0 + i * dx, y0 + value * dy]
    if (!isOpen) pen.moveTo(x, y)
    else if (isStepped) {
      pen.lineTo(x, before)
      pen.lineTo(x, y)
    } else pen.lineTo(x, y)
    isOpen = true
    before = y
    if (++drawn < most) continue
    drawn = 0
    pen.stroke()
    pen.beginPath()
    pen.moveTo(x, y)
  }
  pen.stroke()
}

/** Tint between the values and zero, ending at gaps. */
function drawArea(pen: Pen, values: Float64Array, { x0, dx, y0, dy, first, end }: Frame, ink: string): void {
  pen.fillStyle = ink
  pen.globalAlpha = 0.12
  for (let start = first; start < end;) {
    let stop = start
    while (stop < end && !Number.isNaN(values[stop])) stop++
    if (stop > start) {
      pen.beginPath()
      pen.moveTo(x0 + start * dx, y0)
      for (let i = start; i < stop; i++) pen.lineTo(x0 + i * dx, y0 + (values[i] ?? 0) * dy)
      pen.lineTo(x0 + (stop - 1) * dx, y0)
      pen.fill()
    }
    start = Math.max(stop, start + 1)
  }
  pen.globalAlpha = 1
}

/** The band between least and most, in pieces that meet at a step and end at gaps. */
function drawBand(pen: Pen, { column: { min, max } }: PaneLine, frame: Frame, ink: string): void {
  const { x0, dx, y0, dy, first, end } = frame
  pen.fillStyle = ink
  pen.globalAlpha = 0.2
  for (let start = first; start < end;) {
    let stop = start
    while (stop < end && stop - start < piece && !Number.isNaN(min[stop])) stop++
    pen.beginPath()
    for (let i = start; i < stop; i++) pen.lineTo(x0 + i * dx, y0 + (max[i] ?? 0) * dy)
    for (let i = stop - 1; i >= start; i--) pen.lineTo(x0 + i * dx, y0 + (min[i] ?? 0) * dy)
    pen.fill()
    const isCut = stop - start === piece && stop < end
    start = isCut ? stop - 1 : Math.max(stop, start + 1)
  }
  pen.globalAlpha = 1
}

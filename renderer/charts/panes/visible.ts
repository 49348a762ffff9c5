import type { Column, Stretch } from '../../history/tiles/column.ts'
import type { Pane, PaneAxis, PaneLimit, PaneLine } from './pane.ts'
import { valueAxis, type ValueAxis } from './value-axis.ts'

/** Places of a column inside a stretch, [first, end). */
export function placesIn({ from, stepMs, mean }: Column, stretch: Stretch): [first: number, end: number] {
  const first = Math.max(0, Math.floor((stretch.from - from) / stepMs))
  return [first, Math.min(mean.length, Math.ceil((stretch.to - from) / stepMs))]
}

/** Least and most of what lines draw inside a stretch; `undefined` when there is nothing. */
function extent(
  lines: readonly PaneLine[],
  limits: readonly PaneLimit[],
  stretch: Stretch,
): [low: number, high: number] | undefined {
  let [low, high] = [Infinity, -Infinity]
  for (const { column, factor, isCompared, isPlan, isFilled } of lines) {
    const [first, end] = placesIn(column, stretch)
    // A tint grows from zero.
    if (isFilled === true) [low, high] = [Math.min(low, 0), Math.max(high, 0)]
    const [least, most] = isCompared === true || isPlan === true ? [column.mean, column.mean] : [column.min, column.max]
    for (let i = first; i < end; i++) {
      const [a, b] = [(least[i] ?? Number.NaN) * factor, (most[i] ?? Number.NaN) * factor]
      if (a < low) low = a
      if (b < low) low = b
      if (a > high) high = a
      if (b > high) high = b
    }
  }
  // A limit is in view once what it limits comes within a tenth of it.
  for (const { value } of limits) {
    if (value > high && high > value * 0.9) high = value
    if (value < low && low < value * 0.9) low = value
  }
  return high >= low ? [low, high] : undefined
}

const atLeast: Record<string, number> = { Hz: 0.04, MW: 0.02, kW: 4, '°C': 2, '%': 1, V: 20 }

/** The axes of a pane for what is in view, marks at least `tickPx` apart. */
export function axesOf(
  { axes, lines, limits = [] }: Pane,
  stretch: Stretch,
  { heightPx, tickPx = 34 }: { heightPx: number; tickPx?: number },
): ValueAxis[] {
  const most = Math.min(5, Math.max(2, Math.floor(heightPx / tickPx)))
  return axes.map((axis, i) =>
    axisFor(
      axis,
      extent(
        lines.filter((line) => line.axis === i),
        i === 0 ? limits : [],
        stretch,
      ),
      most,
    ),
  )
}

function axisFor({ unit, isPower }: PaneAxis, found: [number, number] | undefined, most: number): ValueAxis {
  const [low, high] = found ?? [Number.NaN, Number.NaN]
  return valueAxis(low, high, { most, hasZero: isPower, least: atLeast[unit] ?? 0 })
}

import { placeAt, stepAt } from '../../../../../domain/dispatch/proof.ts'
import type { Proof } from '../../../../../domain/rpc/dispatch/proof.ts'
import type { EpochMs, KW } from '../../../../../domain/units.ts'
import { valueAxis, type ValueAxis } from '../../../../charts/panes/value-axis.ts'
import type { Stretch } from '../../../../history/tiles/column.ts'

/** What the chart of a proof is drawn from. */
export type Drawn = Pick<Proof, 'order' | 'samples' | 'gaps'>

/** From instants and powers to px. */
export interface ProofScale {
  stretch: Stretch
  axis: ValueAxis
  x: (at: EpochMs) => number
  y: (powerKW: KW) => number
  /** What a stored value is multiplied by to stand on the axis: direction of reading, kW to MW. */
  factor: number
  unit: 'kW' | 'MW'
}

/** Room beside and below the lines, px. */
export const room = { left: 44, right: 8, top: 8, bottom: 20 } as const

/** Scales of a proof's chart in a box; `turn` is -1 where the draw grows upwards. */
export function proofScale(
  { order, samples }: Drawn,
  turn: 1 | -1,
  box: { width: number; height: number },
): ProofScale {
  const [first = order.from, last = order.until] = [samples.at[0], samples.at.at(-1)]
  const stretch = { from: Math.min(first, order.from - 1_000), to: Math.max(last, order.from + 1_000) }
  const known = [...samples.powerKW.filter((kW) => kW !== null), ...order.steps.map((step) => step.powerKW)]
  const most = Math.max(...known.map(Math.abs), 0)
  const factor = most >= 1_000 ? turn / 1_000 : turn
  const values = [...known.map((kW) => kW * factor), 0]
  const axis = valueAxis(Math.min(...values), Math.max(...values), { most: 5, hasZero: true, least: 0.01 })
  const [width, height] = [box.width - room.left - room.right, box.height - room.top - room.bottom]
  return {
    stretch,
    axis,
    factor,
    unit: most >= 1_000 ? 'MW' : 'kW',
    x: (at) => room.left + ((at - stretch.from) / (stretch.to - stretch.from)) * width,
    y: (kW) => room.top + height * (1 - (kW * factor - axis.min) / (axis.max - axis.min)),
  }
}

/** What was measured, as lines that break at gaps; of many samples in one px the least and the most. */
export function deliveredPath({ samples }: Drawn, { x, y }: ProofScale): string {
  const parts: string[] = []
  let isOpen = false
  let pixel = Number.NaN
  let [low, high] = [Infinity, -Infinity]
  const at = (px: number, value: number) => `${isOpen ? 'L' : 'M'}${px.toFixed(1)} ${value.toFixed(1)}`
  const flush = () => {
    if (high < low) return
    parts.push(at(pixel, low))
    isOpen = true
    if (high - low > 0.5) parts.push(at(pixel, high))
    ;[low, high] = [Infinity, -Infinity]
  }
  samples.at.forEach((instant, i) => {
    const powerKW = samples.powerKW[i] ?? null
    const px = Math.round(x(instant))
    if (px !== pixel || powerKW === null) flush()
    if (powerKW === null) isOpen = false
    else {
      pixel = px
      const py = y(powerKW)
      ;[low, high] = [Math.min(low, py), Math.max(high, py)]
    }
  })
  flush()
  return parts.join('')
}

/** What was ordered: from the measured start at once to each step, to the end. */
export function orderedPath({ order }: Drawn, { x, y, stretch }: ProofScale): string {
  const end = Math.min(order.until, stretch.to)
  const start = order.startKW === null ? [] : [`M${x(order.from)} ${y(order.startKW)}`]
  const steps = order.steps.flatMap(({ from, powerKW }, i) => {
    const until = Math.min(order.steps[i + 1]?.from ?? end, end)
    return [`${i === 0 && start.length === 0 ? 'M' : 'L'}${x(from)} ${y(powerKW)}`, `L${x(until)} ${y(powerKW)}`]
  })
  return [...start, ...steps].join('')
}

/** Where delivery counts as right, as a polygon for each step; only for values to reach. */
export function toleranceBands({ order }: Drawn, { x, y, stretch }: ProofScale): string[] {
  const { steps, kind, until, terms } = order
  if (kind !== 'setpoint') return []
  return steps.flatMap(({ from, powerKW }, i) => {
    const begin = from + terms.fullMs
    const end = Math.min(steps[i + 1]?.from ?? until, until, stretch.to)
    if (begin >= end) return []
    const [top, bottom] = [y(powerKW + terms.toleranceKW), y(powerKW - terms.toleranceKW)]
    return [`M${x(begin)} ${top}L${x(end)} ${top}L${x(end)} ${bottom}L${x(begin)} ${bottom}Z`]
  })
}

/** Spans without a good sample, and those in which nothing could be recorded. */
export function missingSpans({ samples, gaps }: Drawn): Stretch[] {
  const spans: Stretch[] = gaps.map(({ from, until }) => ({ from, to: until }))
  let start: EpochMs | undefined
  samples.at.forEach((at, i) => {
    if (samples.powerKW[i] === null) start ??= at
    else if (start !== undefined) {
      spans.push({ from: start, to: at })
      start = undefined
    }
  })
  return spans
}

/** Measured and ordered at an instant; `undefined` where there is none. */
export function valuesAt(
  { samples, order }: Drawn,
  at: EpochMs,
): { delivered: KW | undefined; ordered: KW | undefined } {
  const steps = samples.at.map((from) => ({ from, powerKW: 0 }))
  const place = placeAt(steps, at)
  const isDuring = at >= order.from && at < order.until
  return {
    delivered: samples.powerKW[place] ?? undefined,
    ordered: isDuring ? stepAt(order.steps, at) : undefined,
  }
}

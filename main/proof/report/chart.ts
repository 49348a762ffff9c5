import { type PowerStep, stepAt } from '../../../domain/dispatch/proof.ts'
import type { Proof } from '../../../domain/rpc/dispatch/proof.ts'
import type { EpochMs, KW } from '../../../domain/units.ts'
import { axisOf, fixed, ink, line, shortNumber, text } from '../../documents/svg.ts'
import { corridorCuts, createCorridor } from '../judge/corridor.ts'
import { piecesOf } from '../judge/pieces.ts'

const size = { width: 515, height: 210 }
const plot = { left: 48, right: 505, top: 18, bottom: 180 }
/** More points than this can't be told apart on paper. */
const mostPoints = 900
const mostSteps = 450
const before = 10_000
const blue = '#2A5B92'

/** Ordered and measured power over an event as an SVG image for a page of A4; a gap is a gap. */
export function proofChart(proof: Proof): string {
  const { order } = proof
  const [from, until] = [order.from - before, Math.max(order.until, order.from + 1_000)]
  const measured = thinned(piecesOf(proof.samples, from, until).flatMap(({ from: at, powerKW }) => [{ at, powerKW }]))
  const allowed = allowedOf(proof, until)
  const axis = axisOf([
    ...measured.flatMap(({ powerKW }) => powerKW ?? []),
    ...order.steps.map(({ powerKW }) => powerKW),
    ...order.baseline.steps.map(({ powerKW }) => powerKW),
  ])
  const x = (at: EpochMs) => plot.left + ((at - from) / (until - from)) * (plot.right - plot.left)
  const y = (kW: KW) =>
    plot.bottom -
    ((Math.min(Math.max(kW, axis.low), axis.high) - axis.low) / (axis.high - axis.low)) * (plot.bottom - plot.top)
  const marks = axis.ticks.map(
    (tick) =>
      line({ x1: plot.left, x2: plot.right, y1: y(tick), y2: y(tick) }, ink.line, 0.4) +
      text(plot.left - 4, y(tick) + 3, shortNumber(tick), 'end'),
  )
  const band = allowed.map(
    ({ at, end, minKW, maxKW }) =>
      `<rect x="${fixed(x(at))}" y="${fixed(y(maxKW))}" width="${fixed(x(end) - x(at))}" height="${fixed(y(minKW) - y(maxKW))}" fill="${ink.band}" fill-opacity="0.5"/>`,
  )
  const ordered = stairs(order.steps, order.from, until).map(({ at, powerKW }) => ({ at: x(at), y: y(powerKW) }))
  const baseline = stairs(order.baseline.steps, from, until).map(({ at, powerKW }) => ({ at: x(at), y: y(powerKW) }))
  return [
    `<svg width="${size.width}" height="${size.height}" viewBox="0 0 ${size.width} ${size.height}">`,
    text(plot.left, 10, 'Power, kW; positive into the bus'),
    ...band,
    ...marks,
    path(baseline, ink.line, 0.8, '1 2'),
    path(ordered, ink.limit, 1, '4 2'),
    ...runs(measured).map((run) =>
      path(
        run.map(({ at, powerKW }) => ({ at: x(at), y: y(powerKW) })),
        blue,
        1,
      ),
    ),
    ...times(order.from, until).map(({ at, words, anchor }) => text(x(at), plot.bottom + 10, words, anchor)),
    ...legend(),
    '</svg>',
  ].join('')
}

interface Point {
  at: EpochMs
  powerKW: KW | null
}

function allowedOf({ order }: Proof, until: EpochMs) {
  const all = [...new Set([order.from, ...corridorCuts(order), until])].filter((at) => at >= order.from && at <= until)
  const even = Array.from({ length: mostSteps + 1 }, (_, i) => order.from + (i * (until - order.from)) / mostSteps)
  const cuts = all.length > mostSteps ? even : all
  const allowed = createCorridor(order)
  return cuts.slice(0, -1).map((at, i) => {
    const { minKW, maxKW } = allowed(at)
    return { at, end: cuts[i + 1] ?? until, minKW, maxKW }
  })
}

/** Every n-th point, gaps kept. */
function thinned(points: readonly Point[]): Point[] {
  const every = Math.ceil(points.length / mostPoints)
  return points.filter(({ powerKW }, i) => i % every === 0 || powerKW === null)
}

/** Stretches without a gap. */
function runs(points: readonly Point[]): { at: EpochMs; powerKW: KW }[][] {
  const list: { at: EpochMs; powerKW: KW }[][] = [[]]
  for (const { at, powerKW } of points) {
    if (powerKW === null) list.push([])
    else list.at(-1)?.push({ at, powerKW })
  }
  return list.filter((run) => run.length > 0)
}

function stairs(steps: readonly PowerStep[], from: EpochMs, until: EpochMs): { at: EpochMs; powerKW: KW }[] {
  const first = stepAt(steps, from) ?? steps[0]?.powerKW
  if (first === undefined) return []
  let last = first
  const points = [{ at: from, powerKW: first }]
  const every = Math.ceil(steps.length / mostSteps)
  for (const { from: at, powerKW } of steps.filter((_, i) => i % every === 0)) {
    if (at <= from || at >= until) continue
    points.push({ at, powerKW: last }, { at, powerKW })
    last = powerKW
  }
  return [...points, { at: until, powerKW: last }]
}

function path(points: readonly { at: number; y: number }[], stroke: string, width: number, dash = ''): string {
  if (points.length === 0) return ''
  const way = points.map(({ at, y }, i) => `${i === 0 ? 'M' : 'L'}${fixed(at)} ${fixed(y)}`).join('')
  return `<path d="${way}" fill="none" stroke="${stroke}" stroke-width="${width}"${dash && ` stroke-dasharray="${dash}"`}/>`
}

function times(begin: EpochMs, until: EpochMs) {
  const middle = (begin + until) / 2
  return [
    { at: begin, words: timeWords(begin), anchor: 'start' as const },
    { at: middle, words: timeWords(middle), anchor: 'middle' as const },
    { at: until, words: timeWords(until), anchor: 'end' as const },
  ]
}

function timeWords(at: EpochMs): string {
  return new Date(at).toISOString().slice(11, 19)
}

function legend(): string[] {
  const entries = [
    ['ordered', ink.limit],
    ['measured', blue],
    ['allowed', ink.band],
    ['baseline', ink.line],
  ] as const
  return entries.map(
    ([name, fill], i) =>
      `<rect x="${plot.left + i * 90}" y="${size.height - 10}" width="8" height="3" fill="${fill}"/>` +
      text(plot.left + 12 + i * 90, size.height - 5, name),
  )
}

import type { Interval, MeterPoint, RegisterReading, Wh } from '../../domain/metering/meter.ts'
import { type Quarter, quarterStart } from '../../domain/metering/quarter.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import { judgeStep } from './judge-step.ts'

/** Readings further apart than this say how much passed, but not when. */
export const bridgedMs: Ms = 1_200_000

/** A reading on the one line of everything this register ever counted, whole Wh from the first reading on. */
interface Counted {
  at: EpochMs
  totalWh: Wh
  /** What the register itself showed. */
  shownWh: Wh
  epoch: number
  /** How often the line was broken up to here: across a break it is unknown what passed. */
  stretch: number
  /** How often the clock was set up to here. */
  clockSets: number
}

/** The quarter of a register, from readings alone. `wh: null` = it needs an estimate. */
export type MeasuredQuarter = Pick<Interval, 'quarter' | 'wh' | 'epoch' | 'closingWh'> & {
  /** The clock was set within it: the energy is that of the register, the quarter may be another. */
  isClockSet?: true
}

/** A span over which a register's total is known while its course is not: [from, to) in quarters, none shared with others. */
export interface GapTotal {
  from: Quarter
  to: Quarter
  wh: Wh
}

/** What readings say of a run of quarters. */
export interface MeasuredRun {
  quarters: MeasuredQuarter[]
  gaps: GapTotal[]
}

/**
 * Energies of the quarters [from, to) of one register from its kept readings in order of time (held ones left out).
 *
 * The register at each boundary is found by linear interpolation between readings at most 20 minutes apart and rounded half
 * to even; a quarter is the difference of its boundaries. What rounding takes from one quarter it gives to the next, so
 * that quarters always add up to the register's own difference, to the Wh.
 */
export function measuredQuarters(
  point: Pick<MeterPoint, 'ratedKW' | 'endWh'>,
  readings: readonly RegisterReading[],
  from: Quarter,
  to: Quarter,
): MeasuredRun {
  const line = countedLine(point, readings)
  const bounds = Array.from({ length: to - from + 1 }, (_, i) => boundary(point.endWh, line, quarterStart(from + i)))
  const quarters = Array.from({ length: to - from }, (_, i) => quarterOfBounds(from + i, bounds[i], bounds[i + 1]))
  return { quarters, gaps: gapTotals(bounds, from) }
}

/** Puts readings on one line of counting: over rollovers and exchanges it goes on, at a reset it breaks. */
function countedLine(point: Pick<MeterPoint, 'ratedKW' | 'endWh'>, readings: readonly RegisterReading[]): Counted[] {
  const line: Counted[] = []
  for (const reading of readings) {
    if (reading.kind === 'held') continue
    const last = line.at(-1)
    const next = last ? follow(point, last, reading) : { ...shown(reading), totalWh: 0, stretch: 0, clockSets: 0 }
    if (next) line.push(next)
  }
  return line
}

function shown({ at, wh, epoch }: RegisterReading): Pick<Counted, 'at' | 'shownWh' | 'epoch'> {
  return { at, shownWh: wh, epoch }
}

function follow(
  point: Pick<MeterPoint, 'ratedKW' | 'endWh'>,
  last: Counted,
  reading: RegisterReading,
): Counted | undefined {
  const { totalWh, stretch } = last
  const isClock = reading.kind === 'clock'
  const next = { ...shown(reading), totalWh, stretch, clockSets: last.clockSets + Number(isClock) }
  const broken = { ...next, stretch: stretch + 1 }
  if (reading.isNewStart) return broken
  // The closing reading of the old meter and the opening one of the new are taken at the exchange.
  if (reading.epoch !== last.epoch) return next
  const step = judgeStep(point, { at: last.at, wh: last.shownWh }, reading)
  if (step.kind === 'outOfOrder') return undefined
  if (step.kind === 'reset' || (step.kind === 'implausible' && !isClock)) return broken
  return { ...next, totalWh: totalWh + step.wh }
}

type Boundary = Pick<Counted, 'totalWh' | 'shownWh' | 'epoch' | 'stretch' | 'clockSets'>

/** The register at an instant; `undefined` where readings are too far apart or the line is broken. */
function boundary(endWh: Wh, line: readonly Counted[], at: EpochMs): Boundary | undefined {
  const after = firstFrom(line, at)
  const [low, high] = [line[after - 1], line[after]]
  if (high?.at === at) return high
  if (!low || !high || low.stretch !== high.stretch || high.at - low.at > bridgedMs) return undefined
  const passedWh = share(high.totalWh - low.totalWh, at - low.at, high.at - low.at)
  return { ...low, totalWh: low.totalWh + passedWh, shownWh: (low.shownWh + passedWh) % endWh }
}

function firstFrom(line: readonly Counted[], at: EpochMs): number {
  let [low, high] = [0, line.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((line[middle]?.at ?? Infinity) < at) low = middle + 1
    else high = middle
  }
  return low
}

/** `wh * part / whole`, exactly, half to even. */
export function share(wh: Wh, part: number, whole: number): Wh {
  const numerator = BigInt(wh) * BigInt(Math.round(part))
  const denominator = BigInt(Math.round(whole))
  const floor = numerator / denominator
  const twice = 2n * (numerator % denominator)
  const isUp = twice > denominator || (twice === denominator && floor % 2n === 1n)
  return Number(isUp ? floor + 1n : floor)
}

function quarterOfBounds(quarter: Quarter, open: Boundary | undefined, close: Boundary | undefined): MeasuredQuarter {
  const known = open && close && open.stretch === close.stretch
  return {
    quarter,
    wh: known ? close.totalWh - open.totalWh : null,
    epoch: (close ?? open)?.epoch ?? 0,
    closingWh: close?.shownWh ?? null,
    ...(known && open.clockSets !== close.clockSets ? { isClockSet: true } : {}),
  }
}

/** Runs of quarters without boundaries between two that belong together: their total is known. */
function gapTotals(bounds: readonly (Boundary | undefined)[], from: Quarter): GapTotal[] {
  const gaps: GapTotal[] = []
  let last = -1
  for (const [i, bound] of bounds.entries()) {
    if (!bound) continue
    const before = bounds[last]
    if (before && i - last > 1 && before.stretch === bound.stretch)
      gaps.push({ from: from + last, to: from + i, wh: bound.totalWh - before.totalWh })
    last = i
  }
  return gaps
}

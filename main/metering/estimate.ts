import type { Interval, IntervalMethod, Wh } from '../../domain/metering/meter.ts'
import type { Quarter } from '../../domain/metering/quarter.ts'
import type { GapTotal, MeasuredRun } from './intervals.ts'

/** What a missing quarter may be estimated from, in this order; `undefined` = it doesn't know either. */
export interface EstimateSources {
  /** A second meter on the same flow. */
  checkMeterWh?(quarter: Quarter): Wh | undefined
  /** The same quarter of comparable days (same kind of day, the newest first), measured ones only. */
  comparableWh(quarter: Quarter): readonly Wh[]
}

/** A quarter as it goes into the books. */
export type FoundQuarter = Pick<Interval, 'quarter' | 'wh' | 'quality' | 'method' | 'epoch' | 'closingWh'>

/** Comparable days that are looked at. */
const usualDays = 4

/**
 * Fills what readings leave open. A gap whose total the register knows keeps that total to the Wh, spread as comparable
 * days ran; any other quarter takes the check meter, then the median of comparable days, then zero with its mark.
 */
export function fillQuarters({ quarters, gaps }: MeasuredRun, sources: EstimateSources): FoundQuarter[] {
  const spread = new Map(gaps.flatMap((gap) => spreadGap(gap, sources)))
  return quarters.map(({ isClockSet, ...quarter }) => {
    if (quarter.wh !== null) return { ...quarter, quality: isClockSet ? 'estimated' : 'measured', method: 'registers' }
    const total = spread.get(quarter.quarter)
    const [wh, method] = total === undefined ? guess(quarter.quarter, sources) : [total, 'gapTotal' as const]
    return { ...quarter, wh, quality: 'estimated', method }
  })
}

function guess(quarter: Quarter, sources: EstimateSources): [Wh, IntervalMethod] {
  const checkWh = sources.checkMeterWh?.(quarter)
  if (checkWh !== undefined) return [checkWh, 'checkMeter']
  const usualWh = usual(quarter, sources)
  return usualWh === undefined ? [0, 'zero'] : [usualWh, 'comparableDays']
}

/** Median of comparable days, the lower of the middle two: an estimate never favours who sends the bill. */
function usual(quarter: Quarter, { comparableWh }: EstimateSources): Wh | undefined {
  const days = comparableWh(quarter)
    .slice(0, usualDays)
    .toSorted((a, b) => a - b)
  return days[Math.floor((days.length - 1) / 2)]
}

function spreadGap({ from, to, wh }: GapTotal, sources: EstimateSources): [Quarter, Wh][] {
  const quarters = Array.from({ length: to - from }, (_, i) => from + i)
  const weights = quarters.map((quarter) => sources.checkMeterWh?.(quarter) ?? usual(quarter, sources))
  const known = weights.every((weight) => weight !== undefined) && weights.some((weight) => weight > 0)
  const parts = largestRemainder(wh, known ? weights : quarters.map(() => 1))
  return quarters.map((quarter, i) => [quarter, parts[i] ?? 0])
}

/** Splits a whole by weights so that the parts add up to it; what is left over goes to the largest remainders, ties to the first. */
export function largestRemainder(wh: Wh, weights: readonly number[]): Wh[] {
  const whole = weights.reduce((sum, weight) => sum + BigInt(weight), 0n)
  const shares = weights.map((weight, place) => {
    const numerator = BigInt(wh) * BigInt(weight)
    return { place, floor: numerator / whole, rest: numerator % whole }
  })
  const left = Number(BigInt(wh) - shares.reduce((sum, { floor }) => sum + floor, 0n))
  const lucky = new Set(
    shares
      .toSorted((a, b) => (a.rest === b.rest ? a.place - b.place : a.rest > b.rest ? -1 : 1))
      .slice(0, left)
      .map(({ place }) => place),
  )
  return shares.map(({ place, floor }) => Number(floor) + (lucky.has(place) ? 1 : 0))
}

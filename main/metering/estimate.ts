import {
  estimateSources,
  type EstimateSource,
  type Interval,
  type IntervalMethod,
  type Wh,
} from '../../domain/metering/meter.ts'
import type { Quarter } from '../../domain/metering/quarter.ts'
import type { GapTotal, MeasuredRun } from './intervals.ts'

/** What each source says of a quarter, where there is one; `undefined` = it doesn't know either. */
export type Estimates = Partial<Record<EstimateSource, (quarter: Quarter) => Wh | undefined>>

/** A quarter as it goes into the books. */
export type FoundQuarter = Pick<Interval, 'quarter' | 'wh' | 'quality' | 'method' | 'epoch' | 'closingWh'>

/** Comparable days that are looked at. */
const usualDays = 4

/**
 * Fills what readings leave open, by the first source in order that knows. A gap whose total the register tells keeps that
 * total to the Wh, spread as the first source that knows the whole gap ran; any other quarter takes the source's own
 * energy, or zero. Each says how it was found.
 */
export function fillQuarters({ quarters, gaps }: MeasuredRun, estimates: Estimates): FoundQuarter[] {
  const spread = new Map(gaps.flatMap((gap) => spreadGap(gap, estimates)))
  return quarters.map(({ isClockSet, ...quarter }) => {
    if (quarter.wh !== null) return { ...quarter, quality: isClockSet ? 'estimated' : 'measured', method: 'registers' }
    return { ...quarter, ...(spread.get(quarter.quarter) ?? guess(quarter.quarter, estimates)), quality: 'estimated' }
  })
}

type Found = Pick<FoundQuarter, 'method'> & { wh: Wh }

function guess(quarter: Quarter, estimates: Estimates): Found {
  for (const { source, whole } of estimateSources) {
    const wh = estimates[source]?.(quarter)
    if (wh !== undefined) return { wh, method: whole }
  }
  return { wh: 0, method: 'zero' }
}

/** Median of comparable days, the newest first, the lower of the middle two: an estimate never favours who sends the bill. */
export function usualWh(comparableWh: readonly Wh[]): Wh | undefined {
  const days = comparableWh.slice(0, usualDays).toSorted((a, b) => a - b)
  return days[Math.floor((days.length - 1) / 2)]
}

function spreadGap({ from, to, wh }: GapTotal, estimates: Estimates): [Quarter, Found][] {
  const quarters = Array.from({ length: to - from }, (_, i) => from + i)
  const { weights, method } = courseOf(quarters, estimates)
  const parts = largestRemainder(wh, weights)
  return quarters.map((quarter, i) => [quarter, { wh: parts[i] ?? 0, method }])
}

/** How a gap ran, by the first source that knows every quarter of it. */
function courseOf(quarters: readonly Quarter[], estimates: Estimates): { weights: Wh[]; method: IntervalMethod } {
  for (const { source, share } of estimateSources) {
    const weights = quarters.flatMap((quarter) => estimates[source]?.(quarter) ?? [])
    if (weights.length === quarters.length && weights.some((weight) => weight > 0)) return { weights, method: share }
  }
  return { weights: quarters.map(() => 1), method: 'gapEven' }
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

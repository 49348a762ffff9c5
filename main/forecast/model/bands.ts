import { forecastQuantiles } from '../../../domain/dispatch/forecast.ts'
import { clamp } from '../../../domain/units.ts'
import { spanCount, spanOf } from './horizons.ts'
import type { Shape } from './shape.ts'

/** Errors of a model on days it had not learned from, as quantiles by span of steps ahead and part of the day, in scales. */
export type Bands = readonly Float64Array[]

/** An error: what came less what was foreseen. */
export interface Miss {
  issue: number
  target: number
  foreseen: number
  came: number
}

const parts = 4
/** Band while no error was seen yet, in scales: as wide as the quantity itself. */
const unknownErrors = Float64Array.of(-1, -0.5, 0, 0.5, 1)
/** Fewer errors do not tell a band of their own; those of all parts of the day serve instead. */
const fewest = 60

/** Quantiles of errors, so that what comes lies below the q-quantile in a share q of the cases (split conformal). */
export function bandsOf(shape: Shape, misses: readonly Miss[]): Bands {
  const errors = Array.from({ length: spanCount * parts }, () => [] as number[])
  for (const { issue, target, foreseen, came } of misses)
    errors[placeOf(shape, issue, target)]?.push((came - foreseen) / shape.scale(shape.base(issue, target)))
  const ofSpan = Array.from({ length: spanCount }, (_, span) => errors.slice(span * parts, (span + 1) * parts).flat())
  return errors.map((own, place) => quantiles(own.length >= fewest ? own : (ofSpan[Math.floor(place / parts)] ?? [])))
}

/** The bands of one span of steps ahead. */
export function bandsOfSpan(bands: Bands, span: number): Bands {
  return bands.slice(span * parts, (span + 1) * parts)
}

/** A value for each quantile, rising, around what is foreseen. */
export function banded(bands: Bands, shape: Shape, { issue, target, foreseen }: Omit<Miss, 'came'>): number[] {
  const known = shape.base(issue, target)
  const base = Number.isNaN(known) ? foreseen : known
  const scale = shape.scale(base)
  const shifts = bands[placeOf(shape, issue, target)] ?? unknownErrors
  return forecastQuantiles.map((_, i) => clamp(foreseen + (shifts[i] ?? 0) * scale, ...shape.limits(base)))
}

function placeOf(shape: Shape, issue: number, target: number): number {
  return spanOf(target - issue) * parts + shape.partOfDay(target)
}

function quantiles(errors: readonly number[]): Float64Array {
  if (errors.length === 0) return unknownErrors
  const sorted = Float64Array.from(errors).sort()
  return Float64Array.from(forecastQuantiles, (q) => {
    // One more than there are errors: so that a band from few of them is not too narrow.
    const rank = Math.ceil(q * (sorted.length + 1)) - 1
    return sorted[Math.min(Math.max(rank, 0), sorted.length - 1)] ?? 0
  })
}

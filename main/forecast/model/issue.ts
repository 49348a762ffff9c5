import { forecastQuantiles } from '../../../domain/dispatch/forecast.ts'
import { banded } from './bands.ts'
import { departuresAhead, spanOf } from './horizons.ts'
import { naiveModels } from './naive.ts'
import { type Shape, valueOf } from './shape.ts'
import type { Trained } from './train.ts'

/** What is foreseen for the steps after the last value. */
export interface Ahead {
  /** Mean of what may come, a place per step. */
  expected: Float64Array
  /** A column per quantile. */
  quantiles: readonly Float64Array[]
}

/**
 * Mean and quantiles of the steps after the last value. What is missing altogether is
 * foreseen as the base, and where even that is not known as the newest value.
 */
export function issue(trained: Trained, shape: Shape, steps: number): Ahead {
  const last = shape.values.length - 1
  const columns = forecastQuantiles.map(() => new Float64Array(steps))
  const learned = trained.model && departuresAhead(trained.model, shape, { issues: [last], steps })
  const foreseen = foreseenBy(trained, shape, learned ?? new Float64Array(steps))
  for (let step = 0; step < steps; step++) {
    const target = last + 1 + step
    banded(trained.bands, shape, { issue: last, target, foreseen: foreseen[step] ?? 0 }).forEach((value, q) => {
      const column = columns[q]
      if (column) column[step] = value
    })
  }
  const expected = learned
    ? learned.map((departs, step) => finite(valueOf(shape, last, last + 1 + step, departs), foreseen[step] ?? 0))
    : foreseen
  return { expected, quantiles: columns }
}

/** Each step by the model that is in use for it. */
function foreseenBy({ bySpan }: Trained, shape: Shape, learned: Float64Array): Float64Array {
  const last = shape.values.length - 1
  const newest = shape.values.findLast((value) => !Number.isNaN(value)) ?? 0
  return learned.map((departs, step) => {
    const target = last + 1 + step
    const naive = naiveModels.find(({ name }) => name === bySpan[spanOf(step + 1)])
    const value = naive ? naive.value(shape, last, target) : valueOf(shape, last, target, departs)
    return finite(value, shape.base(last, target), newest)
  })
}

/** The first that is a number. */
function finite(...values: number[]): number {
  return values.find((value) => !Number.isNaN(value)) ?? 0
}

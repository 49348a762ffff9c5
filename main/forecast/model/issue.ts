import { forecastQuantiles } from '../../../domain/dispatch/forecast.ts'
import { banded } from './bands.ts'
import { departuresAhead } from './horizons.ts'
import { naiveModels } from './naive.ts'
import { type Shape, valueOf } from './shape.ts'
import type { Trained } from './train.ts'

/**
 * Quantiles of the steps after the last value: a column per quantile, a place per step. What is missing altogether is
 * foreseen as the base, and as nothing where even that is not known.
 */
export function issue(trained: Trained, shape: Shape, steps: number): Float64Array[] {
  const last = shape.values.length - 1
  const columns = forecastQuantiles.map(() => new Float64Array(steps))
  const foreseen = foreseenBy(trained, shape, steps)
  for (let step = 0; step < steps; step++) {
    const target = last + 1 + step
    banded(trained.bands, shape, { issue: last, target, foreseen: foreseen[step] ?? 0 }).forEach((value, q) => {
      const column = columns[q]
      if (column) column[step] = value
    })
  }
  return columns
}

function foreseenBy({ name, model }: Trained, shape: Shape, steps: number): Float64Array {
  const last = shape.values.length - 1
  const naive = naiveModels.find((it) => it.name === name)
  const ahead = model && departuresAhead(model, shape, { issues: [last], steps })
  return Float64Array.from({ length: steps }, (_, step) => {
    const target = last + 1 + step
    const value = ahead ? valueOf(shape, last, target, ahead[step] ?? 0) : naive?.value(shape, last, target)
    const known = [value, shape.base(last, target), 0].find((it) => it !== undefined && !Number.isNaN(it))
    return known ?? 0
  })
}

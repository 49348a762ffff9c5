import type { Shape } from '../model/shape.ts'
import { type PowerHistory, powerFeatures } from './shape-parts.ts'

/** Days over which the clearest sky is looked for: the sun's height changes little, and one of them is clear. */
const daysOfSky = 15
/** Below this share of the rating a departure is measured against the rating: at dusk ratios say nothing. */
const leastShare = 0.05

/**
 * Sun as a share of the clear sky: the highest output at this time of the day in the last fifteen days, learned from the
 * plant itself, so that no angle, shade or weather service is needed.
 */
export function pvShape(history: PowerHistory): Shape {
  const { values, calendar } = history
  const ratedKW = Math.max(history.ratedKW, 1)
  const base: Shape['base'] = (issue, target) => clearSky(values, issue + 1, target)
  const scale = (clear: number) => Math.max(clear, leastShare * ratedKW)
  return {
    values,
    base,
    scale,
    range: [-1, 0.5],
    limits: (clear) => [0, clear > 0.002 * ratedKW ? 1.3 * clear : 0],
    partOfDay: (target) => Math.floor(calendar.quarterOfDay(target) / 24),
    features: powerFeatures(history, base, scale),
  }
}

/** Highest of the values within a quarter of this time of the day on the last days before `known`. */
function clearSky(values: Float64Array, known: number, target: number): number {
  const first = target < known ? 1 : Math.floor((target + 1 - known) / 96) + 1
  let highest = Number.NaN
  for (let day = first; day < first + daysOfSky; day++)
    for (let near = -1; near <= 1; near++) {
      const value = values[target - 96 * day + near] ?? Number.NaN
      if (!(value <= highest)) highest = Number.isNaN(value) ? highest : value
    }
  return highest
}

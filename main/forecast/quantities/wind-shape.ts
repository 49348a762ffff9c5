import { createMeans } from '../model/means.ts'
import type { Shape } from '../model/shape.ts'
import { type PowerHistory, powerFeatures } from './shape-parts.ts'

/** Wind as departures from the mean of the last day: persistence is what a site without a weather service knows best. */
export function windShape(history: PowerHistory): Shape {
  const { values, calendar } = history
  const ratedKW = Math.max(history.ratedKW, 1)
  const means = createMeans(values)
  const base: Shape['base'] = (issue) => means.endingWith(issue, 96)
  const scale = () => ratedKW
  return {
    values,
    base,
    scale,
    range: [-1, 1],
    limits: () => [0, ratedKW],
    partOfDay: (target) => Math.floor(calendar.quarterOfDay(target) / 24),
    features: powerFeatures(history, base, scale),
  }
}

import { meanOfDays } from '../model/days-back.ts'
import type { Shape } from '../model/shape.ts'
import { type PowerHistory, powerFeatures } from './shape-parts.ts'

const quartersOfWeek = 672

/** Loads as departures from the mean of the same time in the last four weeks; while there is no such week, days. */
export function loadShape(history: PowerHistory): Shape {
  const { values, calendar } = history
  const ratedKW = Math.max(history.ratedKW, 1)
  const base: Shape['base'] = (issue, target) => {
    const known = issue + 1
    const weeks = meanOfDays(values, { known, target, days: 4, stride: quartersOfWeek })
    return Number.isNaN(weeks) ? meanOfDays(values, { known, target, days: 7 }) : weeks
  }
  const scale = () => ratedKW
  return {
    values,
    base,
    scale,
    range: [-1.5, 1.5],
    limits: () => [-Infinity, 0],
    partOfDay: (target) => Math.floor(calendar.quarterOfDay(target) / 24),
    features: powerFeatures(history, base, scale),
  }
}

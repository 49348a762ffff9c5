import type { Calendar } from '../model/calendar.ts'
import { dayBefore } from '../model/days-back.ts'
import { createMeans } from '../model/means.ts'
import type { Shape } from '../model/shape.ts'
import type { QuantityHistory } from './history.ts'

/** What the shape of a power is made from. */
export interface PowerHistory extends Pick<QuantityHistory, 'values' | 'ratedKW'> {
  calendar: Calendar
  /** Columns known only as they come. */
  measured: readonly Float64Array[]
}

/**
 * Features that serve every power: the newest departures from the usual and their means, those at the same time of
 * earlier days, the time of the day and of the week, and what is measured beside.
 */
export function powerFeatures(
  { values, calendar, measured }: PowerHistory,
  base: Shape['base'],
  unit: (base: number) => number,
): Shape['features'] {
  const departs = Float64Array.from(values, (value, place) => {
    const usual = base(place - 1, place)
    return (value - usual) / unit(usual)
  })
  const means = createMeans(departs)
  const back = (count: number) => (issue: number) => departs[issue - count] ?? Number.NaN
  const mean = (count: number) => (issue: number) => means.endingWith(issue, count)
  const earlier = (days: number) => (issue: number, target: number) => dayBefore(departs, issue + 1 - 96 * days, target)
  return [
    ...[0, 1, 2, 3].map(back),
    ...[4, 16, 96, 672].map(mean),
    ...[0, 1, 6].map(earlier),
    (issue, target) => target - issue,
    (issue, target) => base(issue, target),
    (_issue, target) => calendar.quarterOfDay(target),
    (_issue, target) => calendar.dayOf(target) % 7,
    ...measured.map((column) => (issue: number, target: number) => dayBefore(column, issue + 1, target)),
  ]
}

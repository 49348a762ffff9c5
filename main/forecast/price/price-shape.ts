import { dayBefore, meanOfDays } from '../model/days-back.ts'
import { createMeans } from '../model/means.ts'
import type { Shape } from '../model/shape.ts'

/** What is known of prices and of what moves them, on one grid of quarters of an hour. */
export interface PriceHistory {
  /** Prices that energy was paid at, EUR/MWh; NaN where missing. */
  paid: Float64Array
  /** Prices published beforehand, such as those of the day-ahead market; all NaN where there are none. */
  published: Float64Array
  /** First quarter whose published price was not known yet at the end of quarter `issue`. */
  publishedUntil(issue: number): number
  /** Quarter of the local day, 0 to 95, and a number that is the same for all quarters of a local day. */
  quarterOfDay(place: number): number
  dayOf(place: number): number
  /** Columns that are published together with the prices, such as the demand that the market expects. */
  foreseen: readonly Float64Array[]
  /** Columns known only as they come, such as the temperature. */
  measured: readonly Float64Array[]
}

/** Departures are measured against this much and the price itself: at 8 EUR/MWh quarters around zero stay comparable. */
const leastScale = 8
const daysOfProfile = 7

function scale(price: number): number {
  return leastScale + Math.abs(price)
}

/** Prices as departures from what was published, and where nothing is published yet from the last seven days. */
export function priceShape(history: PriceHistory): Shape {
  const { paid, published, publishedUntil, quarterOfDay } = history
  const base = baseOf(history)
  const range = [-3, 25] as const
  const departs = Float64Array.from(paid, (price, place) => {
    const known = published[place] ?? Number.NaN
    const from = Number.isNaN(known) ? base(place - 1, place) : known
    return Math.min(Math.max((price - from) / scale(from), range[0]), range[1])
  })
  const means = createMeans(departs)
  const highest = dayHighest(history)
  const back = (count: number) => (issue: number) => departs[issue - count] ?? Number.NaN
  const mean = (count: number) => (issue: number) => means.endingWith(issue, count)
  return {
    values: paid,
    base,
    scale,
    range,
    limits: () => [-Infinity, Infinity],
    partOfDay: (target) => Math.floor(quarterOfDay(target) / 24),
    features: [
      ...[0, 1, 2, 3, 7].map(back),
      ...[4, 16, 96, 672].map(mean),
      (issue) => Math.max(...departs.subarray(Math.max(0, issue - 15), issue + 1)),
      (_issue, target) => departs[target - 96] ?? Number.NaN,
      (issue, target) => means.endingWith(Math.min(issue, target - 94), 5),
      (issue, target) => target - issue,
      base,
      (issue, target) => base(issue, target) / highest(issue, target),
      (issue, target) => base(issue, target) - (published[issue] ?? Number.NaN),
      (_issue, target) => quarterOfDay(target),
      (_issue, target) => history.dayOf(target) % 7,
      ...history.foreseen.map(
        (column) => (issue: number, target: number) => dayBefore(column, publishedUntil(issue), target),
      ),
      ...history.measured.map((column) => (issue: number, target: number) => dayBefore(column, issue + 1, target)),
    ],
  }
}

/** Published prices where they are known at `issue`; beyond, the mean of the last seven days at that time of the day. */
function baseOf({ paid, published, publishedUntil }: PriceHistory): Shape['base'] {
  const isPublished = published.some((price) => !Number.isNaN(price))
  const from = isPublished ? published : paid
  return (issue, target) => {
    const known = isPublished ? publishedUntil(issue) : issue + 1
    const price = target < known ? (published[target] ?? Number.NaN) : Number.NaN
    if (!Number.isNaN(price)) return price
    return meanOfDays(from, { known, target, days: daysOfProfile })
  }
}

/** Highest published price of the local day of `target`, as far as it is known at `issue`. */
function dayHighest({ published, publishedUntil, dayOf, quarterOfDay }: PriceHistory) {
  const highest = new Map<number, number>()
  const ofDay = (place: number): number => {
    const day = dayOf(place)
    const known = highest.get(day)
    if (known !== undefined) return known
    const first = Math.max(0, place - quarterOfDay(place))
    const found = published.subarray(first, first + 96).reduce((most, price) => (price > most ? price : most), 0)
    highest.set(day, found)
    return found
  }
  return (issue: number, target: number) => ofDay(target < publishedUntil(issue) ? target : issue)
}

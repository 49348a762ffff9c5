import { departuresAhead, fitHorizons } from '../../../main/forecast/model/horizons.ts'
import { type Shape, valueOf } from '../../../main/forecast/model/shape.ts'
import { decayed } from '../../../main/forecast/price/decayed.ts'
import { type PriceHistory, priceShape } from '../../../main/forecast/price/price-shape.ts'
import type { MarketYear } from './market-data.ts'

/** Steps that decisions look ahead: a day. */
export const steps = 96
/** Local days begin at 06:00 UTC; prices of the next one are published at noon before. */
const dayBegin = 24

/** Quarter of the local day, 0 to 95. */
export function quarterOfDay(place: number): number {
  return (((place - dayBegin) % 96) + 96) % 96
}

function dayOf(place: number): number {
  return Math.floor((place - dayBegin) / 96)
}

/** What the product's price model sees of the market at any time. */
export function historyOf(year: MarketYear): PriceHistory {
  return {
    paid: year.paid,
    published: year.published,
    publishedUntil: (issue) => dayBegin + (dayOf(issue) + (quarterOfDay(issue) >= 48 ? 2 : 1)) * 96,
    quarterOfDay,
    dayOf,
    foreseen: [year.demandMW],
    measured: [year.temperatureDegC],
  }
}

/** Quarters at which the model is learned anew: daily in January, then weekly; the product does it four times a day. */
export const learnedAt: readonly number[] = [
  ...Array.from({ length: 24 }, (_, i) => 7 + i),
  ...Array.from({ length: 48 }, (_, i) => 31 + 7 * i),
].map((day) => day * 96 - 24)

/** Expected prices of the `steps` quarters after each issue in [from, until), learned only from what was before `at`. */
export function foresee(
  shape: Shape,
  { at, from, until }: { at: number; from: number; until: number },
): Float64Array[] {
  const issues = Array.from({ length: until - from }, (_, i) => from + i)
  const ahead = departuresAhead(fitHorizons(shape, { from: 4, until: at }), shape, { issues, steps })
  return issues.map((issue, i) =>
    Float64Array.from({ length: steps }, (_, step) =>
      valueOf(shape, issue, issue + 1 + step, ahead[i * steps + step] ?? 0),
    ),
  )
}

/** A row of expected prices for every issue of the year, learned as it goes; the first days without learning. */
export function walk(year: MarketYear): Float64Array[] {
  const shape = priceShape(historyOf(year))
  const first = learnedAt[0] ?? 0
  const rows = Array.from({ length: first }, (_, issue) => decayed(shape, issue, steps))
  learnedAt.forEach((at, i) => {
    const until = Math.min(learnedAt[i + 1] ?? Infinity, year.paid.length)
    if (until > at) rows.push(...foresee(shape, { at, from: at, until }))
  })
  return rows
}

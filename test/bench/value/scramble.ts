import { priceShape } from '../../../main/forecast/price/price-shape.ts'
import type { MarketYear } from './market-data.ts'
import { foresee, historyOf, learnedAt } from './walk.ts'

/** A year that is the same up to quarter `t` and noise from there on; what was published before stays known. */
export function scrambled(year: MarketYear, t: number): MarketYear {
  const known = historyOf(year).publishedUntil(t - 1)
  return {
    paid: noise(year.paid, t, 900),
    published: noise(year.published, known, 400),
    demandMW: noise(year.demandMW, known, 80_000),
    temperatureDegC: noise(year.temperatureDegC, t, 40),
    hashprice: year.hashprice,
  }
}

function noise(column: Float64Array, from: number, span: number): Float64Array {
  return column.map((value, i) => (i < from ? value : ((i * 7_919) % 1_000) * (span / 1_000)))
}

/**
 * How many of the rows of expected prices issued before quarters `at` change when everything that was not known yet is
 * scrambled and the model is learned again. A decision rests on such a row and on prices before it, so none may.
 */
export function changedByTheFuture(year: MarketYear, foreseen: readonly Float64Array[], at: readonly number[]): number {
  return at.reduce((changed, t) => {
    const learned = learnedAt.findLast((quarter) => quarter < t - 4) ?? 0
    const other = foresee(priceShape(historyOf(scrambled(year, t))), { at: learned, from: t - 4, until: t })
    const isSame = (row: Float64Array, i: number) => row.every((price, step) => price === foreseen[t - 4 + i]?.[step])
    return changed + other.filter((row, i) => !isSame(row, i)).length
  }, 0)
}

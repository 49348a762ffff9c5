import type { PricesConfig } from '../../domain/dispatch/price-settings.ts'
import type { PriceRow } from './read/price-row.ts'

/** An answer whose middle is so many times what was usual is taken for a mistake of units. */
const mostTimes = 20
/** Below this middle a ratio says nothing: prices around zero are usual in markets with much wind and sun. */
const smallEurPerMWh = 2
/** Fewer prices are not judged by their middle: a single quarter can cost two hundred times the usual. */
const fewestRows = 12

/**
 * Why an answer can't be right, in words; `undefined` when it can. Single prices are held against what the market
 * allows, the whole against what was usual before. Negative prices are fine.
 */
export function implausible(
  rows: readonly PriceRow[],
  usual: readonly number[],
  { minEurPerMWh, maxEurPerMWh }: PricesConfig['plausible'],
): string | undefined {
  const beyond = rows.find(({ price }) => price < minEurPerMWh || price > maxEurPerMWh)
  if (beyond)
    return `${round(beyond.price)} EUR/MWh is outside ${minEurPerMWh} to ${maxEurPerMWh}, what the market allows`
  if (rows.length < fewestRows || usual.length < fewestRows) return undefined
  const [middle, before] = [middleOf(rows.map(({ price }) => price)), middleOf(usual)]
  if (isFar(middle, before) || isFar(before, middle))
    return `its middle of ${round(middle)} EUR/MWh is far from the ${round(before)} of the last week: another unit?`
  return undefined
}

function isFar(a: number, b: number): boolean {
  return a > mostTimes * Math.max(b, smallEurPerMWh)
}

/** Middle of the sizes, signs left aside. */
function middleOf(values: readonly number[]): number {
  const sorted = values.map(Math.abs).toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

function round(price: number): number {
  return Math.round(price * 100) / 100
}

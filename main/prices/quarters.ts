import type { EpochMs, Ms } from '../../domain/units.ts'
import type { PriceRow } from './read/price-row.ts'

/** A quarter of an hour, ms. */
export const quarterMs: Ms = 900_000

/** Prices by the begin of their quarter of an hour. */
export type Quarters = Map<EpochMs, number>

/** The begin of the quarter that holds an instant. */
export function quarterOf(at: EpochMs): EpochMs {
  return Math.floor(at / quarterMs) * quarterMs
}

/** Rows spread over quarters of an hour; of shorter rows the mean. Where rows overlap, the later begin counts. */
export function quartersOf(rows: readonly PriceRow[]): Quarters {
  const sorted = rows.toSorted((a, b) => a.at - b.at)
  const sums = new Map<EpochMs, { sum: number; ms: Ms }>()
  sorted.forEach(({ at, spanMs, price }, i) => {
    const until = Math.min(at + spanMs, sorted[i + 1]?.at ?? Infinity)
    for (let quarter = quarterOf(at); quarter < until; quarter += quarterMs) {
      const ms = Math.min(until, quarter + quarterMs) - Math.max(at, quarter)
      const known = sums.get(quarter) ?? { sum: 0, ms: 0 }
      sums.set(quarter, { sum: known.sum + price * ms, ms: known.ms + ms })
    }
  })
  return new Map([...sums].filter(([, { ms }]) => ms > 0).map(([quarter, { sum, ms }]) => [quarter, sum / ms]))
}

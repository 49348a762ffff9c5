import type { EpochMs } from '../../domain/units.ts'
import type { WriteDb } from './db.ts'

/** Rows of prices. */
export type PriceRows = ReturnType<typeof createPriceTable>

/** Prices by series and quarter of an hour, over restarts. Errors: `Store.Failed`. */
export function createPriceTable({ db }: { db: WriteDb }) {
  return {
    /** Quarters of a series in [from, to). */
    load: (series: string, from: EpochMs, to: EpochMs): Map<EpochMs, number> =>
      new Map(
        db
          .all<{ at: EpochMs; price: number }>(
            'SELECT at, price FROM price WHERE series = ? AND at >= ? AND at < ? ORDER BY at',
            series,
            from,
            to,
          )
          .map(({ at, price }) => [at, price]),
      ),
    /** Adds quarters; those that are there are replaced. */
    save(series: string, quarters: ReadonlyMap<EpochMs, number>): void {
      db.transaction(() => {
        for (const [at, price] of quarters)
          db.run('INSERT OR REPLACE INTO price (series, at, price) VALUES (?, ?, ?)', series, at, price)
      })
    },
  }
}

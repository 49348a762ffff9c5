import type { Migration } from '../migration.ts'

/** Prices of a series by the begin of their quarter of an hour, ms; EUR/MWh, hashprices EUR/TH/day. */
export const prices: Migration = {
  name: 'keep prices',
  sql: `
    CREATE TABLE price (
      series TEXT NOT NULL,
      at INTEGER NOT NULL,
      price REAL NOT NULL,
      PRIMARY KEY (series, at)
    ) STRICT, WITHOUT ROWID;
  `,
}

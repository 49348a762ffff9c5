import type { Migration } from '../migration.ts'

/** Powers of devices summed by quarter of an hour: what is left to estimate from when a register is lost. */
export const ownPower: Migration = {
  name: 'keep sums of own power',
  sql: `
    CREATE TABLE power_sum (
      point TEXT NOT NULL,
      quarter INTEGER NOT NULL,
      from_at INTEGER NOT NULL,
      injected_wh REAL NOT NULL,
      absorbed_wh REAL NOT NULL,
      covered_ms INTEGER NOT NULL,
      PRIMARY KEY (point, quarter, from_at)
    ) STRICT, WITHOUT ROWID;
  `,
}

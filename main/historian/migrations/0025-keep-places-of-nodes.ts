import type { Migration } from '../migration.ts'

/** Where nodes of the market are, as people said; node 0 is this site. It stays here: the chain knows zones only. */
export const places: Migration = {
  name: 'keep places of nodes',
  sql: `
    CREATE TABLE market_place (
      node INTEGER PRIMARY KEY,
      latitude_deg REAL NOT NULL,
      longitude_deg REAL NOT NULL
    ) STRICT;
  `,
}

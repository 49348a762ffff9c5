import type { Migration } from '../migration.ts'

/** Points get small numbers; a reading is stored when it changed or its quality did. */
export const readings: Migration = {
  name: 'keep readings',
  sql: `
    CREATE TABLE point (
      id INTEGER PRIMARY KEY,
      asset TEXT NOT NULL,
      name TEXT NOT NULL,
      UNIQUE (asset, name)
    ) STRICT;
    CREATE TABLE reading (
      point INTEGER NOT NULL REFERENCES point (id),
      at INTEGER NOT NULL,
      value REAL,
      quality INTEGER NOT NULL,
      PRIMARY KEY (point, at)
    ) STRICT, WITHOUT ROWID;
  `,
}

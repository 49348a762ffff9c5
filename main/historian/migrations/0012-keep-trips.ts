import type { Migration } from '../migration.ts'

/** Assets that wait for a person's reset after their own protection stopped them. */
export const trips: Migration = {
  name: 'keep trips',
  sql: `
    CREATE TABLE trip (
      id TEXT PRIMARY KEY,
      body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
}

import type { Migration } from '../migration.ts'

/** What was learned of consumption: recurring consumers with their names, and what each asset usually draws. */
export const consumption: Migration = {
  name: 'keep consumption',
  sql: `
    CREATE TABLE consumption (
      id TEXT PRIMARY KEY,
      body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
}

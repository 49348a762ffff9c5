import type { Migration } from '../migration.ts'

/** Instructions in force survive a restart; the others stay as a record. */
export const instructions: Migration = {
  name: 'keep instructions',
  sql: `
    CREATE TABLE instruction (
      id TEXT PRIMARY KEY,
      until INTEGER NOT NULL,
      state TEXT NOT NULL,
      body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX instruction_open ON instruction (until) WHERE state NOT IN ('completed', 'cancelled');
  `,
}

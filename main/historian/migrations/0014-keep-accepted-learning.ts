import type { Migration } from '../migration.ts'

/** Values learned from the meter that an engineer accepted, by asset and quantity. */
export const acceptedLearning: Migration = {
  name: 'keep accepted learning',
  sql: `
    CREATE TABLE learned (
      id TEXT PRIMARY KEY,
      body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
}

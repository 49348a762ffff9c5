import type { Migration } from '../migration.ts'

/** Who may steer an asset, what a device was found to do, and who accepted it. */
export const authorityAndAcceptance: Migration = {
  name: 'keep authority and acceptance',
  sql: `
    CREATE TABLE authority (
      id TEXT PRIMARY KEY,
      body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE acceptance (
      id TEXT PRIMARY KEY,
      body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE examination (
      id TEXT PRIMARY KEY,
      body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE pulse (
      id TEXT PRIMARY KEY,
      body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
}

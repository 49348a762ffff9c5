import type { Migration } from '../migration.ts'

/** Keys that somebody lets go without a proven backup, and why. */
export const keysWithoutBackup: Migration = {
  name: 'keep why a key has no backup',
  sql: `
    CREATE TABLE key_without_backup (
      address TEXT PRIMARY KEY,
      person TEXT NOT NULL,
      reason TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER key_without_backup_stays BEFORE UPDATE ON key_without_backup
      BEGIN SELECT RAISE(ABORT, 'why a key has no backup is append-only'); END;
  `,
}

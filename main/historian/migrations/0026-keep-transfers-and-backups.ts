import type { Migration } from '../migration.ts'

/** Tokens that people move, with the second person where one is needed, and backups of keys that were proven. */
export const transfers: Migration = {
  name: 'keep transfers and backups of keys',
  sql: `
    CREATE TABLE wallet_transfer (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      units TEXT NOT NULL,
      recipient TEXT,
      person TEXT NOT NULL,
      reason TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE wallet_decision (
      transfer INTEGER PRIMARY KEY REFERENCES wallet_transfer (id),
      is_agreed INTEGER NOT NULL,
      second_person TEXT,
      intent TEXT,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE key_backup (
      key TEXT NOT NULL,
      address TEXT NOT NULL,
      proven_at INTEGER NOT NULL,
      PRIMARY KEY (key, address)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER wallet_transfer_stays BEFORE UPDATE ON wallet_transfer BEGIN SELECT RAISE(ABORT, 'transfers are append-only'); END;
    CREATE TRIGGER wallet_decision_stays BEFORE UPDATE ON wallet_decision BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
  `,
}

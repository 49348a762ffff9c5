import type { Migration } from '../migration.ts'

/** Orders that run and those that are over, what the meter said meanwhile, and the keys that signed. */
export const proofs: Migration = {
  name: 'keep proofs of response',
  sql: `
    CREATE TABLE proof (
      n INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      from_at INTEGER NOT NULL,
      asset TEXT NOT NULL,
      service TEXT NOT NULL,
      source TEXT NOT NULL,
      outcome TEXT NOT NULL,
      record TEXT NOT NULL,
      prev TEXT NOT NULL,
      hash TEXT NOT NULL,
      key TEXT NOT NULL,
      signature TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER proof_is_never_changed BEFORE UPDATE ON proof
      BEGIN SELECT RAISE(ABORT, 'proofs are append-only'); END;
    CREATE TRIGGER proof_is_never_deleted BEFORE DELETE ON proof
      BEGIN SELECT RAISE(ABORT, 'proofs are append-only'); END;
    CREATE INDEX proof_by_asset ON proof (asset, n);
    CREATE INDEX proof_by_time ON proof (from_at);
    CREATE TABLE proof_samples (
      proof TEXT NOT NULL,
      place INTEGER NOT NULL,
      at TEXT NOT NULL,
      power_kw TEXT NOT NULL,
      PRIMARY KEY (proof, place)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE proof_open (
      id TEXT PRIMARY KEY,
      body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE proof_key (
      id TEXT PRIMARY KEY,
      public_key TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
}

import type { Migration } from '../migration.ts'

/** What the site states of each quarter of an hour, in all revisions, the signatures, and a batch for each day. */
export const statements: Migration = {
  name: 'keep statements',
  sql: `
    CREATE TABLE statement (
      quarter INTEGER NOT NULL,
      revision INTEGER NOT NULL,
      lines TEXT NOT NULL,
      lines_root TEXT NOT NULL,
      previous TEXT NOT NULL,
      replaces TEXT NOT NULL,
      digest TEXT NOT NULL UNIQUE,
      PRIMARY KEY (quarter, revision)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER statement_is_never_changed BEFORE UPDATE ON statement
      BEGIN SELECT RAISE(ABORT, 'statements are append-only'); END;
    CREATE TRIGGER statement_is_never_deleted BEFORE DELETE ON statement
      BEGIN SELECT RAISE(ABORT, 'statements are append-only'); END;
    CREATE TABLE statement_signature (
      digest TEXT PRIMARY KEY,
      signature TEXT NOT NULL,
      key_epoch INTEGER NOT NULL,
      signed_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE batch (
      sequence INTEGER PRIMARY KEY,
      from_quarter INTEGER NOT NULL UNIQUE,
      to_quarter INTEGER NOT NULL,
      header TEXT NOT NULL,
      digest TEXT NOT NULL UNIQUE,
      signature TEXT NOT NULL,
      key_epoch INTEGER NOT NULL,
      made_at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE intent (
      n INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      body TEXT NOT NULL,
      is_settled INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX intent_open ON intent (n) WHERE is_settled = 0;
    CREATE TABLE nonce_lane (
      account TEXT PRIMARY KEY,
      next INTEGER,
      stopped TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE transaction_raw (
      hash TEXT PRIMARY KEY,
      intent TEXT NOT NULL,
      nonce INTEGER NOT NULL,
      raw TEXT NOT NULL,
      gas TEXT NOT NULL,
      max_fee TEXT NOT NULL,
      priority_fee TEXT NOT NULL,
      made_at INTEGER NOT NULL,
      replaces TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX transaction_raw_by_intent ON transaction_raw (intent);
    CREATE INDEX transaction_raw_by_nonce ON transaction_raw (nonce);
    CREATE TABLE transaction_event (
      n INTEGER PRIMARY KEY,
      intent TEXT NOT NULL,
      hash TEXT,
      state TEXT NOT NULL,
      block_number INTEGER,
      block_hash TEXT,
      detail TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX transaction_event_by_intent ON transaction_event (intent, n);
    CREATE TRIGGER transaction_event_is_never_changed BEFORE UPDATE ON transaction_event
      BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
    CREATE TRIGGER transaction_event_is_never_deleted BEFORE DELETE ON transaction_event
      BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
    CREATE TRIGGER batch_is_never_changed BEFORE UPDATE ON batch
      BEGIN SELECT RAISE(ABORT, 'batches are append-only'); END;
    CREATE TRIGGER batch_is_never_deleted BEFORE DELETE ON batch
      BEGIN SELECT RAISE(ABORT, 'batches are append-only'); END;
    CREATE TRIGGER statement_signature_is_never_changed BEFORE UPDATE ON statement_signature
      BEGIN SELECT RAISE(ABORT, 'signatures are append-only'); END;
    CREATE TRIGGER statement_signature_is_never_deleted BEFORE DELETE ON statement_signature
      BEGIN SELECT RAISE(ABORT, 'signatures are append-only'); END;
  `,
}

import type { Migration } from '../migration.ts'

/** What the site states of agreements, what stands behind it, corrections, what others gave, and the ledger of tokens. */
export const agreements: Migration = {
  name: 'keep agreements',
  sql: `
    CREATE TABLE agreement_line (
      n INTEGER PRIMARY KEY,
      origin TEXT NOT NULL,
      number INTEGER NOT NULL,
      position INTEGER NOT NULL,
      agreement TEXT NOT NULL,
      body TEXT NOT NULL,
      UNIQUE (origin, number, position)
    ) STRICT;
    CREATE INDEX agreement_line_of ON agreement_line (agreement);
    CREATE TABLE correction (
      number INTEGER PRIMARY KEY,
      header TEXT NOT NULL,
      digest TEXT NOT NULL UNIQUE,
      signature TEXT NOT NULL,
      key_epoch INTEGER NOT NULL,
      made_at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE correction_statement (
      quarter INTEGER NOT NULL,
      revision INTEGER NOT NULL,
      number INTEGER NOT NULL,
      PRIMARY KEY (quarter, revision)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE agreement_schedule (hash TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE agreement_proof (
      agreement TEXT NOT NULL,
      quarter INTEGER NOT NULL,
      hash TEXT NOT NULL,
      exempt TEXT,
      proof_id TEXT NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (agreement, quarter, hash)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE given_batch (
      digest TEXT PRIMARY KEY,
      site INTEGER NOT NULL,
      sequence INTEGER NOT NULL,
      body TEXT NOT NULL,
      given_at INTEGER NOT NULL,
      given_by TEXT NOT NULL
    ) STRICT;
    CREATE TABLE line_acceptance (
      agreement TEXT NOT NULL,
      batch TEXT NOT NULL,
      body TEXT NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (agreement, batch)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE evidence_file (
      name TEXT PRIMARY KEY,
      agreement TEXT NOT NULL,
      batch TEXT NOT NULL,
      made_at INTEGER NOT NULL,
      bytes INTEGER NOT NULL,
      hash TEXT NOT NULL,
      because TEXT NOT NULL
    ) STRICT;
    CREATE TABLE window_end (batch TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE ledger_entry (
      n INTEGER PRIMARY KEY,
      cause TEXT NOT NULL,
      account TEXT NOT NULL,
      units TEXT NOT NULL,
      currency TEXT NOT NULL,
      words TEXT NOT NULL,
      batch TEXT,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX ledger_entry_cause ON ledger_entry (cause);
    CREATE TRIGGER agreement_line_is_never_changed BEFORE UPDATE ON agreement_line
      BEGIN SELECT RAISE(ABORT, 'lines are append-only'); END;
    CREATE TRIGGER agreement_line_is_never_deleted BEFORE DELETE ON agreement_line
      BEGIN SELECT RAISE(ABORT, 'lines are append-only'); END;
    CREATE TRIGGER correction_is_never_changed BEFORE UPDATE ON correction
      BEGIN SELECT RAISE(ABORT, 'corrections are append-only'); END;
    CREATE TRIGGER correction_is_never_deleted BEFORE DELETE ON correction
      BEGIN SELECT RAISE(ABORT, 'corrections are append-only'); END;
    CREATE TRIGGER ledger_entry_is_never_changed BEFORE UPDATE ON ledger_entry
      BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
    CREATE TRIGGER ledger_entry_is_never_deleted BEFORE DELETE ON ledger_entry
      BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
  `,
}

import type { Migration } from '../migration.ts'

/** Rows that only ever grow in number; the head says how many there must be. */
export const auditTrail: Migration = {
  name: 'keep the audit trail',
  sql: `
    CREATE TABLE audit (
      n INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      person TEXT NOT NULL,
      action TEXT NOT NULL,
      asset TEXT,
      detail TEXT NOT NULL,
      prev TEXT NOT NULL,
      hash TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
      BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
    CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
      BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
    CREATE TABLE audit_head (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      n INTEGER NOT NULL,
      hash TEXT NOT NULL
    ) STRICT;
  `,
}

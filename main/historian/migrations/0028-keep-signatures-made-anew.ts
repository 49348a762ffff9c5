import type { Migration } from '../migration.ts'

/** Signatures of a later key over what an earlier one had signed, and why; the earlier signature stays where it is. */
export const signaturesAnew: Migration = {
  name: 'keep signatures made anew',
  sql: `
    CREATE TABLE signature_anew (
      digest TEXT NOT NULL,
      key_epoch INTEGER NOT NULL,
      signature TEXT NOT NULL,
      signed_at INTEGER NOT NULL,
      reason TEXT NOT NULL,
      PRIMARY KEY (digest, key_epoch)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER signature_anew_is_never_changed BEFORE UPDATE ON signature_anew
      BEGIN SELECT RAISE(ABORT, 'signatures are append-only'); END;
    CREATE TRIGGER signature_anew_is_never_deleted BEFORE DELETE ON signature_anew
      BEGIN SELECT RAISE(ABORT, 'signatures are append-only'); END;
  `,
}

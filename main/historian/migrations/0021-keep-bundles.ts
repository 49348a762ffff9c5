import type { Migration } from '../migration.ts'

/** Bundles that went out and came in on a stick, and what each item brought. */
export const bundles: Migration = {
  name: 'keep bundles',
  sql: `
    CREATE TABLE bundle_out (
      bundle INTEGER PRIMARY KEY,
      profile TEXT NOT NULL,
      from_quarter INTEGER NOT NULL,
      to_quarter INTEGER NOT NULL,
      items INTEGER NOT NULL,
      content_hash TEXT NOT NULL,
      made_at INTEGER NOT NULL,
      person TEXT NOT NULL
    ) STRICT;
    CREATE TABLE bundle_in (
      content_hash TEXT PRIMARY KEY,
      site INTEGER NOT NULL,
      bundle INTEGER NOT NULL,
      profile TEXT NOT NULL,
      signer TEXT NOT NULL,
      items INTEGER NOT NULL,
      taken_at INTEGER NOT NULL,
      person TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE bundle_item (
      profile TEXT NOT NULL,
      kind TEXT NOT NULL,
      id TEXT NOT NULL,
      site INTEGER NOT NULL,
      body TEXT NOT NULL,
      content_hash TEXT NOT NULL,
      PRIMARY KEY (profile, kind, id)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER bundle_item_is_never_changed BEFORE UPDATE ON bundle_item
      BEGIN SELECT RAISE(ABORT, 'what a bundle brought is append-only'); END;
    CREATE TRIGGER bundle_item_is_never_deleted BEFORE DELETE ON bundle_item
      BEGIN SELECT RAISE(ABORT, 'what a bundle brought is append-only'); END;
  `,
}

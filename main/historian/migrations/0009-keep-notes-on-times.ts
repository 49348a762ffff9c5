import type { Migration } from '../migration.ts'

/** Notes of people on ranges of time, ends included; instants in ms. */
export const annotations: Migration = {
  name: 'keep notes on times',
  sql: `
    CREATE TABLE annotation (
      id TEXT PRIMARY KEY,
      first INTEGER NOT NULL,
      last INTEGER NOT NULL,
      written_at INTEGER NOT NULL,
      person TEXT NOT NULL,
      text TEXT NOT NULL,
      assets TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX annotation_by_time ON annotation (first);
  `,
}

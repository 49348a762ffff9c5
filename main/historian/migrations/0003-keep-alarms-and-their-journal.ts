import type { Migration } from '../migration.ts'

/** Occurrences that still wait for something, and what ever happened to any occurrence. */
export const alarms: Migration = {
  name: 'keep alarms and their journal',
  sql: `
    CREATE TABLE alarm (
      id TEXT PRIMARY KEY,
      body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE alarm_journal (
      n INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      alarm TEXT NOT NULL,
      event TEXT NOT NULL,
      code TEXT NOT NULL,
      priority INTEGER NOT NULL,
      asset TEXT,
      text TEXT NOT NULL,
      person TEXT,
      note TEXT
    ) STRICT;
    CREATE INDEX alarm_journal_by_time ON alarm_journal (at);
  `,
}

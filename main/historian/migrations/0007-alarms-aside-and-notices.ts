import type { Migration } from '../migration.ts'

/** Alarms set aside (shelved, out of service), what the journal's figures need, and messages that wait to be sent. */
export const alarmsAsideAndNotices: Migration = {
  name: 'keep alarms set aside and notices to be sent',
  sql: `
    ALTER TABLE alarm_journal ADD COLUMN raised_at INTEGER;
    ALTER TABLE alarm_journal ADD COLUMN aside TEXT;
    ALTER TABLE alarm_journal ADD COLUMN root TEXT;
    CREATE INDEX alarm_journal_by_alarm ON alarm_journal (alarm);
    CREATE INDEX alarm_journal_by_code ON alarm_journal (code);
    CREATE INDEX alarm_journal_by_asset ON alarm_journal (asset);
    CREATE TABLE alarm_aside (
      id TEXT PRIMARY KEY,
      body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE notice (
      n INTEGER PRIMARY KEY,
      channel TEXT NOT NULL,
      alarm TEXT NOT NULL,
      kind TEXT NOT NULL,
      body TEXT NOT NULL,
      made_at INTEGER NOT NULL,
      state TEXT NOT NULL,
      attempts INTEGER NOT NULL,
      next_at INTEGER NOT NULL,
      reason TEXT,
      UNIQUE (alarm, channel, kind)
    ) STRICT;
    CREATE INDEX notice_waiting ON notice (channel, n) WHERE state = 'waiting';
  `,
}

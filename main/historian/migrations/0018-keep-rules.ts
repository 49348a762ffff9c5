import type { Migration } from '../migration.ts'

/**
 * Rules of health: their versions, which never change, the states these went through, what was tried, when they held,
 * and what running ones remember.
 */
export const rules: Migration = {
  name: 'keep rules of health',
  sql: `
    DROP TABLE health_rule;
    DROP TABLE health_rule_event;
    CREATE TABLE rule_version (
      rule TEXT NOT NULL,
      version INTEGER NOT NULL,
      text TEXT NOT NULL,
      author TEXT NOT NULL,
      reason TEXT NOT NULL,
      at INTEGER NOT NULL,
      is_starter INTEGER NOT NULL,
      PRIMARY KEY (rule, version)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER rule_version_stays BEFORE UPDATE ON rule_version BEGIN SELECT RAISE(ABORT, 'a version never changes'); END;
    CREATE TRIGGER rule_version_is_kept BEFORE DELETE ON rule_version BEGIN SELECT RAISE(ABORT, 'a version is kept'); END;
    CREATE TABLE rule_state (
      n INTEGER PRIMARY KEY,
      rule TEXT NOT NULL,
      version INTEGER NOT NULL,
      state TEXT NOT NULL,
      person TEXT NOT NULL,
      reason TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX rule_state_of ON rule_state (rule, version, n);
    CREATE TABLE rule_tried (
      text TEXT PRIMARY KEY,
      at INTEGER NOT NULL,
      days INTEGER NOT NULL,
      fired INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE rule_event (
      rule TEXT NOT NULL,
      asset TEXT NOT NULL,
      begun_at INTEGER NOT NULL,
      ended_at INTEGER,
      version INTEGER NOT NULL,
      severity INTEGER NOT NULL,
      words TEXT NOT NULL,
      PRIMARY KEY (rule, asset, begun_at)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX rule_event_time ON rule_event (begun_at);
    CREATE TABLE rule_memory (
      rule TEXT PRIMARY KEY,
      version INTEGER NOT NULL,
      at INTEGER NOT NULL,
      body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
}

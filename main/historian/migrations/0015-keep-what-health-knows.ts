import type { Migration } from '../migration.ts'

/**
 * Departures from normal by asset, signal and instant; what is normal, learned; forecasts with how they moved; anomalies;
 * what technicians said; rules with the times they held; work orders and what waits for the maintenance system; trained models.
 */
export const health: Migration = {
  name: 'keep what health knows',
  sql: `
    CREATE TABLE health_departure (
      asset TEXT NOT NULL,
      point TEXT NOT NULL,
      at INTEGER NOT NULL,
      value REAL NOT NULL,
      expected REAL NOT NULL,
      scale REAL NOT NULL,
      PRIMARY KEY (asset, point, at)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE health_state (
      name TEXT PRIMARY KEY,
      body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE health_forecast (
      id TEXT PRIMARY KEY,
      asset TEXT NOT NULL,
      announced_at INTEGER NOT NULL,
      ended_at INTEGER,
      body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE health_remaining (
      forecast TEXT NOT NULL,
      at INTEGER NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (forecast, at)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE health_anomaly (
      id TEXT PRIMARY KEY,
      asset TEXT NOT NULL,
      since_at INTEGER NOT NULL,
      body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE health_verdict (
      n INTEGER PRIMARY KEY,
      about TEXT NOT NULL,
      at INTEGER NOT NULL,
      body TEXT NOT NULL
    ) STRICT;
    CREATE INDEX health_verdict_by_about ON health_verdict (about);
    CREATE TABLE health_model (
      id TEXT NOT NULL,
      version INTEGER NOT NULL,
      made_at INTEGER NOT NULL,
      is_in_charge INTEGER NOT NULL,
      about TEXT NOT NULL,
      weights TEXT NOT NULL,
      PRIMARY KEY (id, version)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE health_rule (
      id TEXT NOT NULL,
      version INTEGER NOT NULL,
      state TEXT NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (id, version)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE health_rule_event (
      n INTEGER PRIMARY KEY,
      rule TEXT NOT NULL,
      version INTEGER NOT NULL,
      asset TEXT NOT NULL,
      from_at INTEGER NOT NULL,
      to_at INTEGER,
      body TEXT NOT NULL
    ) STRICT;
    CREATE INDEX health_rule_event_by_rule ON health_rule_event (rule, from_at);
    CREATE TABLE work_order (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      body TEXT NOT NULL
    ) STRICT;
    CREATE TABLE work_handover (
      n INTEGER PRIMARY KEY,
      channel TEXT NOT NULL,
      work TEXT NOT NULL,
      body TEXT NOT NULL,
      made_at INTEGER NOT NULL,
      state TEXT NOT NULL,
      attempts INTEGER NOT NULL,
      next_at INTEGER NOT NULL,
      reason TEXT NOT NULL DEFAULT ''
    ) STRICT;
  `,
}

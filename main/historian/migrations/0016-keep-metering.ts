import type { Migration } from '../migration.ts'

/** Meters, what their registers showed, energies by quarter of an hour in all their revisions, and what people changed. */
export const metering: Migration = {
  name: 'keep metering',
  sql: `
    CREATE TABLE meter (
      point TEXT NOT NULL,
      epoch INTEGER NOT NULL,
      serial TEXT NOT NULL,
      from_at INTEGER NOT NULL,
      until_at INTEGER,
      PRIMARY KEY (point, epoch)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE register_reading (
      point TEXT NOT NULL,
      register TEXT NOT NULL,
      at INTEGER NOT NULL,
      epoch INTEGER NOT NULL,
      taken_at INTEGER NOT NULL,
      wh INTEGER NOT NULL,
      kind TEXT NOT NULL,
      is_new_start INTEGER NOT NULL,
      PRIMARY KEY (point, register, at, epoch)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER register_reading_is_never_changed BEFORE UPDATE ON register_reading
      BEGIN SELECT RAISE(ABORT, 'register readings are append-only'); END;
    CREATE TRIGGER register_reading_is_never_deleted BEFORE DELETE ON register_reading
      BEGIN SELECT RAISE(ABORT, 'register readings are append-only'); END;
    CREATE TABLE interval (
      point TEXT NOT NULL,
      register TEXT NOT NULL,
      quarter INTEGER NOT NULL,
      revision INTEGER NOT NULL,
      wh INTEGER,
      quality TEXT NOT NULL,
      method TEXT NOT NULL,
      epoch INTEGER NOT NULL,
      closing_wh INTEGER,
      made_at INTEGER NOT NULL,
      PRIMARY KEY (point, register, quarter, revision)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER interval_is_never_changed BEFORE UPDATE ON interval
      BEGIN SELECT RAISE(ABORT, 'intervals are append-only: a change is the next revision'); END;
    CREATE TRIGGER interval_is_never_deleted BEFORE DELETE ON interval
      BEGIN SELECT RAISE(ABORT, 'intervals are append-only'); END;
    CREATE TABLE metering_note (
      n INTEGER PRIMARY KEY,
      point TEXT NOT NULL,
      register TEXT NOT NULL,
      kind TEXT NOT NULL,
      at INTEGER NOT NULL,
      words TEXT NOT NULL
    ) STRICT;
    CREATE TABLE metering_act (
      n INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      person TEXT NOT NULL,
      kind TEXT NOT NULL,
      body TEXT NOT NULL,
      approves INTEGER UNIQUE,
      prev TEXT NOT NULL,
      hash TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER metering_act_is_never_changed BEFORE UPDATE ON metering_act
      BEGIN SELECT RAISE(ABORT, 'acts on metering are append-only'); END;
    CREATE TRIGGER metering_act_is_never_deleted BEFORE DELETE ON metering_act
      BEGIN SELECT RAISE(ABORT, 'acts on metering are append-only'); END;
  `,
}

import type { Migration } from '../migration.ts'

/** Energies of the supplier's files beside ours of that moment, and what people decided on differences. */
export const supplierEnergies: Migration = {
  name: "keep the supplier's energies",
  sql: `
    CREATE TABLE supplier_file (
      n INTEGER PRIMARY KEY,
      hash TEXT NOT NULL,
      instants TEXT NOT NULL,
      name TEXT NOT NULL,
      person TEXT NOT NULL,
      at INTEGER NOT NULL,
      UNIQUE (hash, instants)
    ) STRICT;
    CREATE TABLE supplier_line (
      point TEXT NOT NULL,
      register TEXT NOT NULL,
      quarter INTEGER NOT NULL,
      file INTEGER NOT NULL REFERENCES supplier_file (n),
      their_wh INTEGER NOT NULL,
      our_wh INTEGER,
      our_revision INTEGER,
      difference_wh INTEGER GENERATED ALWAYS AS (our_wh - their_wh) VIRTUAL,
      PRIMARY KEY (point, register, quarter, file)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE supplier_decision (
      n INTEGER PRIMARY KEY,
      point TEXT NOT NULL,
      register TEXT NOT NULL,
      quarter INTEGER NOT NULL,
      their_wh INTEGER NOT NULL,
      our_wh INTEGER NOT NULL,
      state TEXT NOT NULL,
      person TEXT NOT NULL,
      reason TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX supplier_decision_by_quarter ON supplier_decision (point, register, quarter);
    CREATE TRIGGER supplier_line_is_never_changed BEFORE UPDATE ON supplier_line
      BEGIN SELECT RAISE(ABORT, 'energies of the supplier are append-only'); END;
    CREATE TRIGGER supplier_line_is_never_deleted BEFORE DELETE ON supplier_line
      BEGIN SELECT RAISE(ABORT, 'energies of the supplier are append-only'); END;
    CREATE TRIGGER supplier_decision_is_never_changed BEFORE UPDATE ON supplier_decision
      BEGIN SELECT RAISE(ABORT, 'decisions on differences are append-only'); END;
    CREATE TRIGGER supplier_decision_is_never_deleted BEFORE DELETE ON supplier_decision
      BEGIN SELECT RAISE(ABORT, 'decisions on differences are append-only'); END;
  `,
}

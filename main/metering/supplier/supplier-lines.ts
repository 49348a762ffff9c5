import type { RegisterName, Wh } from '../../../domain/metering/meter.ts'
import type { Quarter } from '../../../domain/metering/quarter.ts'
import type { SupplierFile } from '../../../domain/rpc/metering/supplier.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { Key, MeteringDb } from '../metering-store.ts'

/** The supplier's energy of a quarter, as a file says it. */
export interface TheirWh {
  register: RegisterName
  quarter: Quarter
  wh: Wh
}

/** A supplier's file as it is taken over. `instants`: the same bytes may be read in two ways. */
export interface GivenLines {
  /** SHA-256 of its bytes, hexadecimal. */
  hash: string
  instants: string
  name: string
  /** Each register's quarter at most once. */
  lines: readonly TheirWh[]
}

/** What a person decided on a difference, and the energies it was decided on. */
export interface Decision {
  quarter: Quarter
  theirWh: Wh
  ourWh: Wh
  state: 'accepted' | 'disputed'
  person: string
  reason: string
}

/** A line with our energy of the moment it was taken over. */
export interface NewLine extends TheirWh {
  ourWh: Wh | null
  ourRevision: number | null
}

/** Rows of supplier's files and of decisions; nothing is ever changed or deleted. Errors: `Store.Failed`. */
export function createSupplierLines(db: MeteringDb) {
  return { ...fileRows(db), ...lineRows(db), ...decisionRows(db) }
}

function fileRows(db: MeteringDb) {
  const find = ({ hash, instants }: Pick<GivenLines, 'hash' | 'instants'>) =>
    db.get<{ n: number }>('SELECT n FROM supplier_file WHERE hash = ? AND instants = ?', hash, instants)?.n
  return {
    /** Number of a file that was taken over before. */
    find,
    addFile: ({ hash, instants, name }: GivenLines, person: string, at: EpochMs): number =>
      db.durable(() => {
        const sql = 'INSERT INTO supplier_file (hash, instants, name, person, at) VALUES (?, ?, ?, ?, ?)'
        return db.run(sql, hash, instants, name, person, at)
      }),
    files: (limit: number) =>
      db.all<SupplierFile>('SELECT n, hash, name, person, at FROM supplier_file ORDER BY n DESC LIMIT ?', limit),
  }
}

function lineRows(db: MeteringDb) {
  const insert = `INSERT OR IGNORE INTO supplier_line (point, register, quarter, file, their_wh, our_wh, our_revision)
    VALUES (?, ?, ?, ?, ?, ?, ?)`
  return {
    /** Those that are there already stay: a file that was cut short is gone on with. */
    addLines(pointId: string, file: number, lines: readonly NewLine[]): void {
      db.durable(() => {
        for (const { register, quarter, wh, ourWh, ourRevision } of lines)
          db.run(insert, pointId, register, quarter, file, wh, ourWh, ourRevision)
      })
    },
    /** The supplier's energies of [from, to), by the newest file that has each. */
    theirs: ({ pointId, register }: Key, from: Quarter, to: Quarter): TheirWh[] =>
      db
        .all<{ quarter: Quarter; wh: Wh; file: number }>(
          // with max() the other columns are those of the row that holds it
          `SELECT quarter, their_wh AS wh, max(file) AS file FROM supplier_line
           WHERE point = ? AND register = ? AND quarter >= ? AND quarter < ? GROUP BY quarter ORDER BY quarter`,
          pointId,
          register,
          from,
          to,
        )
        .map(({ quarter, wh }) => ({ register, quarter, wh })),
  }
}

function decisionRows(db: MeteringDb) {
  const insert = `INSERT INTO supplier_decision (point, register, quarter, their_wh, our_wh, state, person, reason, at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`
  return {
    decide({ pointId, register }: Key, decisions: readonly Decision[], at: EpochMs): void {
      db.durable(() => {
        for (const { quarter, theirWh, ourWh, state, person, reason } of decisions)
          db.run(insert, pointId, register, quarter, theirWh, ourWh, state, person, reason, at)
      })
    },
    /** The newest decision on each quarter of [from, to). */
    decisions: ({ pointId, register }: Key, from: Quarter, to: Quarter): Map<Quarter, Decision> =>
      new Map(
        db
          .all<Decision>(
            `SELECT quarter, their_wh AS theirWh, our_wh AS ourWh, state, person, reason FROM supplier_decision
             WHERE point = ? AND register = ? AND quarter >= ? AND quarter < ? ORDER BY n`,
            pointId,
            register,
            from,
            to,
          )
          .map((decision) => [decision.quarter, decision]),
      ),
  }
}

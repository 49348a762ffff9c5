import type { Quarter } from '../../../domain/metering/quarter.ts'
import { lineShape, type Statement } from '../../../domain/settlement/statement.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { newestAnew, type ReplacedRow, replacedOf } from '../keys/anew-store.ts'
import type { Draft } from './make-statement.ts'

/** As much of a database as settlement needs. Errors: `Store.Failed`. */
export interface SettlementDb {
  all<Row>(sql: string, ...values: (string | number | null)[]): Row[]
  get<Row>(sql: string, ...values: (string | number | null)[]): Row | undefined
  run(sql: string, ...values: (string | number | null)[]): number
  transaction<T>(work: () => T): T
  durable<T>(work: () => T): T
}

interface Row extends ReplacedRow {
  quarter: Quarter
  revision: number
  lines: string
  lines_root: string
  previous: string
  replaces: string
  digest: string
  signature: string | null
  key_epoch: number | null
  signed_at: EpochMs | null
}

/** A signature later than this after the quarter is marked. */
const lateMs = 86_400_000
const quarterMs = 900_000
const select = `SELECT s.quarter, s.revision, s.lines, s.lines_root, s.previous, s.replaces, s.digest,
  g.signature, g.key_epoch, g.signed_at, a.signature AS newer, a.key_epoch AS newer_epoch
  FROM statement s LEFT JOIN statement_signature g ON g.digest = s.digest ${newestAnew('s')}`

/** Statements of the site: never changed, signed once. */
export type StatementStore = ReturnType<typeof createStatementStore>

/** Statements in the site's database. Errors: `Store.Failed`. */
export function createStatementStore(db: SettlementDb) {
  return {
    add({ quarter, revision, lines, linesRoot, previous, replaces, digest }: Draft): void {
      db.run(
        `INSERT INTO statement (quarter, revision, lines, lines_root, previous, replaces, digest)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        quarter,
        revision,
        JSON.stringify(lines),
        linesRoot,
        previous,
        replaces,
        digest,
      )
    },
    addSignature(digest: string, signature: string, keyEpoch: number, signedAt: EpochMs): void {
      db.run(
        'INSERT INTO statement_signature (digest, signature, key_epoch, signed_at) VALUES (?, ?, ?, ?)',
        digest,
        signature,
        keyEpoch,
        signedAt,
      )
    },
    /** Newest revision of the newest quarter. */
    last: (): Statement | undefined => one(db, `${select} ORDER BY s.quarter DESC, s.revision DESC LIMIT 1`),
    /** First revision of the oldest quarter. */
    first: (): Statement | undefined => one(db, `${select} ORDER BY s.quarter, s.revision LIMIT 1`),
    /** Newest revision of a quarter. */
    of: (quarter: Quarter): Statement | undefined =>
      one(db, `${select} WHERE s.quarter = ? ORDER BY s.revision DESC LIMIT 1`, quarter),
    /** First revision of a quarter: what the next quarter follows. */
    firstOf: (quarter: Quarter): Statement | undefined =>
      one(db, `${select} WHERE s.quarter = ? AND s.revision = 0`, quarter),
    /** All revisions of the quarters [from, to), in order. */
    between: (from: Quarter, to: Quarter): Statement[] =>
      db
        .all<Row>(`${select} WHERE s.quarter >= ? AND s.quarter < ? ORDER BY s.quarter, s.revision`, from, to)
        .map((row) => statementOf(db, row)),
    /** The oldest ones without a signature, of quarters from `from` on. */
    unsigned: (limit: number, from: Quarter): Statement[] =>
      db
        .all<Row>(
          `${select} WHERE g.digest IS NULL AND s.quarter >= ? ORDER BY s.quarter, s.revision LIMIT ?`,
          from,
          limit,
        )
        .map((row) => statementOf(db, row)),
    signedCount: (): number => db.get<{ n: number }>('SELECT count(*) AS n FROM statement_signature')?.n ?? 0,
    counts: () =>
      db.get<{ statements: number; unsigned: number; oldestUnsigned: Quarter | null }>(
        `SELECT count(*) AS statements, count(*) - count(g.digest) AS unsigned,
         min(CASE WHEN g.digest IS NULL THEN s.quarter END) AS oldestUnsigned
         FROM statement s LEFT JOIN statement_signature g ON g.digest = s.digest`,
      ) ?? { statements: 0, unsigned: 0, oldestUnsigned: null },
  }
}

function one(db: SettlementDb, sql: string, ...values: number[]): Statement | undefined {
  const row = db.get<Row>(sql, ...values)
  return row && statementOf(db, row)
}

function statementOf(db: SettlementDb, row: Row): Statement {
  const { quarter, revision, lines, lines_root, previous, replaces, digest, signed_at } = row
  return {
    quarter,
    revision,
    lines: lineShape.array().parse(JSON.parse(lines)),
    linesRoot: lines_root,
    previous,
    replaces,
    digest,
    signature: row.newer ?? row.signature,
    keyEpoch: row.newer_epoch ?? row.key_epoch ?? 0,
    signedAt: signed_at,
    signedLate: signed_at !== null && signed_at > (quarter + 1) * quarterMs + lateMs,
    ...replacedOf(db, row),
  }
}

import Sqlite from 'better-sqlite3'
import { statSync } from 'node:fs'
import type { Clock } from '../../domain/clock.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { Log } from '../../domain/log.ts'
import type { Ms } from '../../domain/units.ts'
import { migrate, migrations } from './migrate.ts'
import type { Migration } from './migration.ts'

/** Value of a bound parameter. */
export type SqlValue = string | number | null | Uint8Array

/** Reading side of a database. Parameters are bound by place, never put into the text. */
export interface ReadDb {
  all<Row>(sql: string, ...values: SqlValue[]): Row[]
  get<Row>(sql: string, ...values: SqlValue[]): Row | undefined
}

/** Reading and writing side: for the one thread that owns the file. */
export interface WriteDb extends ReadDb {
  /** Gives the number of the row that was last inserted. */
  run(sql: string, ...values: SqlValue[]): number
  /** All of `work` or nothing of it; survives the end of the process, and a power cut after the next checkpoint. */
  transaction<T>(work: () => T): T
  /** As {@link transaction}, and on the disk when it returns: for what a person was told is done. */
  durable<T>(work: () => T): T
}

/** The database file of a site. */
export interface SiteDb extends WriteDb {
  /** Size on disk with the write-ahead log, bytes. */
  bytes(): number
  /** Makes a consistent copy while the file is in use, in slices of a millisecond or two. Rejects `Store.Failed`. */
  backup(to: string): Promise<void>
  /** Gives at most `pages` free pages back to the disk. */
  vacuum(pages: number): void
  close(): void
}

/** A query that takes longer than this holds up the control loop and is worth a log line. */
const usualSlowMs = 40

const pagesOfBackup = 256

/** What a database is opened with. */
export interface DbOptions {
  file: string
  /** Steps of its format; those of the site's own file when absent. */
  steps?: readonly Migration[]
  /** Largest size of the file, bytes; what does not fit is refused as on a full disk. */
  maxBytes?: number
  /** Queries that take longer are logged; longer than the usual only in a worker. */
  slowMs?: Ms
  clock: Clock
  log: Log
}

/** Errors of the disk or of the file, in words; anything else is a fault in our own code and passes through. */
function storeError(error: unknown, file: string): unknown {
  if (!(error instanceof Sqlite.SqliteError)) return error
  const words: Record<string, string> = {
    SQLITE_FULL: 'the disk is full, or the file as large as it may become',
    SQLITE_READONLY: 'the file may not be written to',
    SQLITE_IOERR: 'the disk reports an error',
    SQLITE_CORRUPT: 'the file is damaged',
    SQLITE_NOTADB: 'it is not a database of this program',
    SQLITE_CANTOPEN: 'it cannot be opened',
    SQLITE_BUSY: 'another program holds it',
  }
  const reason = Object.entries(words).find(([code]) => error.code.startsWith(code))?.[1] ?? error.message
  const isDamaged = /^SQLITE_(CORRUPT|NOTADB)/.test(error.code)
  return new PowerchainError(isDamaged ? 'Store.Damaged' : 'Store.Failed', `${file}: ${reason}.`, { cause: error })
}

/**
 * Opens the file, making it when it is not there, and brings it to the newest format.
 * @throws PowerchainError `Store.NewerVersion` when a newer program wrote it, `Store.Damaged`, `Store.Failed`
 */
export function openDb({ file, steps = migrations, maxBytes, slowMs = usualSlowMs, clock, log }: DbOptions): SiteDb {
  const attempt = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      throw storeError(error, file)
    }
  }
  const sqlite = attempt(() => new Sqlite(file))
  try {
    attempt(() => {
      // before anything else is written: it holds for files made from now on
      sqlite.pragma('auto_vacuum = INCREMENTAL')
      sqlite.pragma('journal_mode = WAL')
      sqlite.pragma('synchronous = NORMAL')
      sqlite.pragma('foreign_keys = ON')
      migrate(sqlite, file, log, steps)
      if (maxBytes !== undefined) sqlite.pragma(`max_page_count = ${pagesOf(sqlite, maxBytes)}`)
    })
  } catch (error) {
    sqlite.close()
    throw error
  }
  return {
    ...wrap({ sqlite, attempt, slowMs, clock, log }),
    bytes: () => fileBytes(file),
    async backup(to) {
      try {
        await sqlite.backup(to, { progress: () => pagesOfBackup })
      } catch (error) {
        throw storeError(error, to)
      }
    },
    vacuum: (pages) => void attempt(() => sqlite.exec(`PRAGMA incremental_vacuum(${pages})`)),
    close: () => sqlite.close(),
  }
}

interface Wrapped {
  sqlite: Sqlite.Database
  attempt<T>(work: () => T): T
  slowMs: Ms
  clock: Clock
  log: Log
}

function wrap({ sqlite, attempt, slowMs, clock, log }: Wrapped): WriteDb {
  const prepared = new Map<string, Sqlite.Statement<SqlValue[]>>()
  const statement = (sql: string): Sqlite.Statement<SqlValue[]> => {
    const known = prepared.get(sql) ?? sqlite.prepare<SqlValue[]>(sql)
    prepared.set(sql, known)
    return known
  }
  const timed = <T>(what: string, work: () => T): T => {
    const start = clock.monotonicMs()
    const result = attempt(work)
    const tookMs = clock.monotonicMs() - start
    if (tookMs > slowMs) log.warn('slow query', { sql: what, tookMs: Math.round(tookMs) })
    return result
  }
  const transaction = <T>(work: () => T): T => timed('transaction', () => sqlite.transaction(work).immediate())
  return {
    all: <Row>(sql: string, ...values: SqlValue[]) => timed(sql, () => statement(sql).all(...values) as Row[]),
    get: <Row>(sql: string, ...values: SqlValue[]) =>
      timed(sql, () => statement(sql).get(...values) as Row | undefined),
    run: (sql, ...values) => attempt(() => Number(statement(sql).run(...values).lastInsertRowid)),
    transaction,
    durable: (work) => {
      sqlite.pragma('synchronous = FULL')
      try {
        return transaction(work)
      } finally {
        sqlite.pragma('synchronous = NORMAL')
      }
    },
  }
}

function pagesOf(sqlite: Sqlite.Database, bytes: number): number {
  return Math.floor(bytes / Number(sqlite.pragma('page_size', { simple: true })))
}

function fileBytes(file: string): number {
  return [file, `${file}-wal`].reduce((sum, name) => sum + (statSync(name, { throwIfNoEntry: false })?.size ?? 0), 0)
}

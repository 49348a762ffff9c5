import { DuckDBInstance } from '@duckdb/node-api'
import Sqlite from 'better-sqlite3'
import { join } from 'node:path'
import { silentLog } from '../../../domain/log.ts'
import { systemClock as clock } from '../../../main/clock.ts'
import { openDb } from '../../../main/historian/db.ts'
import { readRollUps } from '../../../main/historian/readings/query.ts'
import { Series } from '../../../main/historian/readings/series.ts'
import { readingsMigrations } from '../../../main/historian/readings/tables.ts'
import { windowMs } from '../../../main/historian/readings/window-time.ts'
import { atMost, type Figure } from '../figure.ts'
import { beside, median, type Query, words } from './compare.ts'
import { signal } from './signals.ts'

/** First instant of the year in `year.db`. */
export const yearStart = Date.UTC(2025, 0, 1)
const start = yearStart
const dayMs = 86_400_000
/** The row table and DuckDB hold so much of one point; ours a year. */
const rowDays = 30

interface Peer {
  month: Query
  close(): void
}

/** Long spans beside a row table in SQLite and beside DuckDB, on one busy point at a sample a second. */
export async function longSpans(folder: string): Promise<Figure[]> {
  const ours = fillOurs(join(folder, 'year.db'))
  const rows = fillRows(join(folder, 'month-rows.db'))
  const duck = await fillDuck(join(folder, 'month.duckdb'))
  const tookMs = { ours: 0, rows: 0, duck: 0 }
  for (const [name, peer] of Object.entries({ ours, rows, duck }))
    tookMs[name as keyof typeof tookMs] = await median(() => peer.month(), 1_000)
  const yearMs = await median(() => ours.year(), 1_000)
  for (const peer of [ours, rows, duck]) peer.close()
  console.log(`  30 days: ${words(tookMs)}`)
  return [
    beside('30 days to 1,000 min/max/mean beside the row table', tookMs.ours, tookMs.rows, 0.05),
    beside('30 days to 1,000 min/max/mean beside DuckDB', tookMs.ours, tookMs.duck, 1),
    atMost('a year of one point to 1,000 points', yearMs, 'ms', 100),
  ]
}

function fillOurs(file: string): Peer & { year(): number } {
  const db = openDb({ file, steps: readingsMigrations, slowMs: 60_000, clock, log: silentLog })
  const series = new Series({ db, clock })
  const [point = 0] = series.know([{ assetId: 'battery-1', point: 'activePowerKW', holdMs: 90_000, retention: 'fast' }])
  const next = signal(0)
  const perWindow = windowMs / 1_000
  for (let day = 0; day < 365; day++)
    db.transaction(() => {
      for (let from = start + day * dayMs; from < start + (day + 1) * dayMs; from += windowMs)
        series.insert(point, {
          at: Float64Array.from({ length: perWindow }, (_, i) => from + 1_000 * i),
          value: Float64Array.from({ length: perWindow }, next),
          quality: new Uint8Array(perWindow),
        })
    })
  while (series.pack());
  const stepped = (days: number): number => {
    const to = start + days * dayMs
    return readRollUps(series, { point, from: start, to, steps: 1_000, end: to }).mean.filter((v) => !Number.isNaN(v))
      .length
  }
  return {
    month: () => stepped(rowDays),
    year: () => stepped(365),
    close: db.close,
  }
}

function fillRows(file: string): Peer {
  const db = new Sqlite(file)
  db.pragma('journal_mode = WAL')
  db.exec('CREATE TABLE reading (point INTEGER, at INTEGER, value REAL, quality INTEGER)')
  const insert = db.prepare('INSERT INTO reading (point, at, value, quality) VALUES (0, ?, ?, 0)')
  const next = signal(0)
  db.transaction(() => {
    for (let at = start; at < start + rowDays * dayMs; at += 1_000) insert.run(at, next())
  })()
  db.exec('CREATE INDEX reading_place ON reading (point, at)')
  const stepped = db
    .prepare(
      'SELECT CAST((at - ?) * 1000 / ? AS INTEGER) AS step, min(value), max(value), avg(value) FROM reading WHERE point = 0 AND at >= ? AND at < ? GROUP BY step',
    )
    .raw()
  return {
    month: () => stepped.all(start, rowDays * dayMs, start, start + rowDays * dayMs).length,
    close: () => db.close(),
  }
}

async function fillDuck(file: string): Promise<Peer> {
  const instance = await DuckDBInstance.create(file)
  const connection = await instance.connect()
  await connection.run('CREATE TABLE reading (point INTEGER, "at" BIGINT, value DOUBLE, quality UTINYINT)')
  const appender = await connection.createAppender('reading')
  const next = signal(0)
  for (let at = start; at < start + rowDays * dayMs; at += 1_000) {
    appender.appendInteger(0)
    appender.appendBigInt(BigInt(at))
    appender.appendDouble(next())
    appender.appendUTinyInt(0)
    appender.endRow()
  }
  appender.closeSync()
  await connection.run('CHECKPOINT')
  const stepped = `SELECT ("at" - ${start}) * 1000 // ${rowDays * dayMs} AS step, min(value), max(value), avg(value) FROM reading WHERE point = 0 GROUP BY step ORDER BY step`
  const count = async (sql: string) => {
    const columns = await (await connection.runAndReadAll(sql)).getColumns()
    return columns[0]?.length ?? 0
  }
  return { month: () => count(stepped), close: () => connection.closeSync() }
}

import { DuckDBInstance } from '@duckdb/node-api'
import Sqlite from 'better-sqlite3'
import { join } from 'node:path'
import { silentLog } from '../../../domain/log.ts'
import { systemClock as clock } from '../../../main/clock.ts'
import { openDb } from '../../../main/historian/db.ts'
import { readRollUps, readSamples } from '../../../main/historian/readings/query.ts'
import { Series } from '../../../main/historian/readings/series.ts'
import { readingsMigrations } from '../../../main/historian/readings/tables.ts'
import { windowMs } from '../../../main/historian/readings/window-time.ts'
import { atMost, type Figure, quantile } from '../figure.ts'
import { signal } from './signals.ts'

const start = Date.UTC(2025, 0, 1)
const dayMs = 86_400_000
/** The row table and DuckDB hold so much; ours a year. */
const rowDays = 30
const rounds = 7

interface Peer {
  day(): Promise<number> | number
  month(): Promise<number> | number
  close(): void
}

/** Queries beside a row table in SQLite and beside DuckDB, on one busy point at a sample a second. */
export async function queries(folder: string): Promise<Figure[]> {
  const ours = fillOurs(join(folder, 'year.db'))
  const rows = fillRows(join(folder, 'month-rows.db'))
  const duck = await fillDuck(join(folder, 'month.duckdb'))
  const took = { day: {} as Record<string, number>, month: {} as Record<string, number> }
  for (const [name, peer] of Object.entries({ ours, rows, duck })) {
    took.day[name] = await median(() => peer.day(), 86_400)
    took.month[name] = await median(() => peer.month(), 1_000)
  }
  const year = await median(() => ours.year(), 1_000)
  for (const peer of [ours, rows, duck]) peer.close()
  for (const [what, ms] of Object.entries(took))
    console.log(
      `  ${what}: ${Object.entries(ms)
        .map(([name, value]) => `${name} ${value.toFixed(2)} ms`)
        .join(', ')}`,
    )
  return [
    beside('24 h raw of one point beside the row table', took.day.ours, took.day.rows, 0.15),
    beside('24 h raw of one point beside DuckDB', took.day.ours, took.day.duck, 1),
    beside('30 days to 1,000 min/max/mean beside the row table', took.month.ours, took.month.rows, 0.05),
    beside('30 days to 1,000 min/max/mean beside DuckDB', took.month.ours, took.month.duck, 1),
    atMost('a year of one point to 1,000 points', year, 'ms', 100),
  ]
}

function beside(name: string, ours = Number.NaN, theirs = Number.NaN, limit: number): Figure {
  const value = Math.round((ours / theirs) * 1_000) / 1_000
  return { name, value, unit: 'times', target: `<= ${limit}`, ok: value <= limit }
}

/** Median time of a query that must give `expected` rows. */
async function median(query: () => Promise<number> | number, expected: number): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < rounds; i++) {
    const begin = performance.now()
    const count = await query()
    times.push(performance.now() - begin)
    if (count !== expected) throw new Error(`${count} rows instead of ${expected}`)
  }
  return quantile(times, 0.5)
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
    day: () =>
      readSamples(series, { point, from: start + 10 * dayMs, to: start + 11 * dayMs, most: Infinity }).value.length,
    month: () => stepped(rowDays),
    year: () => stepped(365),
    close: db.close,
  }
}

function fillRows(file: string): Peer {
  const db = new Sqlite(file)
  db.pragma('journal_mode = WAL')
  db.exec(
    'CREATE TABLE reading (point INTEGER, at INTEGER, value REAL, quality INTEGER, PRIMARY KEY (point, at)) WITHOUT ROWID',
  )
  const insert = db.prepare('INSERT INTO reading (point, at, value, quality) VALUES (0, ?, ?, 0)')
  const next = signal(0)
  db.transaction(() => {
    for (let at = start; at < start + rowDays * dayMs; at += 1_000) insert.run(at, next())
  })()
  db.exec('CREATE INDEX reading_place ON reading (point, at)')
  const raw = db
    .prepare('SELECT at, value, quality FROM reading WHERE point = 0 AND at >= ? AND at < ? ORDER BY at')
    .raw()
  const stepped = db
    .prepare(
      'SELECT CAST((at - ?) * 1000 / ? AS INTEGER) AS step, min(value), max(value), avg(value) FROM reading WHERE point = 0 AND at >= ? AND at < ? GROUP BY step',
    )
    .raw()
  return {
    day: () => raw.all(start + 10 * dayMs, start + 11 * dayMs).length,
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
  const raw = `SELECT "at", value, quality FROM reading WHERE point = 0 AND "at" >= ${start + 10 * dayMs} AND "at" < ${start + 11 * dayMs} ORDER BY "at"`
  const stepped = `SELECT ("at" - ${start}) * 1000 // ${rowDays * dayMs} AS step, min(value), max(value), avg(value) FROM reading WHERE point = 0 GROUP BY step ORDER BY step`
  const count = async (sql: string) => {
    const columns = await (await connection.runAndReadAll(sql)).getColumns()
    return columns[0]?.length ?? 0
  }
  return { day: () => count(raw), month: () => count(stepped), close: () => connection.closeSync() }
}

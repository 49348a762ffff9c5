import { DuckDBInstance } from '@duckdb/node-api'
import Sqlite from 'better-sqlite3'
import { join } from 'node:path'
import { silentLog } from '../../../domain/log.ts'
import { systemClock as clock } from '../../../main/clock.ts'
import { openDb } from '../../../main/historian/db.ts'
import { readSamples } from '../../../main/historian/readings/query.ts'
import { Series } from '../../../main/historian/readings/series.ts'
import { readingsMigrations } from '../../../main/historian/readings/tables.ts'
import type { Figure } from '../figure.ts'
import { beside, median, type Query, words } from './compare.ts'
import { signal } from './signals.ts'

const start = Date.UTC(2025, 0, 1)
const seconds = 86_400
/** Stored as they come, scan by scan; the point asked for lies among the others, as on any site. */
const points = 20
const asked = 6

interface Store {
  day: Query
  close(): void
}

/** A day of one point, sample by sample, beside a row table in SQLite and beside DuckDB. */
export async function oneDay(folder: string): Promise<Figure[]> {
  const ours = fillOurs(join(folder, 'day.db'))
  const rows = fillRows(join(folder, 'day-rows.db'))
  const duck = await fillDuck(join(folder, 'day.duckdb'))
  const tookMs = { ours: 0, rows: 0, duck: 0 }
  for (const [name, store] of Object.entries({ ours, rows, duck }))
    tookMs[name as keyof typeof tookMs] = await median(store.day, seconds)
  for (const store of [ours, rows, duck]) store.close()
  console.log(`  24 h raw: ${words(tookMs)}`)
  return [
    beside('24 h raw of one point beside the row table', tookMs.ours, tookMs.rows, 0.15),
    beside('24 h raw of one point beside DuckDB', tookMs.ours, tookMs.duck, 1),
  ]
}

/** The day, scan by scan: the same for each store. */
function* scans(): Generator<{ at: number; values: number[] }> {
  const signals = Array.from({ length: points }, (_, i) => signal(i))
  for (let second = 0; second < seconds; second++)
    yield { at: start + 1_000 * second, values: signals.map((next) => next()) }
}

function fillOurs(file: string): Store {
  const db = openDb({ file, steps: readingsMigrations, slowMs: 60_000, clock, log: silentLog })
  const series = new Series({ db, clock })
  const known = Array.from({ length: points }, (_, i) => ({
    assetId: `asset-${i}`,
    point: 'p',
    holdMs: 90_000,
    retention: 'fast' as const,
  }))
  const point = Uint32Array.from(series.know(known))
  const quality = new Uint8Array(points)
  for (const { at, values } of scans()) series.append([{ at, point, value: Float64Array.from(values), quality }])
  while (series.pack());
  const stretch = { point: point[asked] ?? 0, from: start, to: start + 1_000 * seconds, most: Infinity }
  return { day: () => readSamples(series, stretch).value.length, close: db.close }
}

function fillRows(file: string): Store {
  const db = new Sqlite(file)
  db.pragma('journal_mode = WAL')
  db.exec('CREATE TABLE reading (point INTEGER, at INTEGER, value REAL, quality INTEGER)')
  db.exec('CREATE INDEX reading_place ON reading (point, at)')
  const insert = db.prepare('INSERT INTO reading (point, at, value, quality) VALUES (?, ?, ?, 0)')
  db.transaction(() => {
    for (const { at, values } of scans()) values.forEach((value, point) => insert.run(point, at, value))
  })()
  const raw = db
    .prepare('SELECT at, value, quality FROM reading WHERE point = ? AND at >= ? AND at < ? ORDER BY at')
    .raw()
  return { day: () => raw.all(asked, start, start + 1_000 * seconds).length, close: () => db.close() }
}

async function fillDuck(file: string): Promise<Store> {
  const instance = await DuckDBInstance.create(file)
  const connection = await instance.connect()
  await connection.run('CREATE TABLE reading (point INTEGER, "at" BIGINT, value DOUBLE, quality UTINYINT)')
  const appender = await connection.createAppender('reading')
  for (const { at, values } of scans())
    values.forEach((value, point) => {
      appender.appendInteger(point)
      appender.appendBigInt(BigInt(at))
      appender.appendDouble(value)
      appender.appendUTinyInt(0)
      appender.endRow()
    })
  appender.closeSync()
  await connection.run('CHECKPOINT')
  const sql = `SELECT "at", value, quality FROM reading WHERE point = ${asked} ORDER BY "at"`
  return {
    async day() {
      const columns = await (await connection.runAndReadAll(sql)).getColumns()
      return columns[0]?.length ?? 0
    },
    close: () => connection.closeSync(),
  }
}

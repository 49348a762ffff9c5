import Sqlite from 'better-sqlite3'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { silentLog } from '../../../domain/log.ts'
import { systemClock as clock } from '../../../main/clock.ts'
import { openDb } from '../../../main/historian/db.ts'
import { Series } from '../../../main/historian/readings/series.ts'
import { readingsMigrations } from '../../../main/historian/readings/tables.ts'
import { atMost, type Figure } from '../figure.ts'
import { gorillaBits } from './gorilla.ts'
import { signal } from './signals.ts'

const points = 2_000
const hours = 6
const seconds = hours * 3_600
/** The row table gets slower as it grows; a quarter of an hour is enough to see its rate. */
const rowScans = 900
const start = Date.UTC(2026, 0, 5)

/**
 * 2,000 points once a second, each scan committed: speed beside a row table, and size of the whole file. Both take turns, so
 * that a machine with other work slows the one as much as the other.
 */
export function ingest(folder: string): Figure[] {
  const rowTable = openRows(join(folder, 'rows.db'))
  const store = openOurs(join(folder, 'history.db'))
  for (let scan = 0; scan < seconds; scan++) {
    store.scan(scan)
    if (scan % (seconds / rowScans) === 0) rowTable.scan(scan)
  }
  const rows = rowTable.close()
  const ours = store.close()
  const gorilla = gorillaBytesPerSample()
  console.log(
    `  row table ${Math.round(rows)} samples/s, ours ${Math.round(ours.rate)} samples/s, ${ours.bytesPerSample.toFixed(3)} B/sample, Gorilla ${gorilla.toFixed(2)} B/sample`,
  )
  const ratio = Math.round(ours.rate / rows)
  const bytes = ours.bytesPerSample
  const besideGorilla = bytes / gorilla
  return [
    { name: 'ingest beside a row table', value: ratio, unit: 'times', target: '>= 50', ok: ratio >= 50 },
    { ...atMost('whole file', bytes, 'B/sample', 1.3), value: Math.round(bytes * 1_000) / 1_000 },
    {
      ...atMost('whole file beside Gorilla', besideGorilla, 'times', 0.35),
      value: Math.round(besideGorilla * 1_000) / 1_000,
      ok: besideGorilla <= 0.35,
    },
  ]
}

function openRows(file: string) {
  const db = new Sqlite(file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = NORMAL')
  db.exec(
    'CREATE TABLE reading (point INTEGER, at INTEGER, value REAL, quality INTEGER, PRIMARY KEY (point, at)) WITHOUT ROWID',
  )
  const insert = db.prepare('INSERT INTO reading (point, at, value, quality) VALUES (?, ?, ?, 0)')
  const signals = Array.from({ length: points }, (_, i) => signal(i))
  let tookMs = 0
  return {
    scan(n: number) {
      const values = signals.map((next) => next())
      const begin = performance.now()
      db.transaction(() => values.forEach((value, point) => insert.run(point, start + 1_000 * n, value)))()
      tookMs += performance.now() - begin
    },
    /** Samples a second. */
    close(): number {
      db.close()
      return (points * rowScans) / (tookMs / 1_000)
    },
  }
}

function openOurs(file: string) {
  const db = openDb({ file, steps: readingsMigrations, slowMs: 60_000, clock, log: silentLog })
  const series = new Series({ db, clock })
  const known = Array.from({ length: points }, (_, i) => ({
    assetId: `asset-${i}`,
    point: 'p',
    holdMs: 90_000,
    retention: 'fast' as const,
  }))
  const point = Uint32Array.from(series.know(known))
  const signals = Array.from({ length: points }, (_, i) => signal(i))
  let tookMs = 0
  return {
    scan(n: number) {
      const value = Float64Array.from(signals, (next) => next())
      // scans come with the small unevenness of a real cycle
      const at = start + 1_000 * n + (n % 3)
      const begin = performance.now()
      series.append([{ at, point, value, quality: new Uint8Array(points) }])
      series.pack()
      tookMs += performance.now() - begin
    },
    close(): { rate: number; bytesPerSample: number } {
      const begin = performance.now()
      while (series.pack());
      tookMs += performance.now() - begin
      db.close()
      const samples = points * seconds
      return { rate: samples / (tookMs / 1_000), bytesPerSample: statSync(file).size / samples }
    },
  }
}

/** Gorilla in blocks of two hours, as published, over one signal of each kind. */
function gorillaBytesPerSample(): number {
  const block = 7_200
  let bits = 0
  for (let kind = 0; kind < 6; kind++) {
    const next = signal(kind)
    const instants = Array.from({ length: block }, (_, i) => start / 1_000 + i)
    bits += gorillaBits(instants, instants.map(next))
  }
  return bits / 8 / (6 * block)
}

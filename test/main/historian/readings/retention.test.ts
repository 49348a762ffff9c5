import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { silentLog } from '../../../../domain/log.ts'
import { systemClock as clock } from '../../../../main/clock.ts'
import { openDb, type SiteDb } from '../../../../main/historian/db.ts'
import { readRollUps, readSamples } from '../../../../main/historian/readings/query.ts'
import { createRetention, type RetentionPlan } from '../../../../main/historian/readings/retention.ts'
import { Series } from '../../../../main/historian/readings/series.ts'
import { readingsMigrations } from '../../../../main/historian/readings/tables.ts'

const dayMs = 86_400_000
const start = Date.UTC(2026, 2, 1)
const everything: RetentionPlan = {
  rawMs: { fast: 400 * dayMs, slow: 400 * dayMs },
  minutesMs: 400 * dayMs,
  maxBytes: 1e12,
}

let db: SiteDb | undefined
afterEach(() => db?.close())

/** Days of a value a minute that no packing makes smaller, for one point of each class. */
function setUp(days: number, plan: Partial<RetentionPlan>) {
  const file = join(mkdtempSync(join(tmpdir(), 'retention-')), 'history.db')
  const site = (db = openDb({ file, steps: readingsMigrations, slowMs: 60_000, clock, log: silentLog }))
  const series = new Series({ db: site, clock })
  const [fast = 0, slow = 0] = series.know([
    { assetId: 'a', point: 'fast', holdMs: 90_000, retention: 'fast' },
    { assetId: 'a', point: 'slow', holdMs: 90_000, retention: 'slow' },
  ])
  for (let from = start; from < start + days * dayMs; from += dayMs)
    for (const point of [fast, slow])
      series.insert(point, {
        at: Float64Array.from({ length: 1_440 }, (_, i) => from + 60_000 * i),
        value: Float64Array.from({ length: 1_440 }, (_, i) => Math.sin(from + i) * 1_000),
        quality: new Uint8Array(1_440),
      })
  const last = start + days * dayMs
  series.append([{ at: last, point: Uint32Array.of(fast), value: Float64Array.of(1), quality: new Uint8Array(1) }])
  while (series.pack());
  const retention = createRetention({ db: site, series, plan: { ...everything, ...plan }, clock })
  const turn = () => {
    retention.begin()
    while (retention.step());
  }
  const samples = (point: number, from: number, to: number) =>
    readSamples(series, { point, from: start + from * dayMs, to: start + to * dayMs, most: Infinity }).at.length
  const trend = (point: number, from: number, to: number, steps: number) =>
    readRollUps(series, { point, from: start + from * dayMs, to: start + to * dayMs, steps, end: last })
  return { site, series, retention, turn, samples, trend, fast, slow }
}

const total = (column: Float64Array) => column.reduce((sum, value) => sum + value, 0)
const known = (values: Float64Array) => values.filter((value) => !Number.isNaN(value)).length

test('samples are given up by class, then minutes; quarters of an hour and days stay', () => {
  const plan = { rawMs: { fast: 2 * dayMs, slow: 4 * dayMs }, minutesMs: 6 * dayMs }
  const { turn, samples, trend, fast, slow } = setUp(10, plan)
  const before = trend(fast, 0, 10, 40)
  turn()
  expect([samples(fast, 0, 8), samples(fast, 8, 10)]).toEqual([0, 2 * 1_440])
  expect([samples(slow, 0, 6), samples(slow, 6, 10)]).toEqual([0, 4 * 1_440])
  expect(trend(fast, 0, 10, 40)).toEqual(before)
  expect(known(trend(fast, 4, 8, 4 * 1_440).mean)).toBe(4 * 1_440)
})

test('what was given up is shown by the next coarser roll-up, without a seam', () => {
  const { turn, trend, fast } = setUp(8, { rawMs: { fast: 2 * dayMs, slow: 2 * dayMs }, minutesMs: 4 * dayMs })
  const before = trend(fast, 0, 8, 8 * 2_880)
  turn()
  const after = trend(fast, 0, 8, 8 * 2_880)
  expect(known(after.mean)).toBe(known(before.mean))
  expect(total(after.count)).toBeCloseTo(total(before.count), 3)
  expect(after.mean.slice(-2 * 2_880)).toEqual(before.mean.slice(-2 * 2_880))
})

test('late samples for what was given up are left out, so that its roll-ups stay right', () => {
  const { turn, trend, series, fast } = setUp(5, { rawMs: { fast: 2 * dayMs, slow: 2 * dayMs } })
  turn()
  const before = trend(fast, 0, 1, 4)
  const late = { at: Float64Array.of(start + 500), value: Float64Array.of(9_999), quality: new Uint8Array(1) }
  expect(series.insert(fast, late)).toBe(0)
  expect(trend(fast, 0, 1, 4)).toEqual(before)
})

test('a file that is nearly full gives up its oldest days before their time, says so, and becomes smaller', () => {
  const { turn, samples, retention, site, fast } = setUp(60, {})
  const usedBytes = retention.space().usedBytes
  const full = createSmaller(site, usedBytes)
  full.turn()
  expect(full.retention.space().usedBytes).toBeLessThan(0.95 * 0.6 * usedBytes)
  const { rawFrom = 0 } = full.retention.space()
  expect(rawFrom).toBeGreaterThan(start)
  const days = (rawFrom - start) / dayMs
  expect([samples(fast, 0, days), samples(fast, days, 60)]).toEqual([0, (60 - days) * 1_440])
  turn()
  const [pages, free] = ['page_count', 'freelist_count'].map(
    (name) => Object.values(site.get<Record<string, number>>(`PRAGMA ${name}`) ?? {})[0] ?? 0,
  )
  expect(free).toBeLessThanOrEqual((pages ?? 0) / 10 + 256)
  expect(site.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' })
}, 60_000)

/** The same file, of which six tenths are as much as it may have. */
function createSmaller(site: SiteDb, usedBytes: number) {
  const series = new Series({ db: site, clock })
  const retention = createRetention({ db: site, series, plan: { ...everything, maxBytes: 0.6 * usedBytes }, clock })
  const turn = () => {
    retention.begin()
    while (retention.step());
  }
  return { retention, turn }
}

test('a file that is still empty has given up nothing', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'retention-')), 'history.db')
  const empty = (db = openDb({ file, steps: readingsMigrations, slowMs: 60_000, clock, log: silentLog }))
  const series = new Series({ db: empty, clock })
  const retention = createRetention({ db: empty, series, plan: everything, clock })
  expect(retention.space().rawFrom).toBeUndefined()
})

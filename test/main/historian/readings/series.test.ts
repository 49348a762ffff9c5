import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { silentLog } from '../../../../domain/log.ts'
import { systemClock as clock } from '../../../../main/clock.ts'
import { openDb, type SiteDb } from '../../../../main/historian/db.ts'
import type { Scan } from '../../../../main/historian/readings/open-window.ts'
import { readRollUps, readSamples } from '../../../../main/historian/readings/query.ts'
import { Series } from '../../../../main/historian/readings/series.ts'
import { readingsMigrations } from '../../../../main/historian/readings/tables.ts'

const quarter = 15 * 60_000
const start = Date.UTC(2026, 2, 29)
let open: SiteDb[] = []

afterEach(() => {
  for (const db of open) db.close()
  open = []
})

function openSeries(file: string): Series {
  const db = openDb({ file, steps: readingsMigrations, slowMs: 10_000, clock, log: silentLog })
  open.push(db)
  return new Series({ db, clock })
}

function newFile(): string {
  return join(mkdtempSync(join(tmpdir(), 'series-')), 'history.db')
}

function knownSeries(file = newFile()) {
  const series = openSeries(file)
  const [power = 0, state = 0] = series.know([
    { assetId: 'battery-1', point: 'activePowerKW', holdMs: 90_000, retention: 'fast' },
    { assetId: 'battery-1', point: 'state', holdMs: 900_000, retention: 'slow' },
  ])
  return { file, series, power, state }
}

function scan(at: number, ...pairs: [point: number, value: number | null, quality?: number][]): Scan {
  return {
    at,
    point: Uint32Array.from(pairs, ([point]) => point),
    value: Float64Array.from(pairs, ([, value]) => value ?? Number.NaN),
    quality: Uint8Array.from(pairs, ([, value, quality]) => quality ?? (value === null ? 3 : 0)),
  }
}

function packAll(series: Series): void {
  while (series.pack());
}

/** A sample a second of a sawtooth, for so many seconds. */
function fill(series: Series, power: number, from: number, seconds: number): void {
  const scans = Array.from({ length: seconds }, (_, i) => scan(from + 1_000 * i, [power, (i % 100) / 10]))
  series.append(scans)
}

test('samples come back in order, whether still open, being packed, packed, or after a restart', () => {
  const { file, series, power } = knownSeries()
  fill(series, power, start, 2_000)
  const all = { point: power, from: start, to: start + 2_000_000, most: Infinity }
  const before = readSamples(series, all)
  expect(before.at.length).toBe(2_000)
  expect(before.value[1_234]).toBe(3.4)
  packAll(series)
  expect(readSamples(series, all)).toEqual(before)
  open.pop()?.close()
  const again = openSeries(file)
  expect(readSamples(again, all)).toEqual(before)
  expect(readSamples(again, { ...all, from: start + 900_500, most: 3 }).at).toEqual(
    Float64Array.of(start + 901_000, start + 902_000, start + 903_000),
  )
})

test('roll-ups of every coarseness agree with the samples they are made of', () => {
  const { series, power } = knownSeries()
  fill(series, power, start, 8 * 3_600)
  packAll(series)
  const to = start + 8 * 3_600_000
  const mean = (step: number, steps: number) =>
    readRollUps(series, { point: power, from: start, to, steps, end: to }).mean[step]
  const fine = readRollUps(series, { point: power, from: start, to, steps: 8 * 360, end: to })
  for (const steps of [8, 32, 8 * 60]) {
    const coarse = readRollUps(series, { point: power, from: start, to, steps, end: to })
    expect(coarse.count.reduce((sum, n) => sum + n, 0)).toBe(8 * 3_600)
    expect(coarse.min[0]).toBe(0)
    expect(coarse.max[0]).toBeCloseTo(steps === 480 ? 5.9 : 9.9)
  }
  const average = fine.mean.reduce((sum, value) => sum + value, 0) / fine.mean.length
  expect(mean(0, 1)).toBeCloseTo(average, 2)
})

test('time in each quality and gaps are told apart', () => {
  const { series, power } = knownSeries()
  series.append([scan(start, [power, 5]), scan(start + 30_000, [power, null]), scan(start + 60_000, [power, 7, 1])])
  series.append([scan(start + quarter, [power, 1])])
  packAll(series)
  const { qualityMs, mean } = readRollUps(series, {
    point: power,
    from: start,
    to: start + quarter,
    steps: 1,
    end: start + quarter,
  })
  const [good, stale, , bad] = qualityMs.map((column) => column[0])
  expect({ good, stale, bad, mean: mean[0] }).toEqual({ good: 30_000, stale: 90_000, bad: 30_000, mean: 5 })
})

test('a value that stands still counts in the windows that follow, as long as it may hold', () => {
  const { series, power, state } = knownSeries()
  series.append([scan(start + quarter - 60_000, [state, 3], [power, 1])])
  series.append([scan(start + quarter + 1_000, [power, 1])])
  series.append([scan(start + 3 * quarter, [power, 1])])
  packAll(series)
  const { qualityMs } = readRollUps(series, {
    point: state,
    from: start,
    to: start + 3 * quarter,
    steps: 3,
    end: start + 3 * quarter,
  })
  expect([...(qualityMs[0] ?? [])]).toEqual([60_000, 840_000, 0])
})

test('late and repeated samples take their place, in an open window and in a packed one', () => {
  const { series, power } = knownSeries()
  fill(series, power, start, 1_000)
  packAll(series)
  const late = {
    at: Float64Array.of(start + 500, start + 1_000, start + quarter + 500),
    value: Float64Array.of(50, 51, 52),
    quality: Uint8Array.of(0, 0, 0),
  }
  series.insert(power, late)
  const check = () => {
    const { at, value } = readSamples(series, { point: power, from: start, to: start + 2 * quarter, most: Infinity })
    expect(at.length).toBe(1_002)
    expect([...at]).toEqual([...at].toSorted((a, b) => a - b))
    expect([value[1], value[2], value[902]]).toEqual([50, 51, 52])
  }
  check()
  series.append([scan(start + 2 * quarter, [power, 1])])
  packAll(series)
  check()
  const from = { point: power, from: start, to: start + 60_000, steps: 1, end: start + 60_000 }
  expect(readRollUps(series, from).max[0]).toBe(51)
})

test('fault 36: a clock set back two hours and forward again loses nothing and doubles nothing', () => {
  const { series, power } = knownSeries()
  const noon = start + 12 * 3_600_000
  fill(series, power, noon, 600)
  fill(series, power, noon - 7_200_000, 600)
  fill(series, power, noon + 600_000, 600)
  packAll(series)
  const count = (from: number, to: number) => readSamples(series, { point: power, from, to, most: Infinity }).at.length
  expect(count(noon - 7_200_000, noon - 6_600_000)).toBe(600)
  expect(count(noon, noon + 1_200_000)).toBe(1_200)
})

test('a power cut between two slices of packing loses nothing', () => {
  const { file, series, power } = knownSeries()
  const many = series.know(
    Array.from({ length: 400 }, (_, i) => ({
      assetId: `a${i}`,
      point: 'p',
      holdMs: 90_000,
      retention: 'fast' as const,
    })),
  )
  const scans = Array.from({ length: 1_000 }, (_, s) =>
    scan(start + 1_000 * s, [power, s], ...many.map((point): [number, number] => [point, s % 7])),
  )
  series.append(scans)
  expect(series.pack()).toBe(true)
  open.pop()?.close()
  const again = openSeries(file)
  packAll(again)
  for (const point of [power, ...many.slice(0, 3), ...many.slice(-3)])
    expect(readSamples(again, { point, from: start, to: start + 1_000_000, most: Infinity }).at.length).toBe(1_000)
})

test('a power cut while a packed window leaves the journal loses nothing and doubles nothing', () => {
  const { file, series, power } = knownSeries()
  fill(series, power, start, 1_000)
  series.pack()
  expect(series.tables.journal().length).toBeLessThan(1_000)
  open.pop()?.close()
  const again = openSeries(file)
  const all = { point: power, from: start, to: start + 1_000_000 }
  expect(readSamples(again, { ...all, most: Infinity }).at.length).toBe(1_000)
  expect(readRollUps(again, { ...all, steps: 1, end: all.to }).count[0]).toBe(1_000)
})

test('scans of a past time that are put in afterwards read as if they had come then', () => {
  const [lived, filled] = [knownSeries(), knownSeries()]
  const past = Array.from({ length: 200 }, (_, i) =>
    scan(
      start + i * 300_000,
      [lived.power, i % 17 === 3 ? null : i],
      ...(i % 5 === 0 ? [[lived.state, i % 3] as [number, number]] : []),
    ),
  )
  const now = scan(start + 300 * 300_000, [lived.power, 7])
  for (const one of [...past, now]) lived.series.append([one])
  packAll(lived.series)
  filled.series.append([now])
  filled.series.insertScans(past.slice(0, 69))
  filled.series.insertScans(past.slice(69))
  packAll(filled.series)
  for (const point of [lived.power, lived.state]) {
    const stretch = { point, from: start, to: start + 400 * 300_000 }
    expect(readSamples(filled.series, { ...stretch, most: 999 })).toEqual(
      readSamples(lived.series, { ...stretch, most: 999 }),
    )
    const asked = { point, from: start, to: start + 200 * 300_000, steps: 40, end: start + 200 * 300_000 }
    expect(readRollUps(filled.series, asked)).toEqual(readRollUps(lived.series, asked))
  }
})

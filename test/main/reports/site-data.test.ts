import { expect, test } from 'vitest'
import { silentLog } from '../../../domain/log.ts'
import { qualities } from '../../../domain/reading.ts'
import { openDb } from '../../../main/historian/db.ts'
import { systemClock } from '../../../main/clock.ts'
import { periodOf } from '../../../main/reports/calendar.ts'
import { quarterEnergy } from '../../../main/reports/measure/energy.ts'
import { siteData } from '../../../main/reports/site-data.ts'
import { openStore } from '../historian/reading-store.ts'
import { hours } from './known-history.ts'

const day = periodOf('day', '2024-03-31', 'Europe/Stockholm')

const sum = (column: Float64Array) => column.reduce((total, value) => total + value, 0)

async function setUp({ from, to } = day) {
  const { store } = await openStore()
  const points = [{ assetId: 'grid', point: 'activePowerKW', holdMs: 90_000, retention: 'fast' as const }]
  const [point = 0] = await store.ask('know', { points })
  const db = openDb({ file: ':memory:', clock: systemClock, log: silentLog })
  const data = siteData({
    historian: {
      rollUps: (asked) =>
        store.ask('rollUps', { point, from: asked.from, to: asked.to, steps: asked.buckets, end: to + hours(1) }),
    },
    alarms: { kpis: () => Promise.reject(new Error('not asked here')) },
    proofs: { list: () => ({ running: [], kept: [], next: null }) },
    db,
    clock: systemClock,
    priceEurPerMWh: () => null,
  })
  const insert = (at: number[], value: (i: number) => number, quality: (i: number) => (typeof qualities)[number]) =>
    store.ask('insert', {
      point,
      samples: {
        at: Float64Array.from(at),
        value: Float64Array.from(at, (_, i) => value(i)),
        quality: Uint8Array.from(at, (_, i) => qualities.indexOf(quality(i))),
      },
    })
  return { db, data, insert, from, to }
}

test('fault 38: energy from the real store, a day of 23 hours with nothing doubled, a silent hour, suspect readings that do not count', async () => {
  const { data, insert } = await setUp()
  const minutes = Array.from({ length: 23 * 60 }, (_, i) => i)
  const kept = minutes.filter((i) => i < 305 || i >= 365)
  await insert(
    kept.map((i) => day.from + i * 60_000),
    (i) => ((kept[i] ?? 0) < 600 ? 120 : -60),
    (i) => ((kept[i] ?? 0) >= 1_200 && (kept[i] ?? 0) < 1_260 ? 'suspect' : 'good'),
  )
  const energy = await quarterEnergy(data, { assetId: 'grid', point: 'activePowerKW', from: day.from, to: day.to })
  expect(energy.inKWh).toHaveLength(92)
  // 9 h at 120 kW; the last reading before the silence holds for 90 s instead of 60
  expect(sum(energy.inKWh)).toBeCloseTo(9 * 120 + (30 / 3_600) * 120, 6)
  // 13 h at 60 kW less the hour of suspect readings
  expect(sum(energy.outKWh)).toBeCloseTo(12 * 60, 6)
  expect(sum(energy.coveredMs) / 3_600_000).toBeCloseTo(21 + 30 / 3_600, 6)
})

test('fault 38: a day of 25 hours has 100 quarters, and the hour that comes twice counts twice', async () => {
  const { data, insert, from, to } = await setUp(periodOf('day', '2024-10-27', 'Europe/Stockholm'))
  const steady = Array.from({ length: 25 * 60 }, (_, i) => from + i * 60_000)
  await insert(
    steady,
    () => 120,
    () => 'good',
  )
  const energy = await quarterEnergy(data, { assetId: 'grid', point: 'activePowerKW', from, to })
  expect(energy.inKWh).toHaveLength(100)
  for (const kWh of energy.inKWh) expect(kWh).toBeCloseTo(30, 6)
  expect(sum(energy.coveredMs)).toBe(to - from)
})

test('what stood at an instant, of more alarms than are read in one go', async () => {
  const { db, data } = await setUp()
  const put = (at: number, alarm: string, event: string) =>
    db.run(
      'INSERT INTO alarm_journal (at, alarm, event, code, priority, asset, text) VALUES (?, ?, ?, ?, ?, ?, ?)',
      at,
      alarm,
      event,
      'device.silent',
      2,
      'grid',
      'Grid meter does not answer',
    )
  db.transaction(() => {
    for (let i = 0; i < 1_200; i++) put(day.from + Math.floor(i / 3) * 1_000, `a${i}`, 'raised')
    for (let i = 2; i < 1_200; i++) put(day.from + hours(2), `a${i}`, 'returned')
    put(day.to, 'next day', 'raised')
    put(day.to, 'a1', 'returned')
  })
  expect(await data.standingAt(day.from + hours(1))).toHaveLength(1_200)
  expect(await data.standingAt(day.to - 1)).toMatchObject([{ at: day.from }, { at: day.from }])
  db.close()
})

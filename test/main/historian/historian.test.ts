import { afterEach, expect, test } from 'vitest'
import { PowerchainError } from '../../../domain/errors.ts'
import { silentLog } from '../../../domain/log.ts'
import type { Reading } from '../../../domain/reading.ts'
import { systemClock } from '../../../main/clock.ts'
import { openDb, type SiteDb } from '../../../main/historian/db.ts'
import { createHistorian } from '../../../main/historian/historian.ts'
import { createVirtualClock } from '../../virtual-clock.ts'
import { good, imageOf } from './fake-image.ts'

const points = [
  { assetId: 'grid', point: 'activePowerKW' },
  { assetId: 'grid', point: 'importedKWh' },
  { assetId: 'grid', point: 'heartbeat' },
] as const

const open: SiteDb[] = []
afterEach(() => {
  for (const db of open.splice(0)) db.close()
})

function setUp(breakDb: (db: SiteDb) => SiteDb = (db) => db) {
  const real = openDb({ file: ':memory:', clock: systemClock, log: silentLog })
  open.push(real)
  const clock = createVirtualClock()
  const historian = createHistorian({ db: breakDb(real), points, clock, log: silentLog })
  const start = clock.now()
  const record = (readings: Record<string, Reading>, forMs = 1_000) => {
    historian.record(imageOf(clock.now(), readings))
    clock.advance(forMs)
  }
  const rows = () => real.all<{ point: number; at: number; value: number; quality: number }>('SELECT * FROM reading')
  return { historian, clock, start, record, rows, db: real }
}

test('a value is stored when it changed by a meaningful decimal, and repeated every minute', () => {
  const { record, rows, start } = setUp()
  for (let s = 0; s < 130; s++) record({ 'grid activePowerKW': good(s < 100 ? 5 + (s % 2) * 0.04 : 6) })
  expect(
    rows()
      .filter((row) => row.value !== null)
      .map((row) => [row.at - start, row.value]),
  ).toEqual([
    [0, 5],
    [60_000, 5],
    [100_000, 6],
  ])
})

test('a change of quality is a row of its own, so that a gap is seen', () => {
  const { record, rows } = setUp()
  record({ 'grid activePowerKW': good(5) })
  record({ 'grid activePowerKW': { value: 5, at: 0, quality: 'stale' } })
  record({ 'grid activePowerKW': { value: null, at: 0, quality: 'bad' } })
  expect(
    rows()
      .filter((row) => row.point === 1)
      .map(({ value, quality }) => [value, quality]),
  ).toEqual([
    [5, 0],
    [5, 1],
    [null, 3],
  ])
})

test('points that nobody will look back at are not stored, and five cycles a second make one scan', () => {
  const { record, rows } = setUp()
  for (let cycle = 0; cycle < 10; cycle++)
    record({ 'grid heartbeat': good(cycle), 'grid importedKWh': good(cycle), 'grid activePowerKW': good(cycle) }, 200)
  expect(rows().map(({ point, value }) => [point, value])).toEqual([
    [1, 0],
    [1, 5],
    [2, 0],
    [2, 5],
  ])
})

test('fault 17: a number that is none is stored as bad', () => {
  const { record, rows } = setUp()
  record({ 'grid activePowerKW': good(Number.NaN) })
  expect(rows()[0]).toMatchObject({ value: null, quality: 3 })
})

test('a trend shows what was stored and null where nothing good was', async () => {
  const { historian, record, start, clock } = setUp()
  for (let s = 0; s < 20; s++) record({ 'grid activePowerKW': s < 10 ? good(100) : { ...good(100), quality: 'stale' } })
  const ask = { assetId: 'grid', point: 'activePowerKW', from: start, to: start + 20_000, buckets: 4 } as const
  const reading = historian.trend(ask)
  await clock.run(100)
  expect((await reading).mean).toEqual([100, 100, null, null])
  expect((await historian.trend({ ...ask, assetId: 'nobody' })).mean).toEqual([null, null, null, null])
})

test('fault 30: a full disk is told, what waits is kept and stored when the disk is back', () => {
  const disk = { isFull: false }
  const { historian, record, rows } = setUp((db) => ({
    ...db,
    transaction: (work) => {
      if (disk.isFull) throw new PowerchainError('Store.Failed', 'site.db: the disk is full.')
      return db.transaction(work)
    },
  }))
  record({ 'grid activePowerKW': good(1) })
  disk.isFull = true
  record({ 'grid activePowerKW': good(2) })
  record({ 'grid activePowerKW': good(3) })
  expect(historian.state()).toBe('failing')
  expect(historian.conditions()).toEqual([
    expect.objectContaining({ code: 'historian.failing', text: expect.stringContaining('the disk is full. 2 wait') }),
  ])
  disk.isFull = false
  record({ 'grid activePowerKW': good(4) })
  expect(historian.state()).toBe('storing')
  expect(historian.conditions()).toEqual([])
  expect(
    rows()
      .filter((row) => row.point === 1)
      .map((row) => row.value),
  ).toEqual([1, 2, 3, 4])
})

test('readings older than 30 days go, a little at a time', () => {
  const { historian, record, rows, clock, start } = setUp()
  historian.start()
  for (let s = 0; s < 5; s++) record({ 'grid activePowerKW': good(s) })
  clock.advance(30 * 86_400_000 - 2_500)
  expect(rows().filter((row) => row.point === 1)).toHaveLength(5)
  clock.advance(2 * 3_600_000)
  expect(rows().filter((row) => row.at < start + 5_000)).toHaveLength(0)
  historian.stop()
})

test('24 h of one point at a row a second are read whole, in slices', async () => {
  const db = openDb({ file: ':memory:', clock: systemClock, log: silentLog })
  open.push(db)
  const historian = createHistorian({ db, points, clock: systemClock, log: silentLog })
  const to = systemClock.now()
  const from = to - 86_400_000
  db.transaction(() => {
    for (let at = from; at < to; at += 1_000)
      db.run('INSERT INTO reading (point, at, value, quality) VALUES (1, ?, ?, 0)', at, at % 977)
  })
  const ask = { assetId: 'grid', point: 'activePowerKW', from, to, buckets: 300 } as const
  const trend = await historian.trend(ask)
  expect(trend.mean).toHaveLength(300)
  expect(trend.mean).not.toContain(null)
})

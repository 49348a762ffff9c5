import { expect, test } from 'vitest'
import type { Deadband } from '../../../domain/historian/settings.ts'
import { silentLog } from '../../../domain/log.ts'
import { qualities, type Reading } from '../../../domain/reading.ts'
import { startHistorian } from '../../../main/historian/historian.ts'
import { createVirtualClock } from '../../virtual-clock.ts'
import { good, imageOf } from './fake-image.ts'
import { beside, openStore, stored } from './reading-store.ts'

const points = [
  { assetId: 'grid', point: 'activePowerKW' },
  { assetId: 'grid', point: 'importedKWh' },
  { assetId: 'grid', point: 'heartbeat' },
] as const

async function setUp(file?: string, clock = createVirtualClock(), deadbands: readonly Deadband[] = []) {
  const { store, file: used } = await openStore(file === undefined ? {} : { file }, clock)
  const historian = await startHistorian({
    ...beside,
    store,
    maxBytes: 2 ** 40,
    points,
    deadbands,
    clock,
    log: silentLog,
  })
  const start = clock.now()
  const record = (readings: Record<string, Reading>, forMs = 1_000) => {
    historian.record(imageOf(clock.now(), readings))
    clock.advance(forMs)
  }
  /** What is stored of the n-th point: seconds since start, value, quality. */
  const rows = async (point: number) => {
    await stored(store)
    const samples = await store.ask('samples', { point, from: 0, to: 2 ** 45, most: Infinity })
    return Array.from(samples.at, (at, i) => {
      const value = samples.value[i] ?? Number.NaN
      return [(at - start) / 1_000, Number.isNaN(value) ? null : value, qualities[samples.quality[i] ?? 0]]
    })
  }
  return { historian, store, clock, start, record, rows, file: used }
}

const power = 1
const energy = 2

test('a value is stored when it changed by a meaningful decimal, and repeated every minute', async () => {
  const { record, rows } = await setUp()
  for (let s = 0; s < 130; s++) record({ 'grid activePowerKW': good(s < 100 ? 5 + (s % 2) * 0.04 : 6) })
  expect(await rows(power)).toEqual([
    [0, 5, 'good'],
    [60, 5, 'good'],
    [100, 6, 'good'],
  ])
})

test('a deadband of the site keeps smaller changes from the store, that of an asset before that for all', async () => {
  const { record, rows } = await setUp(undefined, createVirtualClock(), [
    { point: 'activePowerKW', by: 100 },
    { asset: 'grid', point: 'activePowerKW', by: 5 },
    { asset: 'other', point: 'importedKWh', by: 50 },
  ])
  for (const [kW, kWh] of [
    [10, 1],
    [14.9, 2],
    [15, 3],
    [11, 4],
    [10, 5],
  ] as const)
    record({ 'grid activePowerKW': good(kW), 'grid importedKWh': good(kWh) })
  expect((await rows(power)).map(([, value]) => value)).toEqual([10, 15, 10])
  expect((await rows(energy)).map(([, value]) => value)).toEqual([1, 2, 3, 4, 5])
})

test('digits that mean nothing are not kept', async () => {
  const { record, rows } = await setUp()
  record({ 'grid activePowerKW': good(0.1 + 0.2) })
  expect(await rows(power)).toEqual([[0, 0.3, 'good']])
})

test('a change of quality is a sample of its own, so that a gap is seen', async () => {
  const { record, rows } = await setUp()
  record({ 'grid activePowerKW': good(5) })
  record({ 'grid activePowerKW': { value: 5, at: 0, quality: 'stale' } })
  record({ 'grid activePowerKW': { value: null, at: 0, quality: 'bad' } })
  expect(await rows(power)).toEqual([
    [0, 5, 'good'],
    [1, 5, 'stale'],
    [2, null, 'bad'],
  ])
})

test('points that nobody will look back at are not stored, and five cycles a second make one scan', async () => {
  const { record, rows, store } = await setUp()
  for (let cycle = 0; cycle < 10; cycle++)
    record({ 'grid heartbeat': good(cycle), 'grid importedKWh': good(cycle), 'grid activePowerKW': good(cycle) }, 200)
  const both = [
    [0, 0, 'good'],
    [1, 5, 'good'],
  ]
  expect([await rows(power), await rows(energy)]).toEqual([both, both])
  expect(await store.ask('samples', { point: 3, from: 0, to: 2 ** 45, most: 1 })).toMatchObject({ at: { length: 0 } })
})

test('fault 17: a number that is none is stored as bad', async () => {
  const { record, rows } = await setUp()
  record({ 'grid activePowerKW': good(Number.NaN) })
  expect(await rows(power)).toEqual([[0, null, 'bad']])
})

test('a trend shows what was stored and null where nothing good was', async () => {
  const { historian, record, start, store } = await setUp()
  for (let s = 0; s < 20; s++) record({ 'grid activePowerKW': s < 10 ? good(100) : { ...good(100), quality: 'stale' } })
  await stored(store)
  const ask = { assetId: 'grid', point: 'activePowerKW', from: start, to: start + 20_000, buckets: 4 } as const
  expect((await historian.trend(ask)).mean).toEqual([100, 100, null, null])
  expect((await historian.trend({ ...ask, assetId: 'nobody' })).mean).toEqual([null, null, null, null])
})

test('nothing is known of the time to come', async () => {
  const { historian, record, start, store } = await setUp()
  record({ 'grid activePowerKW': good(4) }, 2_000)
  await stored(store)
  const ask = { assetId: 'grid', point: 'activePowerKW', from: start, to: start + 4_000, buckets: 4 } as const
  expect((await historian.trend(ask)).mean).toEqual([4, 4, null, null])
})

test('points that come with other device models are stored without a restart, those of before go on', async () => {
  const { historian, store, start, record, clock } = await setUp()
  record({ 'grid activePowerKW': good(1), 'pv activePowerKW': good(7) })
  historian.setPoints([...points, { assetId: 'pv', point: 'activePowerKW' }])
  await store.ask('health', {})
  record({ 'grid activePowerKW': good(2), 'pv activePowerKW': good(8) })
  await stored(store)
  const trend = (assetId: string) =>
    historian.trend({ assetId, point: 'activePowerKW', from: start, to: clock.now(), buckets: 2 })
  expect((await trend('pv')).mean).toEqual([null, 8])
  expect((await trend('grid')).mean).toEqual([1, 2])
})

test('what was stored is there after a restart', async () => {
  const first = await setUp()
  first.record({ 'grid activePowerKW': good(3) })
  await first.historian.stop()
  const second = await setUp(first.file, first.clock)
  expect(second.store.newest()).toBe(first.start)
  const ask = {
    assetId: 'grid',
    point: 'activePowerKW',
    from: first.start,
    to: first.start + 1_000,
    buckets: 1,
  } as const
  expect((await second.historian.trend(ask)).mean).toEqual([3])
  expect(second.historian.bytes()).toBeGreaterThan(0)
})

test('stored readings come page by page, each beginning where the one before ended', async () => {
  const { historian, store, record, start, clock } = await setUp()
  for (let s = 0; s < 5; s++) record({ 'grid activePowerKW': s === 3 ? { ...good(3), value: null } : good(s) })
  await stored(store)
  const ask = { assetId: 'grid', point: 'activePowerKW', to: clock.now(), most: 3 } as const
  const first = await historian.samples({ ...ask, from: start })
  expect(first).toEqual({
    at: [start, start + 1_000, start + 2_000],
    value: [0, 1, 2],
    quality: ['good', 'good', 'good'],
    next: start + 3_000,
  })
  const second = await historian.samples({ ...ask, from: first.next ?? 0 })
  expect(second).toMatchObject({ value: [null, 4], quality: ['bad', 'good'], next: null })
})

test('a trend says how much of each step was stale or suspect, and nothing where all was good', async () => {
  const { historian, record, start, store } = await setUp()
  record({ 'grid activePowerKW': good(5) }, 4_000)
  record({ 'grid activePowerKW': { value: 5, at: 0, quality: 'stale' } }, 3_000)
  record({ 'grid activePowerKW': { value: 9, at: 0, quality: 'suspect' } }, 3_000)
  record({ 'grid activePowerKW': good(5) }, 10_000)
  await stored(store)
  const ask = { assetId: 'grid', point: 'activePowerKW', buckets: 2 } as const
  const trend = await historian.trend({ ...ask, from: start, to: start + 20_000 })
  expect(trend).toMatchObject({ mean: [5, 5], notGood: [0.6, 0] })
  expect(await historian.trend({ ...ask, from: start + 10_000, to: start + 20_000 })).not.toHaveProperty('notGood')
})

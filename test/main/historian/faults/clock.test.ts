import { expect, test } from 'vitest'
import { silentLog } from '../../../../domain/log.ts'
import type { AuditEntry } from '../../../../main/audit/audit.ts'
import { startHistorian } from '../../../../main/historian/historian.ts'
import { createVirtualClock } from '../../../virtual-clock.ts'
import { good, imageOf } from '../fake-image.ts'
import { beside, openStore, stored } from '../reading-store.ts'

const hourMs = 3_600_000
const yearMs = 365 * 24 * hourMs
const points = [{ assetId: 'grid', point: 'activePowerKW' }] as const

async function setUp(clock = createVirtualClock(), task = {}) {
  const { store, file } = await openStore(task, clock)
  const audited: AuditEntry[] = []
  const audit = (entry: AuditEntry) => void audited.push(entry)
  const historian = await startHistorian({ ...beside, audit, store, maxBytes: 2 ** 40, points, clock, log: silentLog })
  let value = 0
  const record = async (scans: number) => {
    for (let i = 0; i < scans; i++) {
      historian.record(imageOf(clock.now(), { 'grid activePowerKW': good((value += 1)) }))
      await stored(store)
      clock.advance(1_000)
    }
  }
  const samples = async () => {
    await stored(store)
    return store.ask('samples', { point: 1, from: 0, to: 2 ** 45, most: Infinity })
  }
  const codes = () => historian.conditions().map(({ code }) => code)
  return { clock, historian, record, samples, codes, audited, file }
}

test.each([
  { byMs: hourMs, words: '+60 min' },
  { byMs: -2 * hourMs, words: '−120 min' },
])(
  'fault 36: a clock set by $words is told, and every sample is stored once at the instant it says',
  async ({ byMs, words }) => {
    const { clock, historian, record, samples } = await setUp()
    const start = clock.now()
    await record(5)
    clock.setWall(clock.now() + byMs)
    const later = clock.now()
    await record(5)
    expect(historian.conditions()).toEqual([
      expect.objectContaining({ code: 'historian.clockChanged', text: expect.stringContaining(words) }),
    ])
    const expected = [...Array(5).keys()].flatMap((i) => [start + 1_000 * i, later + 1_000 * i])
    expect([...(await samples()).at]).toEqual(expected.toSorted((a, b) => a - b))
    clock.advance(hourMs)
    expect(historian.conditions()).toEqual([])
  },
)

test.each([
  { name: 'behind', byMs: -yearMs },
  { name: 'ahead', byMs: yearMs },
])('fault 37: while the clock is a year $name samples go on in order, and a person is told', async ({ byMs }) => {
  const { clock, record, samples, codes } = await setUp()
  const start = clock.now()
  await record(3)
  clock.setWall(clock.now() + byMs)
  await record(3)
  expect(codes()).toEqual(['historian.clock'])
  expect([...(await samples()).at]).toEqual(Array.from({ length: 6 }, (_, i) => start + 1_000 * i))
  clock.setWall(start + 6_000)
  await record(1)
  expect(codes()).toEqual([])
  const { at, value } = await samples()
  expect([at.at(-1), [...value]]).toEqual([start + 6_000, [1, 2, 3, 4, 5, 6, 7]])
})

test('fault 37: a clock that lost its battery while the site was off is noticed by what is stored', async () => {
  const first = await setUp()
  await first.record(3)
  const newest = first.clock.now() - 1_000
  await first.historian.stop()
  const { record, samples, codes } = await setUp(createVirtualClock(Date.UTC(2010, 0, 1)), { file: first.file })
  await record(3)
  expect(codes()).toEqual(['historian.clock'])
  const { at } = await samples()
  expect(at.length).toBe(6)
  expect(at[3]).toBeGreaterThanOrEqual(newest)
  expect([...at]).toEqual([...at].toSorted((a, b) => a - b))
})

test('fault 39: a second that comes twice, or is stretched, leaves no interval without length and no gap', async () => {
  const { clock, historian, record, samples } = await setUp()
  const start = clock.now()
  await record(10)
  clock.setWall(clock.now() - 1_000)
  await record(10)
  await samples()
  const trend = await historian.trend({ ...points[0], from: start, to: start + 19_000, buckets: 19 })
  expect(trend.mean).not.toContain(null)
  expect(trend.mean.at(-1)).toBe(20)
})

test('fault 37: a clock that an engineer says is right is believed, and who said so is audited', async () => {
  const { clock, historian, record, samples, codes, audited } = await setUp()
  await record(1)
  clock.setWall(clock.now() + yearMs)
  await record(1)
  historian.confirmClock({ name: 'Ada', role: 'engineer' }, 'the site was off for a year')
  expect(codes()).toEqual([])
  const now = clock.now()
  await record(1)
  expect((await samples()).at.at(-1)).toBe(now)
  expect(audited).toEqual([expect.objectContaining({ person: 'Ada', action: 'ClockConfirmed' })])
})

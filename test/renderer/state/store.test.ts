import { expect, test } from 'vitest'
import type { LiveMessage } from '../../../domain/rpc/live.ts'
import { createEngineTime } from '../../../renderer/state/engine-time.ts'
import { LiveStore } from '../../../renderer/state/store.ts'
import { describeDemoSite } from '../dev/demo-site.ts'

const site = describeDemoSite(2)
const place = (assetId: string) => site.points.findIndex((p) => p.assetId === assetId && p.point === 'activePowerKW')

function message(type: LiveMessage['type'], seq: number, changes: Partial<LiveMessage> = {}): LiveMessage {
  const lists = { decisions: [], instructions: [], alarms: [], links: [] }
  return {
    type,
    seq,
    at: 1_000,
    readings: { i: [], v: [], q: [], t: [] },
    status: { mode: 'automatic' },
    headroom: { canGive: [] },
    ...(type === 'snapshot' ? lists : {}),
    ...changes,
  } as LiveMessage
}

function power(assetId: string, value: number | null, quality = 0, at = 900) {
  return { readings: { i: [place(assetId)], v: [value], q: [quality], t: [at] } }
}

function started(): LiveStore {
  const store = new LiveStore(() => 1_000)
  store.describe(site)
  store.apply(message('snapshot', 0, power('grid', 500)))
  store.setConnection('live')
  return store
}

test('a delta changes what it names and leaves the rest the same object', () => {
  const store = started()
  store.apply(message('delta', 1, power('pv', 10)))
  const [grid, pv] = [store.reading('grid', 'activePowerKW'), store.reading('pv', 'activePowerKW')]
  store.apply(message('delta', 2, power('pv', 20)))
  expect(store.reading('grid', 'activePowerKW')).toBe(grid)
  expect(store.reading('pv', 'activePowerKW')).not.toBe(pv)
  expect(store.reading('pv', 'activePowerKW')).toEqual({ value: 20, at: 900, quality: 'good' })
})

test('listeners hear their own topic only', () => {
  const store = started()
  const heard: string[] = []
  store.subscribe('reading pv activePowerKW', () => heard.push('pv'))
  store.subscribe('reading grid activePowerKW', () => heard.push('grid'))
  store.subscribe('alarms', () => heard.push('alarms'))
  store.apply(message('delta', 1, power('pv', 10)))
  store.apply(message('delta', 2, { alarms: [] }))
  expect(heard).toEqual(['pv', 'alarms'])
})

test('a gap in the numbers takes nothing', () => {
  const store = started()
  expect(store.apply(message('delta', 2, power('grid', 600)))).toBe(false)
  expect(store.reading('grid', 'activePowerKW').value).toBe(500)
  expect(store.apply(message('delta', 1, power('grid', 600)))).toBe(true)
})

test('lists absent from a delta stay, lists in it replace', () => {
  const store = started()
  const alarm = {
    id: 'a',
    code: 'x',
    priority: 1 as const,
    text: '',
    response: '',
    state: 'activeUnacknowledged' as const,
    raisedAt: 0,
  }
  store.apply(message('delta', 1, { alarms: [alarm] }))
  store.apply(message('delta', 2))
  expect(store.alarms()).toHaveLength(1)
  store.apply(message('delta', 3, { alarms: [] }))
  expect(store.alarms()).toHaveLength(0)
})

test('a new snapshot forgets what it does not name', () => {
  const store = started()
  store.apply(message('delta', 1, power('pv', 10)))
  store.apply(message('snapshot', 0, power('grid', 700)))
  expect(store.reading('pv', 'activePowerKW')).toEqual({ value: null, at: 0, quality: 'bad' })
  expect(store.reading('grid', 'activePowerKW').value).toBe(700)
})

test('without a connection good becomes stale, bad stays bad, and both come back', () => {
  const store = started()
  store.apply(message('delta', 1, power('pv', null, 3, 0)))
  store.setConnection('lost')
  expect(store.reading('grid', 'activePowerKW').quality).toBe('stale')
  expect(store.reading('pv', 'activePowerKW').quality).toBe('bad')
  store.setConnection('live')
  expect(store.reading('grid', 'activePowerKW').quality).toBe('good')
})

test('another site empties the image', () => {
  const store = started()
  store.describe(describeDemoSite(3))
  expect(store.reading('grid', 'activePowerKW').value).toBeNull()
})

test('readings that the site does not list are left out', () => {
  const store = started()
  expect(store.apply(message('delta', 1, { readings: { i: [99_999], v: [1], q: [0], t: [1] } }))).toBe(true)
})

test.each([
  ['a slow message does not set the clock back', [1_000, 400], 1_000],
  ['a faster one sets it forward', [1_000, 1_200], 1_200],
  ['a clock that was set is followed', [1_000, -60_000], -60_000],
])('%s', (_, samples, ahead) => {
  const time = createEngineTime(() => 5_000)
  for (const sample of samples) time.learn(5_000 + sample)
  expect(time.now() - 5_000).toBeCloseTo(ahead, -1)
})

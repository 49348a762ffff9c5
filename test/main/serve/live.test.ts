import { expect, test, vi } from 'vitest'
import type { LiveMessage } from '../../../domain/rpc/live.ts'
import { createFrames } from '../../../main/serve/live/frames.ts'
import { createLiveHub } from '../../../main/serve/live/hub.ts'
import { createLiveView } from '../../../main/serve/live/view.ts'
import { createVirtualClock } from '../../virtual-clock.ts'
import { good } from '../historian/fake-image.ts'
import { createFakeSite } from './fake-site.ts'

function setUp() {
  const clock = createVirtualClock()
  const fake = createFakeSite()
  fake.site.control.image = () => ({
    at: clock.now(),
    cycle: 1,
    reading: (asset, point) => fake.readings[`${asset} ${point}`] ?? { value: null, at: 0, quality: 'bad' },
    value: () => undefined,
    link: () => undefined,
  })
  const makeFrame = createFrames(fake.site, clock.monotonicMs)
  const view = createLiveView()
  const next = (afterMs = 250): LiveMessage => {
    clock.advance(afterMs)
    return view(makeFrame())
  }
  return { ...fake, clock, makeFrame, next }
}

const power = 'container-1 activePowerKW'

test('first the whole image, then only what changed, counted without a gap', () => {
  const { next, readings } = setUp()
  readings[power] = good(-1_000, 5)
  expect(next()).toMatchObject({ type: 'snapshot', seq: 0, readings: { i: [0, 1], v: [-1_000, null], q: [0, 3] } })
  expect(next()).toMatchObject({ type: 'delta', seq: 1, readings: { i: [], v: [], q: [], t: [] } })
  readings[power] = good(-900, 6)
  expect(next()).toMatchObject({ seq: 2, readings: { i: [0], v: [-900], q: [0], t: [6] } })
  readings[power] = { value: -900, at: 6, quality: 'stale' }
  expect(next()).toMatchObject({ seq: 3, readings: { i: [0], v: [-900], q: [1] } })
})

test('the instant of a value that stands still is refreshed once a second', () => {
  const { next, readings, clock } = setUp()
  next()
  const refreshed: number[] = []
  for (let i = 1; i <= 12; i++) {
    readings[power] = good(-1_000, clock.now())
    if (next().readings.i.length > 0) refreshed.push(i)
  }
  expect(refreshed).toEqual([4, 8, 12])
})

test('lists come whole when they changed and are absent otherwise; of decisions only the changed ones come', () => {
  const { next, alarms, decision } = setUp()
  expect(next()).toMatchObject({ decisions: [{ assetId: 'container-1' }], alarms: [], instructions: [], links: [] })
  const quiet = next()
  for (const name of ['decisions', 'alarms', 'instructions', 'links']) expect(quiet).not.toHaveProperty(name)
  decision.setpointKW = -500
  expect(next()).toMatchObject({ decisions: [{ setpointKW: -500 }] })
  alarms.push({ id: 'a', code: 'c', priority: 2, text: '', response: '', state: 'activeUnacknowledged', raisedAt: 0 })
  expect(next()).toMatchObject({ alarms: [{ id: 'a' }] })
  expect(next()).not.toHaveProperty('alarms')
})

test('a slow subscriber gets one message for all that happened meanwhile', () => {
  const { next, readings } = setUp()
  next()
  for (let i = 0; i < 100; i++) readings[power] = good(-i, i)
  expect(next(30_000)).toMatchObject({ seq: 1, readings: { i: [0], v: [-99] } })
})

test('cycles of 200 ms give four messages a second, never more', async () => {
  const { turn, site, clock, makeFrame } = setUp()
  const made = vi.fn<typeof makeFrame>(makeFrame)
  const hub = createLiveHub({ onCycle: site.control.onCycle, makeFrame: made, clock })
  const signal = new AbortController().signal
  for (let i = 0; i < 50; i++) {
    void hub.next(signal)
    clock.advance(200)
    turn()
  }
  expect(made).toHaveBeenCalledTimes(40)
  hub.stop()
})

test('frames are made once for all who wait, and for nobody when nobody does', async () => {
  const { turn, site, clock, makeFrame, listeners } = setUp()
  const made = vi.fn<typeof makeFrame>(makeFrame)
  const hub = createLiveHub({ onCycle: site.control.onCycle, makeFrame: made, clock })
  turn()
  expect(made).not.toHaveBeenCalled()
  const leaving = new AbortController()
  const both = [hub.next(new AbortController().signal), hub.next(leaving.signal)]
  clock.advance(250)
  turn()
  expect(made).toHaveBeenCalledOnce()
  expect((await both[0]) === (await both[1])).toBe(true)
  const gone = hub.next(leaving.signal)
  leaving.abort()
  expect(await gone).toBeUndefined()
  clock.advance(250)
  turn()
  expect(made).toHaveBeenCalledOnce()
  const waiting = hub.next(new AbortController().signal)
  hub.stop()
  expect(await waiting).toBeUndefined()
  expect(listeners.size).toBe(0)
})

test('once the points are others, streams end, whether they wait or not; new ones begin in the new edition', async () => {
  const { clock, makeFrame, site, turn } = setUp()
  const hub = createLiveHub({ onCycle: site.control.onCycle, makeFrame, clock })
  const signal = new AbortController().signal
  const waiting = hub.next(signal)
  const before = hub.edition()
  hub.renew()
  expect(await waiting).toBeUndefined()
  expect(hub.edition()).not.toBe(before)
  const next = hub.next(signal)
  clock.advance(250)
  turn()
  expect(await next).toMatchObject({ values: [-1_000, null] })
  hub.stop()
})

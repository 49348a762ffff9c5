import { describe, expect, test } from 'vitest'
import { LiveStore } from '../../../renderer/state/store.ts'
import { createLiveTail } from '../../../renderer/views/faceplate/live-tail.ts'
import { secondsLeft, timeToLimit } from '../../../renderer/views/faceplate/storage-time.ts'
import { joinTail } from '../../../renderer/views/faceplate/trend-tail.ts'
import { describeDemoSite } from '../dev/demo-site.ts'

const trend = { from: 0, stepMs: 10, min: [], max: [], mean: [1, 2, null, 4] }

describe('history and live tail', () => {
  test('history up to where it ends, live from there on, no seam', () => {
    const tail = [
      { at: 40, value: 5 },
      { at: 50, value: 6 },
    ]
    expect(joinTail(trend, tail, { from: 0, to: 60, stepMs: 10 }).values).toEqual([1, 2, null, 4, 5, 6])
  })

  test('live values win over stored ones in the same step, as their mean', () => {
    const tail = [
      { at: 31, value: 8 },
      { at: 38, value: 10 },
    ]
    expect(joinTail(trend, tail, { from: 0, to: 40, stepMs: 10 }).values).toEqual([1, 2, null, 9])
  })

  test('a gap stays a gap; the step that is just beginning is the future', () => {
    expect(joinTail(trend, [], { from: 0, to: 50, stepMs: 10 }).values).toEqual([1, 2, null, 4])
    expect(joinTail(undefined, [], { from: 0, to: 30, stepMs: 10 }).values).toEqual([null, null])
  })

  test('the tail keeps good values as means over steps, and nothing stale', () => {
    const store = new LiveStore(() => 0)
    const site = describeDemoSite(1)
    store.describe(site)
    const tail = createLiveTail(store, { assetId: 'pv', point: 'activePowerKW', stepMs: 10 })
    tail.subscribe(() => {})
    const i = site.points.findIndex((p) => p.assetId === 'pv' && p.point === 'activePowerKW')
    const rows: [number, number, number][] = [
      [10, 1, 0],
      [20, 5, 0],
      [99, 7, 1],
      [40, 12, 0],
    ]
    rows.forEach(([v, t, q], seq) => {
      store.apply({
        type: seq === 0 ? 'snapshot' : 'delta',
        seq,
        at: 0,
        readings: { i: [i], v: [v], q: [q], t: [t] },
      } as never)
    })
    expect(tail.samples()).toEqual([
      { at: 0, value: 15 },
      { at: 10, value: 40 },
    ])
  })
})

describe('how long a storage lasts', () => {
  const battery = { socPct: 50, minSocPct: 5, maxSocPct: 95, fullKWh: 1_000 }
  test.each([
    ['discharging', 450, { end: 'empty', atPct: 5, leftMs: 3_600_000 }],
    ['charging', -900, { end: 'full', atPct: 95, leftMs: 1_800_000 }],
    ['resting', 0.2, undefined],
  ])('%s', (_, powerKW, time) => expect(timeToLimit({ ...battery, powerKW })).toEqual(time))

  test('beyond its limit it has no time left', () => {
    expect(timeToLimit({ ...battery, socPct: 3, powerKW: 100 })?.leftMs).toBe(0)
  })

  test('seconds at a power', () => {
    expect(secondsLeft(360, 1_800)).toBe(720)
    expect(secondsLeft(360, 0)).toBeUndefined()
  })
})

import { describe, expect, test } from 'vitest'
import { usable } from '../../../domain/reading.ts'
import { createLiveTail } from '../../../renderer/history/live-tail.ts'
import { joinTail } from '../../../renderer/history/trend-tail.ts'
import { hourMs, stepFor, windowAt, windowWords } from '../../../renderer/history/trend-window.ts'
import { LiveStore } from '../../../renderer/state/store.ts'
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

  test('what is stored wins over live values of the same step', () => {
    const tail = [
      { at: 31, value: 8 },
      { at: 45, value: 9 },
      { at: 48, value: 11 },
    ]
    expect(joinTail(trend, tail, { from: 0, to: 50, stepMs: 10 }).values).toEqual([1, 2, null, 4, 10])
  })

  test('a gap stays a gap; the step that is just beginning is the future', () => {
    expect(joinTail(trend, [], { from: 0, to: 50, stepMs: 10 }).values).toEqual([1, 2, null, 4])
    expect(joinTail(undefined, [], { from: 0, to: 30, stepMs: 10 }).values).toEqual([null, null])
  })

  test('the tail keeps good values once a second, and nothing stale', () => {
    let now = 0
    const store = new LiveStore(() => now)
    const site = describeDemoSite(1)
    store.describe(site)
    const tail = createLiveTail(store, () => usable(store.reading('pv', 'activePowerKW')))
    const stop = tail.start()
    const i = site.points.findIndex((p) => p.assetId === 'pv' && p.point === 'activePowerKW')
    const rows: [value: number, at: number, quality: number][] = [
      [10, 1_000, 0],
      [20, 1_250, 0],
      [99, 2_000, 1],
      [40, 3_000, 0],
    ]
    rows.forEach(([v, t, q], seq) => {
      now = t
      store.apply({
        type: seq === 0 ? 'snapshot' : 'delta',
        seq,
        at: t,
        readings: { i: [i], v: [v], q: [q], t: [t] },
      } as never)
    })
    stop()
    expect(tail.samples()).toEqual([
      { at: 1_000, value: 10 },
      { at: 3_000, value: 40 },
    ])
  })
})

describe('how far a trend looks back', () => {
  test('since the first value, and never more than an hour', () => {
    const now = 10 * hourMs
    expect(windowAt(now, now - 60_000)).toEqual({ from: now - 60_000, to: now + 240_000 })
    expect(windowAt(now, now - 1_200_000)).toEqual({ from: now - 1_200_000, to: now })
    expect(windowAt(now, 0)).toEqual({ from: now - hourMs, to: now })
  })

  test('steps grow with the span', () => {
    expect([60_000, 300_000, 1_200_000, hourMs].map((span) => stepFor(span, 72))).toEqual([
      2_000, 5_000, 20_000, 60_000,
    ])
  })

  test('says since when while the hour is not full', () => {
    expect(windowWords(hourMs, hourMs - 600_000, 'UTC')).toBe('since 00:50')
    expect(windowWords(2 * hourMs, 0, 'UTC')).toBe('in the last hour')
  })
})

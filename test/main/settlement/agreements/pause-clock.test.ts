import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clockOf, foldPause, type Pause, timeOf } from '../../../../main/settlement/agreements/pause-clock.ts'

const day = 86_400_000

test('a pause moves what ends after its begin, and nothing that ended before it', () => {
  const pauses: Pause[] = []
  foldPause(pauses, { name: 'Paused', blockAt: 10 * day })
  foldPause(pauses, { name: 'Unpaused', blockAt: 12 * day })
  expect([9 * day, 11 * day, 20 * day].map((at) => clockOf(pauses, at))).toEqual([9 * day, 10 * day, 18 * day])
  expect([9 * day, 10 * day, 18 * day].map((at) => timeOf(pauses, at, 30 * day))).toEqual([9 * day, 10 * day, 20 * day])
})

test('a pause that goes on moves an end day by day, and runs out by itself after 14', () => {
  const pauses: Pause[] = []
  foldPause(pauses, { name: 'Paused', blockAt: 10 * day })
  expect([11, 13, 24, 40].map((now) => timeOf(pauses, 15 * day, now * day))).toEqual(
    [16, 18, 29, 29].map((at) => at * day),
  )
  expect(clockOf(pauses, 40 * day)).toBe(26 * day)
})

test('outside of pauses the clock and the time lead to each other', () => {
  const gaps = fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 14 })), { maxLength: 5 })
  fc.assert(
    fc.property(gaps, fc.integer({ min: 0, max: 400 }), (spans, at) => {
      let from = 0
      const pauses = spans.map(([before, length]): Pause => {
        const pause = { from: (from + before) * day, until: (from + before + length) * day }
        from += before + length
        return pause
      })
      fc.pre(pauses.every((pause) => at * day <= pause.from || at * day > (pause.until ?? 0)))
      expect(timeOf(pauses, clockOf(pauses, at * day), 1_000 * day)).toBe(at * day)
    }),
  )
})

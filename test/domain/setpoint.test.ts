import fc from 'fast-check'
import { expect, test } from 'vitest'
import { intersect, nearest, type PowerRange } from '../../domain/setpoint.ts'

const kW = fc.integer({ min: -5_000, max: 5_000 })
const range = fc.tuple(kW, kW).map(([a, b]): PowerRange => ({ minKW: Math.min(a, b), maxKW: Math.max(a, b) }))

test.each([
  ['overlapping', [-500, 500], [-100, 800], [-100, 500]],
  ['inside', [-500, 500], [-100, 100], [-100, 100]],
  ['apart above', [-500, 0], [100, 200], [0, 0]],
  ['apart below', [0, 300], [-200, -100], [0, 0]],
  ['touching', [-500, 0], [0, 500], [0, 0]],
])('%s ranges', (_name, [a = 0, b = 0], [c = 0, d = 0], [min, max]) => {
  expect(intersect({ minKW: a, maxKW: b }, { minKW: c, maxKW: d })).toEqual({ minKW: min, maxKW: max })
})

test('a later range never widens an earlier one', () => {
  fc.assert(
    fc.property(range, range, (first, second) => {
      const both = intersect(first, second)
      expect(both.minKW).toBeGreaterThanOrEqual(first.minKW)
      expect(both.maxKW).toBeLessThanOrEqual(first.maxKW)
      expect(both.minKW).toBeLessThanOrEqual(both.maxKW)
    }),
  )
})

test('the nearest point lies in the range and is the power itself when that is allowed', () => {
  fc.assert(
    fc.property(range, kW, (r, p) => {
      const n = nearest(r, p)
      expect(n >= r.minKW && n <= r.maxKW).toBe(true)
      const isInside = p >= r.minKW && p <= r.maxKW
      expect(n === p).toBe(isInside)
    }),
  )
})

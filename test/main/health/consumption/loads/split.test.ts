import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bucketMs, splitLoad } from '../../../../../main/health/consumption/loads/split.ts'

const minuteMs = 60_000
const run = fc.record({
  from: fc.integer({ min: -20, max: 400 }).map((min) => min * minuteMs),
  lasts: fc.integer({ min: 1, max: 300 }).map((min) => min * minuteMs),
  powerKW: fc.double({ min: 0, max: 900, noNaN: true }),
  groupId: fc.constantFrom('a', 'b', 'c'),
})
const draw = fc.oneof(
  { weight: 9, arbitrary: fc.double({ min: 0, max: 800, noNaN: true }) },
  { weight: 1, arbitrary: fc.constant(Number.NaN) },
)

test('base, consumers and what is unexplained add up to the load, and none is negative', () => {
  fc.assert(
    fc.property(fc.array(draw, { minLength: 1, maxLength: 80 }), fc.array(run, { maxLength: 30 }), (meanKW, given) => {
      const runs = given.map(({ lasts, ...one }) => ({ ...one, to: one.from + lasts }))
      const { totalKWh, baseKWh, unexplainedKWh, byGroup, knownMs } = splitLoad({ from: 0, meanKW }, runs)
      const parts = [...byGroup.values()]
      const sum = baseKWh + unexplainedKWh + parts.reduce((total, kWh) => total + kWh, 0)
      expect(sum).toBeCloseTo(totalKWh, 6)
      expect(Math.min(baseKWh, unexplainedKWh, ...parts)).toBeGreaterThanOrEqual(0)
      expect(knownMs).toBe(meanKW.filter((kW) => !Number.isNaN(kW)).length * bucketMs)
    }),
  )
})

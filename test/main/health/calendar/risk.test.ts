import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Remaining } from '../../../../domain/health/forecast.ts'
import { failedBy, riskEur } from '../../../../main/health/calendar/risk.ts'

const dayMs = 86_400_000
const remaining: Remaining = {
  at: 0,
  medianDays: 40,
  p50Days: [30, 55],
  p90Days: [20, 90],
  healthPct: 60,
  horizonDays: 180,
}
const days = fc.integer({ min: 0, max: 2_000 }).map((tenths) => tenths / 10)

describe('probability of failing before an instant', () => {
  test.each([
    { day: 0, share: 0 },
    { day: 10, share: 0.025 },
    { day: 20, share: 0.05 },
    { day: 30, share: 0.25 },
    { day: 40, share: 0.5 },
    { day: 55, share: 0.75 },
    { day: 90, share: 0.95 },
    { day: 900, share: 1 },
  ])('$share by day $day', ({ day, share }) => {
    expect(failedBy(remaining, day * dayMs)).toBeCloseTo(share, 9)
  })

  test('an interval that is cut at the horizon says nothing of what lies beyond', () => {
    const cut: Remaining = { ...remaining, medianDays: 150, p50Days: [90, 180], p90Days: [60, 180] }
    expect(failedBy(cut, 180 * dayMs)).toBeCloseTo(0.75, 6)
    expect(failedBy(cut, 1_000 * dayMs)).toBeCloseTo(0.75, 6)
  })

  test('rises with time, between 0 and 1', () => {
    fc.assert(
      fc.property(fc.tuple(days, days, days, days, days), days, days, (ends, at, more) => {
        const [a = 0, b = 0, c = 0, d = 0, e = 0] = ends.toSorted((x, y) => x - y)
        const any: Remaining = { ...remaining, medianDays: c, p50Days: [b, d], p90Days: [a, e] }
        const [first, later] = [failedBy(any, at * dayMs), failedBy(any, (at + more) * dayMs)]
        expect(first).toBeGreaterThanOrEqual(0)
        expect(later).toBeGreaterThanOrEqual(first - 1e-9)
        expect(later).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('costs what a failure costs beyond a repair, and only from now on', () => {
    const threat = { remaining, failureEur: 9_000, repairEur: 1_000 }
    expect(riskEur([threat], 0, 40 * dayMs)).toBeCloseTo(4_000, 6)
    expect(riskEur([threat, threat], 0, 40 * dayMs)).toBeCloseTo(8_000, 6)
    expect(riskEur([threat], 40 * dayMs, 40 * dayMs)).toBe(0)
    expect(riskEur([threat], 40 * dayMs, 55 * dayMs)).toBeCloseTo(4_000, 6)
    expect(riskEur([], 0, 40 * dayMs)).toBe(0)
  })
})

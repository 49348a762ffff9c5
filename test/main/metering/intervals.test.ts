import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RegisterReading } from '../../../domain/metering/meter.ts'
import { quarterMs } from '../../../domain/metering/quarter.ts'
import { type Estimates, fillQuarters, largestRemainder, usualWh } from '../../../main/metering/estimate.ts'
import { measuredQuarters, share } from '../../../main/metering/intervals.ts'

const point = { ratedKW: 1_000, endWh: 1_000_000_000 }

function reading(at: number, wh: number, more: Partial<RegisterReading> = {}): RegisterReading {
  const kind = 'boundary' as const
  return { pointId: 'grid', register: 'import', epoch: 1, at, takenAt: at, wh, kind, isNewStart: false, ...more }
}

/** A register read at random instants at most 15 minutes apart, with its readings and what truly passed by then. */
const course = fc
  .array(fc.record({ stepMs: fc.integer({ min: 1_000, max: 900_000 }), wh: fc.integer({ min: 0, max: 250 }) }), {
    minLength: 5,
    maxLength: 80,
  })
  .map((steps) => {
    const rows = [{ at: -1_000, wh: 12_345 }]
    for (const { stepMs, wh } of steps) {
      const last = rows.at(-1) ?? { at: 0, wh: 0 }
      rows.push({ at: last.at + stepMs, wh: last.wh + wh })
    }
    return rows
  })

test('quarters add up to the register, to the Wh, and each is exact to one Wh', () => {
  fc.assert(
    fc.property(course, (rows) => {
      const last = rows.at(-1)?.at ?? 0
      const to = Math.floor(last / quarterMs)
      const { quarters } = measuredQuarters(
        point,
        rows.map(({ at, wh }) => reading(at, wh)),
        0,
        to,
      )
      const exact = (at: number) => {
        const i = rows.findIndex((row) => row.at >= at)
        const [low, high] = [rows[i - 1], rows[i]]
        if (!low || !high) return Number.NaN
        return low.wh + ((high.wh - low.wh) * (at - low.at)) / (high.at - low.at)
      }
      let sum = 0
      for (const { quarter, wh } of quarters) {
        sum += wh ?? Number.NaN
        expect(
          Math.abs((wh ?? 0) - (exact((quarter + 1) * quarterMs) - exact(quarter * quarterMs))),
        ).toBeLessThanOrEqual(1)
        expect(Math.abs(sum - (exact((quarter + 1) * quarterMs) - exact(0)))).toBeLessThanOrEqual(1)
      }
    }),
  )
})

test('a share is rounded half to even', () => {
  expect([share(1, 1, 2), share(3, 1, 2), share(5, 1, 2), share(7, 1, 3)]).toEqual([0, 2, 2, 2])
})

const steady = (from: number, to: number, startWh: number, more: Partial<RegisterReading> = {}) =>
  Array.from({ length: to - from + 1 }, (_, i) => reading((from + i) * quarterMs + 500, startWh + i * 1_000, more))

test.each([
  [
    'goes on over its end',
    [...steady(-1, 2, 999_997_000), ...steady(3, 6, 1_000)],
    [1_000, 1_000, 1_000, 1_000, 1_000],
  ],
  [
    'is unknown where a register began anew',
    [...steady(-1, 2, 500_000), reading(2.5 * quarterMs, 0, { kind: 'edge', isNewStart: true }), ...steady(3, 6, 500)],
    [1_000, 1_000, null, 1_000, 1_000],
  ],
  [
    'goes on over an exchange with closing and opening reading',
    [
      ...steady(-1, 2, 500_000),
      reading(2.5 * quarterMs, 503_500, { kind: 'edge' }),
      reading(2.5 * quarterMs, 20, { kind: 'edge', epoch: 2 }),
      ...steady(3, 6, 520, { epoch: 2 }),
    ],
    [1_000, 1_000, 1_000, 1_000, 1_000],
  ],
  [
    'does not count what is held',
    [...steady(-1, 3, 0), reading(3.5 * quarterMs, 9e8, { kind: 'held' }), ...steady(4, 6, 5_000)],
    [1_000, 1_000, 1_000, 1_000, 1_000],
  ],
  [
    'is open where readings lie too far apart',
    [...steady(-1, 1, 0), ...steady(4, 6, 5_000)],
    [1_000, null, null, null, null],
  ],
] as const)('a register %s', (_, readings, expected) => {
  const { quarters } = measuredQuarters(point, readings, 0, 5)
  expect(quarters.map(({ wh }) => (wh === null ? null : Math.round(wh / 10) * 10))).toEqual(expected)
})

test('a gap keeps the total of the register, spread as comparable days ran', () => {
  const run = measuredQuarters(point, [...steady(-1, 1, 0), ...steady(4, 6, 9_007)], 0, 5)
  const [gap] = run.gaps
  const filled = fillQuarters(run, { comparableDays: (quarter) => quarter * 100 })
  const spread = filled.slice(1)
  expect(spread.map(({ method, quality }) => [method, quality])).toEqual(
    Array.from({ length: 4 }, () => ['gapTotal', 'estimated']),
  )
  expect(spread.reduce((sum, { wh }) => sum + (wh ?? 0), 0)).toBe(gap?.wh)
  expect(spread[3]?.wh).toBeGreaterThan(3 * (spread[0]?.wh ?? Infinity))
})

test.each<[string, Estimates, number, string]>([
  ['the check meter first', { checkMeter: () => 70, ownPower: () => 60, comparableDays: () => 5 }, 70, 'checkMeter'],
  [
    "the device's own power next",
    { checkMeter: () => undefined, ownPower: () => 60, comparableDays: () => 5 },
    60,
    'ownPower',
  ],
  [
    'comparable days, the lower middle one',
    { comparableDays: () => usualWh([40, 10, 30, 20, 900]) },
    20,
    'comparableDays',
  ],
  ['zero with its mark', { comparableDays: () => usualWh([]) }, 0, 'zero'],
])('without any register a quarter takes %s', (_, sources, wh, method) => {
  const run = { quarters: [{ quarter: 7, wh: null, epoch: 1, closingWh: null }], gaps: [] }
  expect(fillQuarters(run, sources)).toEqual([{ ...run.quarters[0], wh, method, quality: 'estimated' }])
})

test.each<[string, Estimates, string, number]>([
  [
    'as the check meter ran',
    { checkMeter: (quarter: number) => quarter, comparableDays: () => 5 },
    'gapByCheckMeter',
    4,
  ],
  ['as its own power ran', { ownPower: (quarter: number) => quarter, comparableDays: () => 5 }, 'gapByOwnPower', 4],
  [
    'by the next source when one lacks a quarter',
    { ownPower: (quarter: number) => (quarter === 2 ? undefined : 9), comparableDays: () => 5 },
    'gapTotal',
    1,
  ],
  ['evenly when nothing is known, and says so', {}, 'gapEven', 1],
])('a gap is shared %s', (_, estimates, method, ratio) => {
  const run = measuredQuarters(point, [...steady(-1, 1, 0), ...steady(4, 6, 9_007)], 0, 5)
  const shared = fillQuarters(run, estimates).slice(1)
  expect(new Set(shared.map((quarter) => quarter.method))).toEqual(new Set([method]))
  expect(Math.round((shared[3]?.wh ?? 0) / (shared[0]?.wh ?? 1))).toBe(ratio)
  expect(shared.reduce((sum, { wh }) => sum + (wh ?? 0), 0)).toBe(run.gaps[0]?.wh)
})

test('fault 73: parts add up to the whole, and no part is off by more than one', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e12 }), weights, (wh, parts) => {
      fc.pre(parts.some((part) => part > 0))
      const shares = largestRemainder(wh, parts)
      const sum = parts.reduce((a, b) => a + b, 0)
      expect(shares.reduce((a, b) => a + b, 0)).toBe(wh)
      shares.forEach((part, i) => expect(Math.abs(part - (wh * (parts[i] ?? 0)) / sum)).toBeLessThan(1 + 1e-3))
    }),
  )
  expect(largestRemainder(1, [1, 1, 1])).toEqual([1, 0, 0])
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Reading } from '../../../../../domain/reading.ts'
import { usualFamily } from '../../../../../main/health/remaining/limit/family.ts'
import { foresee, type ToForesee } from '../../../../../main/health/remaining/limit/foresee.ts'
import { dayMs, worn } from './made-up.ts'

const limit = { at: 95, direction: 'above' } as const
/** A nearer limit makes the same scatter larger, and the smoothing wider: the course lags a little more. */
const slack = 1.1
const of = ({ series, now }: { series: readonly Reading[]; now: number }, rest: Partial<ToForesee> = {}) =>
  foresee({ series, now, limit, family: usualFamily(56), horizonDays: 180, ...rest })
const build = ({ power, ...rest }: { power: number } & Parameters<typeof worn>[0]) =>
  worn({ ...rest, bend: (share) => share ** power })
const runaway = (share: number) => (Math.exp(3 * share) - 1) / (Math.exp(3) - 1)
const width = ({ p90Days: [low, high] }: { p90Days: [number, number] }) => high - low

describe('scenarios', () => {
  test.each([
    ['straight, early', worn({ untilShare: 0.4 }), 12],
    ['straight, late', worn({ untilShare: 0.9 }), 3],
    ['straight and slow', worn({ untilShare: 0.8, lifeDays: 90 }), 12],
    ['running away, late', worn({ untilShare: 0.95, bend: runaway }), 8],
    ['slowing down', worn({ untilShare: 0.75, bend: Math.sqrt }), 10],
  ])('%s: the median lies near, the end inside nine of ten', (_, made, within) => {
    const { remaining, state } = of(made)
    expect(state).toBe('worn')
    expect(Math.abs(remaining.medianDays - made.leftDays)).toBeLessThan(within)
    expect(remaining.p90Days[0]).toBeLessThanOrEqual(made.leftDays)
    expect(remaining.p90Days[1]).toBeGreaterThanOrEqual(made.leftDays)
  })

  test('no wear is beyond the horizon, not a number of days', () => {
    const { remaining, state, sinceAt, levers } = of(worn({ bend: () => 0, untilShare: 3 }))
    expect(state).toBe('steady')
    expect(remaining).toMatchObject({ medianDays: 180, p50Days: [180, 180], p90Days: [180, 180], horizonDays: 180 })
    expect(remaining.healthPct).toBeGreaterThan(90)
    expect([sinceAt, levers]).toEqual([null, []])
  })

  test('a repair begins a new life', () => {
    const first = worn({ untilShare: 0.8 })
    const after = worn({ untilShare: 0, healthyDays: 30, seed: 2 })
    const series = [...first.series, ...after.series.map((row) => ({ ...row, at: row.at + first.now + dayMs }))]
    expect(of(first).state).toBe('worn')
    expect(of({ series, now: first.now + dayMs + after.now }).state).toBe('steady')
  })

  test('beyond the limit it has failed; too few values say nothing', () => {
    expect(of(worn({ untilShare: 1.3 }))).toMatchObject({ state: 'failed', remaining: { medianDays: 0, healthPct: 0 } })
    const { series } = worn({})
    expect(of({ series: series.slice(0, 2), now: dayMs })).toMatchObject({ state: 'unknown' })
    expect(of({ series: [], now: 0 }).state).toBe('unknown')
    expect(of({ series: [{ at: 0, value: 99, quality: 'good' }], now: 0 }).state).toBe('failed')
  })

  test('a signal that fails by falling is the same turned over', () => {
    const made = worn({})
    const series = made.series.map((row) => ({ ...row, value: -(row.value ?? 0) }))
    expect(of({ series, now: made.now }, { limit: { at: -95, direction: 'below' } })).toEqual(of(made))
  })

  test('levers: slower wear takes the rest of the way in as much longer, up to the horizon', () => {
    const made = worn({})
    const { remaining, levers } = of(made, {
      levers: [
        { words: 'Run at half power', rateRatio: 0.5 },
        { words: 'Grease', rateRatio: 0.01 },
      ],
    })
    expect(levers[0]?.gainDays).toBeCloseTo(remaining.medianDays, 9)
    expect(levers[1]?.gainDays).toBeCloseTo(180 - remaining.medianDays, 9)
  })
})

describe('properties', () => {
  const made = fc.record({
    healthyDays: fc.integer({ min: 12, max: 200 }),
    lifeDays: fc.integer({ min: 10, max: 300 }),
    untilShare: fc.double({ min: 0.1, max: 1, noNaN: true }),
    seed: fc.integer({ min: 1, max: 1_000 }),
    power: fc.constantFrom(0.6, 1, 2, 3),
  })
  test('intervals are ordered, nested and inside the horizon', () => {
    fc.assert(
      fc.property(made, (seeded) => {
        const { medianDays, p50Days, p90Days, horizonDays, healthPct } = of(build(seeded)).remaining
        const row = [0, p90Days[0], p50Days[0], medianDays, p50Days[1], p90Days[1], horizonDays]
        expect(row.toSorted((a, b) => a - b)).toEqual(row)
        expect(healthPct).toBeGreaterThanOrEqual(0)
        expect(healthPct).toBeLessThanOrEqual(100)
      }),
      { numRuns: 60 },
    )
  })

  test('the same rows give the same forecast; rows that do not count change nothing', () => {
    fc.assert(
      fc.property(made, fc.integer({ min: 0, max: 8 }), (seeded, at) => {
        const { series, now } = build(seeded)
        const idle: Reading[] = [
          { at: (at + 0.5) * dayMs, value: null, quality: 'bad' },
          { at: (at + 0.6) * dayMs, value: 1e9, quality: 'suspect' },
        ]
        const later: Reading = { at: now + dayMs, value: 95, quality: 'good' }
        const mixed = [...series, ...idle].toSorted((a, b) => a.at - b.at)
        expect(of({ series: [...mixed, later], now })).toEqual(of({ series, now }))
      }),
      { numRuns: 30 },
    )
  })

  test('the nearer the limit, the sooner it fails, but for the lag of smoothing', () => {
    fc.assert(
      fc.property(made, fc.double({ min: 1, max: 15, noNaN: true }), (seeded, nearer) => {
        fc.pre(seeded.lifeDays >= 40 && seeded.untilShare >= 0.3)
        const { series, now } = build(seeded)
        const sinceAt = seeded.healthyDays * dayMs
        const far = of({ series, now }, { sinceAt }).remaining
        const near = of({ series, now }, { sinceAt, limit: { at: 95 - nearer, direction: 'above' } }).remaining
        expect(near.medianDays).toBeLessThan(far.medianDays * slack + 0.1)
        expect(near.p90Days[1]).toBeLessThan(far.p90Days[1] * slack + 0.1)
        expect(near.healthPct).toBeLessThanOrEqual(far.healthPct)
      }),
      { numRuns: 60 },
    )
  })

  test('days that are missing widen the interval', () => {
    const { series, now } = worn({ lifeDays: 80, untilShare: 0.7, healthyDays: 0 })
    const full = of({ series, now })
    const lastThird = series.filter(({ at }) => at < 0.6 * now)
    const holes = series.filter(({ at }) => at % (4 * dayMs) === 0)
    expect(width(of({ series: lastThird, now }).remaining)).toBeGreaterThan(width(full.remaining))
    expect(width(of({ series: holes, now }).remaining)).toBeGreaterThan(width(full.remaining))
  })
})

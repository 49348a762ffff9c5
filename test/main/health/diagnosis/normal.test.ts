import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PointName } from '../../../../domain/points.ts'
import { addDay, distance, emptyMoments, lineOf, valueAt } from '../../../../main/health/diagnosis/normal/moments.ts'
import { guardDays, HealthSignal, leastDays } from '../../../../main/health/diagnosis/normal/signal.ts'
import { stepsPerDay } from '../../../../main/health/history.ts'
import { scatter } from '../made-history.ts'

test('a line is found again from sums alone, wherever its level lies', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -3, max: 3, noNaN: true }),
      fc.double({ min: -3, max: 3, noNaN: true }),
      fc.integer({ min: -1e6, max: 1e6 }),
      (a, b, level) => {
        const rows = Array.from({ length: 200 }, (_, i) => [10 * scatter(i, 1), 5 * scatter(i, 2)] as const)
        const table = Float64Array.from(rows.flatMap(([x, y]) => [x, y, level + a * x + b * y]))
        const moments = emptyMoments([...table.subarray(0, 3)])
        addDay(moments, table)
        const line = lineOf(moments)
        expect(line.weights[0]).toBeCloseTo(a, 2)
        expect(line.weights[1]).toBeCloseTo(b, 2)
        expect(valueAt(line, Float64Array.of(1, 1), 0)).toBeCloseTo(level + a + b, 1)
        expect(distance(line, line.means)).toBeCloseTo(0, 6)
      },
    ),
    { numRuns: 50 },
  )
})

/** A day of bearing temperature by speed, `off` degrees from normal. */
function day(n: number, off = 0): ReadonlyMap<PointName, Float64Array> {
  const speed = Float64Array.from({ length: stepsPerDay }, (_, i) => 9_000 + 2_000 * scatter(i + n * 96, 1))
  const hot = speed.map((rpm, i) => 30 + rpm / 400 + 0.3 * scatter(i + n * 96, 2) + off)
  return new Map([
    ['speedRpm', speed],
    ['bearingDegC', hot],
  ])
}

function signal() {
  return new HealthSignal({
    point: 'bearingDegC',
    spec: { by: [{ point: 'speedRpm', form: 'plain' }] },
    floorAt: () => 0.2,
  })
}
const learn = (one: HealthSignal, n: number, off = 0, isSuspicious = false) =>
  one.learn(day(n, off), { from: 0, to: stepsPerDay, day: n, isSuspicious })

test('what is normal is known after two weeks, and a departure is told in scales', () => {
  const one = signal()
  for (let n = 0; n < leastDays - 1; n++) learn(one, n)
  expect(one.judge(day(99), 0, stepsPerDay)).toBeUndefined()
  learn(one, leastDays - 1)
  const usual = one.judge(day(50), 0, stepsPerDay)
  expect(Math.abs((usual?.value ?? 9) - (usual?.expected ?? 0))).toBeLessThan(usual?.scale ?? 0)
  const hot = one.judge(day(51, 8), 0, stepsPerDay)
  expect((hot?.value ?? 0) - (hot?.expected ?? 0)).toBeCloseTo(8, 0)
})

test('a slow failure is not learned as normal, unless a person says that it is', () => {
  const one = signal()
  for (let n = 0; n < 30; n++) learn(one, n)
  for (let n = 30; n < 90; n++) learn(one, n, 6, true)
  const off = () => {
    const found = one.judge(day(95, 6), 0, stepsPerDay)
    return (found?.value ?? 0) - (found?.expected ?? 0)
  }
  expect(off()).toBeGreaterThan(5)
  one.accept()
  expect(off()).toBeLessThan(5)
})

test('days wait before they are learned, and what was learned outlives a restart', () => {
  const one = signal()
  for (let n = 0; n < leastDays + guardDays; n++) learn(one, n)
  expect(one.days()).toBe(leastDays)
  learn(one, leastDays + guardDays)
  expect(one.days()).toBe(leastDays + 1)
  const again = new HealthSignal(
    { point: 'bearingDegC', spec: { by: [{ point: 'speedRpm', form: 'plain' }] }, floorAt: () => 0.2 },
    structuredClone(one.state),
  )
  expect(again.judge(day(70, 3), 0, stepsPerDay)).toEqual(one.judge(day(70, 3), 0, stepsPerDay))
})

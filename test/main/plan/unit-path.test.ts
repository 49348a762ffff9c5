import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PlanUnit } from '../../../main/plan/problem.ts'
import { cheapestPath, pathEur, type UnitPricing } from '../../../main/plan/search/unit-path.ts'
import { unitTimes } from '../../../main/plan/unit-times.ts'
import { all, container, quarterMs, smallProblem } from './small-problem.ts'

const n = 9

/** Every path of on and off there is. */
function everyPath(): Uint8Array[] {
  return Array.from({ length: 2 ** n }, (_, bits) => Uint8Array.from({ length: n }, (_, t) => (bits >> t) & 1))
}

const unitArbitrary = fc.record({
  minOn: fc.integer({ min: 0, max: 5 }),
  minOff: fc.integer({ min: 0, max: 4 }),
  startCostEur: fc.integer({ min: 0, max: 12 }),
  isOn: fc.boolean(),
  forSteps: fc.integer({ min: 0, max: 6 }),
  away: fc.array(fc.integer({ min: 0, max: n - 1 }), { maxLength: 2 }),
})

test('the cheapest path is the cheapest of all legal paths', () => {
  fc.assert(
    fc.property(
      unitArbitrary,
      fc.array(fc.integer({ min: -20, max: 20 }), { minLength: n, maxLength: n }),
      ({ minOn, minOff, startCostEur, isOn, forSteps, away }, prices) => {
        const maxKW = all(n, 1_300).map((value, t) => (away.includes(t) ? 0 : value))
        const unit: PlanUnit = container(n, 'c', {
          maxKW,
          minOnMs: minOn * quarterMs,
          minOffMs: minOff * quarterMs,
          startCostEur,
          start: { isOn, forMs: forSteps * quarterMs, powerKW: isOn ? 1_300 : 0 },
        })
        const times = unitTimes(smallProblem({}, n), unit)
        const pricing: UnitPricing = { unit, times, onEur: prices }
        const best = Math.min(...everyPath().map((path) => pathEur(pricing, path)))
        expect(pathEur(pricing, cheapestPath(pricing))).toBeCloseTo(best, 9)
      },
    ),
    { numRuns: 300 },
  )
})

test('a first step that is partly over counts with what is left of it', () => {
  const problem = smallProblem({}, n)
  const unit = container(n, 'c', { minOnMs: 2 * quarterMs, start: { isOn: true, forMs: quarterMs, powerKW: 1_300 } })
  const later = { ...problem, edges: problem.edges.map((edge, t) => (t === 0 ? edge + 300_000 : edge)) }
  expect(unitTimes(problem, unit).mustRunSteps).toBe(1)
  // 15 minutes are left, 10 of them in the first step
  expect(unitTimes(later, unit).mustRunSteps).toBe(2)
})

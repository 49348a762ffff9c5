import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { checkPlan } from '../../../main/plan/check/check-plan.ts'
import { problemFaults } from '../../../main/plan/check/check-problem.ts'
import { createScheduler } from '../../../main/plan/make-schedule.ts'
import { createSolver, type Solver } from '../../../main/plan/model/solver.ts'
import type { PlanProblem, PlanUnit } from '../../../main/plan/problem.ts'
import { all, battery, container, flywheels, hydrogenUnits, quarterMs, smallProblem } from './small-problem.ts'

let solver: Solver
beforeAll(async () => {
  solver = await createSolver()
})

const n = 24

const unitChange = fc.record({
  minOnMs: fc.integer({ min: 0, max: 8 }).map((steps) => steps * quarterMs),
  minOffMs: fc.integer({ min: 0, max: 6 }).map((steps) => steps * quarterMs),
  startCostEur: fc.integer({ min: 0, max: 30 }),
  costEurPerMWh: fc.integer({ min: -150, max: 20 }),
  rampKWPerH: fc.constantFrom(Infinity, 1_500, 4_000),
  start: fc.record({
    isOn: fc.boolean(),
    forMs: fc.integer({ min: 0, max: 8 }).map((steps) => steps * quarterMs),
    powerKW: fc.integer({ min: 520, max: 1_300 }),
  }),
  maxKW: fc
    .tuple(fc.integer({ min: 0, max: n }), fc.constantFrom(0, 700, 1_300))
    .map(([from, away]) => all(n, 1_300).map((value, t) => (t >= from && t < from + 5 ? away : value))),
})

/** Electrolyser and fuel cell, one of them started just now. */
function stacks(running: string): PlanUnit[] {
  return hydrogenUnits(n).map((unit) =>
    Object.assign({}, unit, unit.id === running ? { start: { isOn: true, forMs: 0, powerKW: unit.minKW } } : {}),
  )
}

const problems: fc.Arbitrary<PlanProblem> = fc
  .record({
    prices: fc.array(fc.integer({ min: -250, max: 900 }), { minLength: n, maxLength: n }),
    units: fc.array(unitChange, { minLength: 1, maxLength: 4 }),
    startRatio: fc.double({ min: 0, max: 1, noNaN: true }),
    wearEurPerMWh: fc.constantFrom(0, 5),
    limitKW: fc.constantFrom(0, 500, 3_000),
    awayFrom: fc.integer({ min: 0, max: n }),
    secondsGone: fc.integer({ min: 0, max: 899 }),
    isPeakCharged: fc.boolean(),
    running: fc.constantFrom('', 'electrolyser', 'fuel-cell'),
  })
  .map(({ prices, units, startRatio, wearEurPerMWh, limitKW, awayFrom, secondsGone, isPeakCharged, running }) => {
    const powerKW = all(n, 1_000).map((value, t) => (t >= awayFrom && t < awayFrom + 4 ? 0 : value))
    const problem = smallProblem(
      {
        importPriceEurPerMWh: prices.map((price) => price + 3),
        exportPriceEurPerMWh: prices,
        importLimitKW: all(n, limitKW),
        storages: [
          battery(n, {
            startKWh: 2_000 * startRatio,
            wearEurPerMWh,
            chargeLimitKW: powerKW,
            dischargeLimitKW: powerKW,
          }),
          flywheels(n, { startKWh: 200 * startRatio, wearEurPerMWh: 0 }),
        ],
        units: [...units.map((change, i): PlanUnit => container(n, `container-${i}`, change)), ...stacks(running)],
        feeders: [
          { name: 'feeder', limitKW: 1_800, members: ['container-0', 'container-1', 'battery'], givenKW: all(n, -50) },
        ],
        edges: Array.from({ length: n + 1 }, (_, t) => t * quarterMs + (t === 0 ? secondsGone * 1_000 : 0)),
      },
      n,
    )
    if (!isPeakCharged) delete problem.demandCharge
    return problem
  })

test('every plan passes the independent check, whatever is asked of the site', () => {
  fc.assert(
    fc.property(problems, (problem) => {
      expect(problemFaults(problem)).toEqual([])
      const scheduler = createScheduler({ solver, nowMs: () => performance.now() })
      const schedule = scheduler.make(problem)
      scheduler.close()
      expect(checkPlan(problem, schedule).faults).toEqual([])
    }),
    { numRuns: 60 },
  )
}, 60_000)

test('a new plan from the basis of the last one is as good as one from nothing', () => {
  fc.assert(
    fc.property(problems, problems, (first, second) => {
      const [warm, cold] = [0, 1].map(() => createScheduler({ solver, nowMs: () => performance.now() }))
      if (!warm || !cold) throw new Error('no scheduler')
      const shaped = { ...second, units: first.units }
      warm.make(first)
      const [again, fresh] = [warm.make(shaped), cold.make(shaped)]
      warm.close()
      cold.close()
      expect(checkPlan(shaped, again).faults).toEqual([])
      expect(Math.abs(again.boundEur - fresh.boundEur)).toBeLessThan(0.01 + 1e-6 * Math.abs(fresh.boundEur))
    }),
    { numRuns: 25 },
  )
}, 60_000)

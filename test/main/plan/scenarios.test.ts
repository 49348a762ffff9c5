import { beforeAll, describe, expect, test } from 'vitest'
import { checkPlan } from '../../../main/plan/check/check-plan.ts'
import { createScheduler } from '../../../main/plan/make-schedule.ts'
import { createSolver, type Solver } from '../../../main/plan/model/solver.ts'
import type { PlanProblem } from '../../../main/plan/problem.ts'
import type { Schedule } from '../../../main/plan/schedule.ts'
import { all, battery, container, flywheels, hydrogenUnits, quarterMs, smallProblem } from './small-problem.ts'

let solver: Solver
beforeAll(async () => {
  solver = await createSolver()
})

const n = 48

interface Expectation {
  /** Limits that break, by name; none when left out. */
  broken?: readonly string[]
  /** Largest gap, ratio; 0.01 when left out. */
  gap?: number
  also?: (schedule: Schedule) => void
}

const flat = (price: number) => ({
  importPriceEurPerMWh: all(n, price + 4),
  exportPriceEurPerMWh: all(n, price - 1),
})
const energyOf = (values: readonly number[]) => values.reduce((sum, v) => sum + v / 4, 0)
const away = { maxKW: all(n, 0) }
const off = { isOn: false, forMs: quarterMs, powerKW: 0 }
const tanksWith = (startKWh: number) => smallProblem().tanks.map((tank) => Object.assign({}, tank, { startKWh }))
const spike = all(n, 30).map((price, t) => (t >= 30 && t < 34 ? 4_965 : price))

/** What the planner is given, and what must come of it. */
const scenarios: [string, Partial<PlanProblem>, Expectation][] = [
  ['an ordinary day', {}, {}],
  [
    'negative prices all day',
    flat(-60),
    { also: ({ importKW }) => expect(energyOf(importKW)).toBeGreaterThan(20_000) },
  ],
  [
    'the highest price of the year: everything sells, mining stops, the connection holds',
    { importPriceEurPerMWh: spike.map((p) => p + 4), exportPriceEurPerMWh: spike.map((p) => p - 1) },
    {
      also: ({ onOff, exportKW }) => {
        expect(onOff.slice(0, 3).map((path) => path[31])).toEqual([0, 0, 0])
        expect(exportKW[31]).toBeGreaterThan(500)
      },
    },
  ],
  [
    'prices that jump every quarter-hour',
    {
      importPriceEurPerMWh: all(n, 0).map((_, t) => (t % 2 === 0 ? 300 : -40)),
      exportPriceEurPerMWh: all(n, 0).map((_, t) => (t % 2 === 0 ? 295 : -45)),
    },
    { gap: 0.04 },
  ],
  ['break-even all day: mining earns what energy costs', flat(51), { gap: 0.02 }],
  [
    'five identical containers',
    { units: [...[1, 2, 3, 4, 5].map((k) => container(n, `container-${k}`)), ...hydrogenUnits(n)] },
    { gap: 0.015 },
  ],
  ['one price for import and export', { importPriceEurPerMWh: smallProblem().exportPriceEurPerMWh }, {}],
  ['a connection of 1.2 MW', { importLimitKW: all(n, 1_200), exportLimitKW: all(n, 300) }, { gap: 0.02 }],
  [
    'no container there and negative prices: nothing is burnt in a storage',
    {
      ...flat(-120),
      units: [...[1, 2].map((k) => container(n, `container-${k}`, away)), ...hydrogenUnits(n)],
      storages: [battery(n, { wearEurPerMWh: 0 }), flywheels(n, { wearEurPerMWh: 0 })],
    },
    { gap: 1 },
  ],
  [
    'AGM below its 80 % at the start: it is charged first',
    {
      storages: [battery(n, { id: 'agm', floorKWh: 1_600, ceilingKWh: 2_000, startKWh: 1_200, isForEmergency: false })],
      emergencyKWh: all(n, 0),
    },
    { broken: ['lowest energy of agm'], also: ({ storages }) => expect(storages[0]?.chargeKW[0]).toBeCloseTo(1_000) },
  ],
  [
    'a storage above its highest energy is not charged further',
    { storages: [battery(n, { startKWh: 1_980 }), flywheels(n)] },
    { also: ({ storages }) => expect(storages[0]?.storedKWh[0]).toBeLessThanOrEqual(1_900.1) },
  ],
  ['tank empty', { tanks: tanksWith(200) }, {}],
  ['tank full', { tanks: tanksWith(4_000) }, {}],
  [
    'the peak just above what the month has seen, at the full rate',
    { demandCharge: { eurPerKW: 12, peakSoFarKW: 900, isCharged: all(n, 1).map((v) => v === 1) } },
    { gap: 0.02, also: ({ importKW }) => expect(Math.max(...importKW)).toBeLessThan(1_000) },
  ],
  [
    'a reserve that nobody can give is named',
    { reserve: { upKW: all(n, 20_000), downKW: all(n, 0) } },
    { broken: ['reserve upwards'] },
  ],
  [
    'an emergency reserve larger than the storage is named',
    { emergencyKWh: all(n, 5_000) },
    { broken: ['emergency reserve'] },
  ],
  [
    'everything off and away but the load, which the connection carries',
    { units: ['container-1', 'electrolyser', 'fuel-cell'].map((id) => container(n, id, { ...away, start: off })) },
    {},
  ],
  [
    'a load above the connection: the import limit breaks, not a device',
    { loadDrawKW: all(n, 9_000), reserve: { upKW: all(n, 0), downKW: all(n, 0) }, emergencyKWh: all(n, 0) },
    { broken: ['import limit'] },
  ],
  [
    'agreed relief against the connection: the contract breaks first',
    {
      loadDrawKW: all(n, 3_500),
      sources: [],
      commitments: [
        {
          name: 'relief',
          minKW: all(n, 0).map(() => undefined),
          maxKW: all(n, 0).map((_, t) => (t > 20 ? 1_000 : undefined)),
          penaltyEurPerMWh: 600,
        },
      ],
    },
    { broken: ['relief, at most'] },
  ],
  [
    'two of three alike are promised for two hours at a price that does not pay: these run, and the third does not',
    {
      ...flat(400),
      units: ['container-1', 'container-2', 'container-3'].map((id) => container(n, id, { start: off })),
      tanks: [],
      reserve: { upKW: all(n, 0), downKW: all(n, 0) },
      commitments: [
        {
          name: 'use of surplus',
          members: ['container-2', 'container-3'],
          minKW: all(n, 0).map(() => undefined),
          maxKW: all(n, 0).map((_, t) => (t >= 20 && t < 28 ? -2_000 : undefined)),
          penaltyEurPerMWh: 5_000,
        },
      ],
    },
    {
      also: ({ onOff, unitsKW }) => {
        const steps = [...all(n, 0).keys()]
        expect(steps.filter((t) => onOff[1]?.[t] && onOff[2]?.[t])).toEqual(steps.slice(20, 28))
        expect(onOff[0]?.some(Boolean)).toBe(false)
        expect((unitsKW[1]?.[24] ?? 0) + (unitsKW[2]?.[24] ?? 0)).toBeCloseTo(2_000)
      },
    },
  ],
  [
    'one step into the minimum time: it runs on',
    {
      ...flat(400),
      units: [container(n, 'container-1', { start: { isOn: true, forMs: quarterMs, powerKW: 1_300 } })],
      tanks: [],
      reserve: { upKW: all(n, 0), downKW: all(n, 0) },
    },
    { also: ({ onOff }) => expect([...(onOff[0] ?? [])].slice(0, 5)).toEqual([1, 1, 1, 0, 0]) },
  ],
]

describe('scenarios', () => {
  test.each(scenarios)('%s', (_, change, { broken = [], gap = 0.01, also }) => {
    const problem = smallProblem(change, n)
    const scheduler = createScheduler({ solver, nowMs: () => performance.now() })
    const schedule = scheduler.make(problem, { gapRatio: 0.001, timesRelaxed: 100, leastMs: 0, budgetMs: 5_000 })
    scheduler.close()
    const checked = checkPlan(problem, schedule)
    expect(checked.faults).toEqual([])
    expect([...new Set(checked.broken.map(({ limit }) => limit))]).toEqual(broken)
    expect(schedule.gapRatio).toBeLessThanOrEqual(gap)
    also?.(schedule)
  })
})

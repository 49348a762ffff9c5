import { beforeAll, describe, expect, test } from 'vitest'
import { checkPlan } from '../../../main/plan/check/check-plan.ts'
import { createScheduler } from '../../../main/plan/make-schedule.ts'
import { createSolver } from '../../../main/plan/model/solver.ts'
import type { PlanProblem } from '../../../main/plan/problem.ts'
import type { Schedule, StorageSchedule } from '../../../main/plan/schedule.ts'
import { smallProblem } from './small-problem.ts'

/** A step in which every kind of thing is somewhere inside or at its limit; mutations move it by 1 kW. */
let problem: PlanProblem
let schedule: Schedule

beforeAll(async () => {
  problem = smallProblem()
  const scheduler = createScheduler({ solver: await createSolver(), nowMs: () => performance.now() })
  schedule = scheduler.make(problem)
  scheduler.close()
})

const changed = (values: readonly number[], step: number, by: number) => values.map((v, t) => (t === step ? v + by : v))

function withStorage(place: number, change: (storage: StorageSchedule) => Partial<StorageSchedule>): Schedule {
  return {
    ...schedule,
    storages: schedule.storages.map((s, i) => (i === place ? { ...s, ...change(s) } : s)),
  }
}

function withUnit(place: number, step: number, powerKW: number, isOn: number): Schedule {
  const unitsKW = schedule.unitsKW.map((row, i) => (i === place ? row.map((v, t) => (t === step ? powerKW : v)) : row))
  const onOff = schedule.onOff.map((row, i) => (i === place ? row.map((v, t) => (t === step ? isOn : v)) : row))
  return { ...schedule, unitsKW, onOff }
}

test('the plan itself is accepted and costs what it says', () => {
  const { faults, costEur } = checkPlan(problem, schedule)
  expect(faults).toEqual([])
  expect(costEur).toBeCloseTo(schedule.costEur, 6)
})

describe('the same plan with one thing wrong is refused', () => {
  const mutations: [string, () => Schedule, RegExp][] = [
    [
      '1 kW more import',
      () => ({ ...schedule, importKW: changed(schedule.importKW, 3, 1) }),
      /residual of the bus in step 3/,
    ],
    [
      'import and export at once',
      () => ({
        ...schedule,
        importKW: schedule.importKW.map((v) => v + 1),
        exportKW: schedule.exportKW.map((v) => v + 1),
      }),
      /import and export at once/,
    ],
    [
      '1 kW more than the sun gives',
      () => ({ ...schedule, sourcesKW: schedule.sourcesKW.map((row) => changed(row, 20, 5_000)) }),
      /pv in step 20/,
    ],
    [
      'a battery that charges and discharges',
      () =>
        withStorage(0, (s) => ({
          chargeKW: s.chargeKW.map((v) => v + 1),
          dischargeKW: s.dischargeKW.map((v) => v + 1),
        })),
      /charges and discharges at once/,
    ],
    [
      '1 kWh from nowhere',
      () => withStorage(0, (s) => ({ storedKWh: changed(s.storedKWh, 9, 1) })),
      /energy of battery after step 9/,
    ],
    [
      '1 kW beyond the converter',
      () => withStorage(1, (s) => ({ dischargeKW: changed(s.dischargeKW, 4, 501) })),
      /discharging of flywheels in step 4/,
    ],
    [
      'a negative charge',
      () => withStorage(0, (s) => ({ chargeKW: changed(s.chargeKW, 4, -2_000) })),
      /charging of battery/,
    ],
    ['a container below its lowest draw', () => withUnit(1, 5, 519, 1), /power of container-2 in step 5/],
    ['a container above its highest draw', () => withUnit(1, 5, 1_301, 1), /power of container-2 in step 5/],
    ['a container that draws while off', () => withUnit(1, 5, 1, 0), /power of container-2 in step 5/],
    [
      'half a container',
      () => withUnit(1, 5, 600, 0.5 as number),
      /container-2 (changes|is neither|in step)|power of container-2/,
    ],
    ['a stop of one step', () => withUnit(1, 30, 0, 0), /container-2 changes in step 31 after 15 min, it needs 30/],
    [
      'a start within the time it must still rest',
      () => ({
        ...schedule,
        onOff: schedule.onOff.map((row, i) => (i === 2 ? row.map((v, t) => (t < 4 ? 1 : v)) : row)),
      }),
      /container-3 changes in step 0 after 15 min, it needs 30/,
    ],
    ['a cost that is not its own', () => ({ ...schedule, costEur: schedule.costEur - 1 }), /it says it costs/],
    ['a bound above its cost', () => ({ ...schedule, boundEur: schedule.costEur + 1 }), /below the bound/],
    ['a step too few', () => ({ ...schedule, importKW: schedule.importKW.slice(1) }), /not every series has/],
    [
      'a value that is no number',
      () => ({ ...schedule, importKW: changed(schedule.importKW, 0, Number.NaN) }),
      /not a number/,
    ],
    ['a storage left out', () => ({ ...schedule, storages: schedule.storages.slice(1) }), /not all storages/],
  ]
  test.each(mutations)('%s', (_, mutate, fault) => {
    expect(checkPlan(problem, mutate()).faults.join('\n')).toMatch(fault)
  })
})

const most = (values: readonly number[]) => Math.max(...values)

describe('the same plan under a limit 1 kW tighter than it uses', () => {
  const tighter: [string, () => PlanProblem, RegExp][] = [
    [
      'import',
      () => ({ ...problem, importLimitKW: problem.importLimitKW.map(() => most(schedule.importKW) - 1) }),
      /^import limit$/,
    ],
    [
      'export',
      () => ({ ...problem, exportLimitKW: problem.exportLimitKW.map(() => most(schedule.exportKW) - 1) }),
      /^export limit$/,
    ],
    [
      'emergency reserve',
      () => ({ ...problem, emergencyKWh: problem.edges.slice(1).map(() => 2_500) }),
      /^emergency reserve$/,
    ],
    [
      'reserve upwards',
      () => ({
        ...problem,
        reserve: { upKW: problem.edges.slice(1).map(() => 50_000), downKW: problem.edges.slice(1).map(() => 0) },
      }),
      /^reserve upwards$/,
    ],
    [
      'agreed power',
      () => ({
        ...problem,
        commitments: [
          {
            name: 'relief for the grid',
            minKW: problem.edges.slice(1).map(() => undefined),
            maxKW: problem.edges.slice(1).map(() => most(schedule.importKW) - 1),
            penaltyEurPerMWh: 900,
          },
        ],
      }),
      /^relief for the grid, at most$/,
    ],
  ]
  test.each(tighter)('%s is named, and the cost is no longer what the plan says', (_, change, name) => {
    const { broken, faults } = checkPlan(change(), schedule)
    expect(broken.map(({ limit }) => limit).some((limit) => name.test(limit))).toBe(true)
    expect(faults.join('\n')).toMatch(/it says it costs/)
  })

  test('a converter or a container has no price: beyond it is refused', () => {
    const [storage] = problem.storages
    if (!storage) throw new Error('no storage')
    const limit = most(schedule.storages[0]?.dischargeKW ?? []) - 1
    const storages = [
      { ...storage, dischargeLimitKW: storage.dischargeLimitKW.map(() => limit) },
      ...problem.storages.slice(1),
    ]
    expect(checkPlan({ ...problem, storages }, schedule).faults.join('\n')).toMatch(/discharging of battery/)
  })
})

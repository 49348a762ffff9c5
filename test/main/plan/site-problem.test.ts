import { describe, expect, test } from 'vitest'
import type { Instruction } from '../../../domain/instruction.ts'
import { problemFaults } from '../../../main/plan/check/check-problem.ts'
import { stepCount } from '../../../main/plan/problem.ts'
import { createRunBook } from '../../../main/plan/site/run-book.ts'
import { siteProblem, watchedUnits } from '../../../main/plan/site/site-problem.ts'
import type { SiteView } from '../../../main/plan/site/site-view.ts'
import { certain, imageWith, ordinary, plannedSite, pricesFrom, type Values } from './planned-site.ts'

const noon = Date.UTC(2024, 5, 12, 12, 7)
const hour = 3_600_000

/** The site of the tests as it is seen at seven past noon. */
function viewWith(change: Partial<SiteView> = {}, values: Values = ordinary, file: object = {}): SiteView {
  return {
    site: plannedSite(file),
    now: noon,
    image: imageWith(values, noon),
    authorityOf: () => 'control',
    instructions: [],
    commitments: [],
    outlook: {
      forecastFor: (quantity, edges) => (quantity === 'load' ? certain(quantity, edges, -1_000) : undefined),
      prices: () => pricesFrom(noon, () => 60),
    },
    hashpriceOf: () => null,
    peakSoFarKW: 0,
    runs: createRunBook(),
    ...change,
  }
}

function order(change: Partial<Instruction>): Instruction {
  return {
    id: 'i',
    source: 'operator',
    owner: 'Ada',
    reason: 'test',
    kind: 'setpoint',
    assetId: 'container-1',
    powerKW: -600,
    from: noon,
    until: noon + hour,
    state: 'active',
    outcome: 'pending',
    outcomeDetail: '',
    ...change,
  }
}

function firstContainer(view: SiteView) {
  return siteProblem(view).problem.units.find(({ id }) => id === 'container-1')
}

describe('the site as a problem', () => {
  test('the first step is what is left of the quarter, the count is always the same', () => {
    const { problem } = siteProblem(viewWith())
    expect(problem.edges[1]).toBe(Date.UTC(2024, 5, 12, 12, 15))
    expect(stepCount(problem)).toBe(24)
    expect(problemFaults(problem)).toEqual([])
    const late = siteProblem(viewWith({ now: Date.UTC(2024, 5, 12, 12, 14, 50) }))
    expect(late.problem.edges[1]).toBe(Date.UTC(2024, 5, 12, 12, 30))
    expect(stepCount(late.problem)).toBe(24)
  })

  test('hours beyond the quarters', () => {
    const { problem } = siteProblem(viewWith({}, ordinary, { plan: { horizonHours: 6, hourlyBeyondHours: 10 } }))
    expect(stepCount(problem)).toBe(34)
    expect((problem.edges[34] ?? 0) - (problem.edges[33] ?? 0)).toBe(hour)
  })

  test('states of charge, wear and efficiency are those of the asset models', () => {
    const [battery, flywheels] = siteProblem(viewWith()).problem.storages
    expect(battery).toMatchObject({ id: 'li-ion', startKWh: 1_000, floorKWh: 100, ceilingKWh: 1_900 })
    expect(battery?.wearEurPerMWh).toBeGreaterThan(3)
    expect(flywheels).toMatchObject({ id: 'flywheels', startKWh: 175, lossPerHRatio: 1 / 80 })
  })

  test('a container earns by its hashprice: 46 PH/s x 0.045 EUR per TH/s and day at 1.3 MW', () => {
    expect(firstContainer(viewWith())?.costEurPerMWh).toBeCloseTo(-(46_000 * 0.045) / 24 / 1.3, 6)
    expect(firstContainer(viewWith({ hashpriceOf: () => 0.02 }))?.costEurPerMWh).toBeCloseTo(
      -(46_000 * 0.02) / 24 / 1.3,
      6,
    )
  })

  test('a person’s order is load until it ends, and the asset is free afterwards', () => {
    const { problem, givenKW } = siteProblem(viewWith({ instructions: [order({})] }))
    const unit = problem.units.find(({ id }) => id === 'container-1')
    expect(unit?.maxKW.slice(0, 6)).toEqual([0, 0, 0, 0, 1_300, 1_300])
    expect(problem.loadDrawKW.slice(2, 6)).toEqual([1_600, 1_600, 1_000, 1_000])
    expect(givenKW.get('container-1')?.slice(2, 6)).toEqual([-600, -600, undefined, undefined])
  })

  const lost: [string, Partial<SiteView>, Values][] = [
    ['monitored only', { authorityOf: (id) => (id === 'li-ion' ? 'monitor' : 'control') }, ordinary],
    ['without a reading of its power', {}, { ...ordinary, 'li-ion activePowerKW': Number.NaN }],
    ['in fault', {}, { ...ordinary, 'li-ion state': 8 }],
  ]
  test.each(lost)('a battery that is %s is not planned with', (_, change, values) => {
    const { [`li-ion activePowerKW`]: powerKW, ...rest } = values
    const seen = Number.isNaN(powerKW) ? rest : values
    expect(siteProblem(viewWith(change, seen as Values)).problem.storages.map(({ id }) => id)).toEqual(['flywheels'])
  })

  test('limits of the grid hold in their time only', () => {
    const limit = order({ kind: 'limit', subject: 'importLimit', assetId: 'grid', powerKW: 1_200 })
    const { importLimitKW } = siteProblem(viewWith({ instructions: [limit] })).problem
    expect(importLimitKW.slice(2, 6)).toEqual([1_200, 1_200, 3_950, 3_950])
  })

  test('an agreement is bounds with its penalty; the peak target is a wish below it', () => {
    const commitment = {
      id: 'c',
      counterparty: 'utility',
      label: 'delivery',
      from: noon + hour,
      until: noon + 2 * hour,
      powerKW: -500,
      toleranceKW: 50,
      penaltyEurPerMWh: 900,
    }
    const file = { controllers: { peakShaving: { aboveKW: 2_000 } }, plan: { horizonHours: 6 } }
    const { commitments } = siteProblem(viewWith({ commitments: [commitment] }, ordinary, file)).problem
    expect(commitments.map(({ name }) => name)).toEqual(['delivery', 'peak shaving target'])
    expect(commitments[0]?.minKW.slice(3, 6)).toEqual([undefined, -550, -550])
    expect(commitments[1]?.maxKW[0]).toBeCloseTo(1_900)
    expect(commitments[1]?.penaltyEurPerMWh).toBeLessThan(commitments[0]?.penaltyEurPerMWh ?? 0)
  })

  test('a month’s demand charge weighs by what is left of the month, in full on its last day', () => {
    const file = { plan: { horizonHours: 6, demandCharge: { eurPerKWMonth: 12 } } }
    const at = (now: number) => siteProblem(viewWith({ now, peakSoFarKW: 900 }, ordinary, file)).problem.demandCharge
    const prices = { prices: () => pricesFrom(Date.UTC(2024, 5, 30, 19), () => 60), forecastFor: () => undefined }
    const last = siteProblem(viewWith({ now: Date.UTC(2024, 5, 30, 19), outlook: prices }, ordinary, file)).problem
    expect(at(noon)?.eurPerKW).toBeCloseTo((12 * 6) / 444, 1)
    expect(at(noon)?.peakSoFarKW).toBe(900)
    expect(last.demandCharge?.eurPerKW).toBeCloseTo(12, 1)
  })
})

describe('since when a unit runs', () => {
  const units = watchedUnits(plannedSite().assets)
  const startOf = (steps: [atMs: number, values: Values][], id: string, now: number) => {
    const runs = createRunBook()
    for (const [at, values] of steps) runs.observe(imageWith(values, at), units)
    return runs.startOf(id, now)
  }
  test('one that ran before the engine did has kept every minimum time', () => {
    expect(startOf([[noon, ordinary]], 'container-1', noon)).toMatchObject({ isOn: true, powerKW: 1_300 })
    expect(startOf([[noon, ordinary]], 'container-1', noon).forMs).toBeGreaterThan(24 * hour)
  })
  test('one that stops is off from then on; a missing reading changes nothing', () => {
    const off = { ...ordinary, 'container-1 activePowerKW': -6, 'container-1 state': 5 }
    const steps: [number, Values][] = [
      [noon, ordinary],
      [noon + 60_000, off],
      [noon + 120_000, {}],
    ]
    expect(startOf(steps, 'container-1', noon + 180_000)).toEqual({ isOn: false, forMs: 120_000, powerKW: 0 })
  })
  test('the stacks of a hydrogen storage are told apart by the sign of its power', () => {
    const filling = { ...ordinary, 'hydrogen activePowerKW': -200 }
    expect(startOf([[noon, filling]], 'hydrogen/electrolyser', noon).isOn).toBe(true)
    expect(startOf([[noon, filling]], 'hydrogen/fuel-cell', noon).isOn).toBe(false)
  })
})

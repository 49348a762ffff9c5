import { beforeAll, describe, expect, test } from 'vitest'
import type { PriceState } from '../../../domain/dispatch/forecast.ts'
import { type Plan, planAt } from '../../../domain/dispatch/plan.ts'
import type { Instruction } from '../../../domain/instruction.ts'
import { createSolver, type Solver } from '../../../main/plan/model/solver.ts'
import { plannerOf } from './planned-site.ts'

let solver: Solver
beforeAll(async () => {
  solver = await createSolver()
})

const minute = 60_000

/** Started, with the first plan made. */
async function started(change: object = {}) {
  const run = plannerOf(solver, change)
  run.planner.start()
  await pass(run, 2_000)
  return run
}

/** Lets time pass by the second, and what follows from it happen. */
async function pass({ clock }: ReturnType<typeof plannerOf>, spanMs: number) {
  for (let left = spanMs; left > 0; left -= 1_000) {
    await clock.advance(1_000)
    await Promise.resolve()
  }
  await new Promise(setImmediate)
}

describe('planning goes on by itself', () => {
  test('the first plan comes at once and holds every asset, positive into the bus', async () => {
    const { planner, clock } = await started()
    const plan = planner.current()
    const now = plan && planAt(plan, clock.now())
    expect(Object.keys(plan?.assets ?? {}).toSorted()).toEqual(
      ['container-1', 'container-2', 'flywheels', 'hydrogen', 'li-ion', 'pv'].toSorted(),
    )
    expect(now?.powerKW['container-1']).toBeLessThanOrEqual(0)
    const sum = Object.values(now?.powerKW ?? {}).reduce((all, kW) => all + kW, 0)
    expect((now?.gridKW ?? 0) + sum - 1_000).toBeCloseTo(0, 3)
    expect(now?.storedValueEurPerMWh['li-ion']).toBeGreaterThan(0)
    expect(planner.status()).toMatchObject({ state: 'good', detail: '' })
    await planner.stop()
  })

  test('a new one each five minutes', async () => {
    const run = await started()
    const ids: string[] = []
    run.planner.onPlan(({ id }) => void ids.push(id))
    await pass(run, 10 * minute + 2_000)
    expect(ids).toEqual(['plan-2', 'plan-3'])
    await run.planner.stop()
  })

  const limit: Instruction = {
    id: 'i1',
    source: 'grid',
    owner: 'DSO',
    reason: 'congestion',
    kind: 'limit',
    subject: 'importLimit',
    assetId: 'grid',
    powerKW: 1_200,
    from: Date.UTC(2024, 5, 12, 12),
    until: Date.UTC(2024, 5, 12, 20),
    state: 'active',
    outcome: 'pending',
    outcomeDetail: '',
  }
  const events: [
    string,
    (run: Awaited<ReturnType<typeof started>>) => void,
    string,
    (plan?: Plan) => unknown,
    unknown,
  ][] = [
    [
      'an asset is lost',
      ({ values }) => void delete values['li-ion activePowerKW'],
      'The li-ion lost or back',
      (plan) => plan?.assets['li-ion'],
      undefined,
    ],
    [
      'a limit comes',
      ({ world }) => void (world.view = { instructions: [limit] }),
      'limit or order of the site changed',
      (plan) => Math.max(...(plan?.gridKW ?? [])) < 1_200.01,
      true,
    ],
    [
      'prices of tomorrow come',
      ({ world }) => void (world.prices = { knownUntil: 1 }),
      'price changed',
      (plan) => plan?.id,
      'plan-2',
    ],
  ]
  test.each(events)('and within seconds when %s', async (_, happens, why, of, expected) => {
    const run = await started()
    await pass(run, 10_000)
    happens(run)
    await pass(run, 12_000)
    const plan = run.planner.current()
    expect(plan?.madeFor).toBe(why)
    expect(of(plan)).toBe(expected)
    await run.planner.stop()
  })
})

describe('fault 63: no plan is made of a price that is not to be believed', () => {
  const states: [PriceState, string][] = [
    ['stale', 'the source gave no price for the present quarter'],
    ['implausible', '100 times the usual'],
    ['missing', 'no price has come yet'],
  ]
  test.each(states)('%s: the last valid plan, then safe rules, and it says so', async (state, detail) => {
    const run = await started()
    const first = run.planner.current()
    run.world.prices = { state, detail }
    await pass(run, 20 * minute)
    expect(run.planner.current()).toBe(first)
    expect(run.planner.status()).toMatchObject({ state: 'late', detail: `The price is ${state}: ${detail}` })
    expect(run.planner.conditions().map(({ code }) => code)).toEqual(['plan.late'])
    await pass(run, 45 * minute)
    expect(run.planner.current()).toBeUndefined()
    expect(run.planner.conditions().map(({ code }) => code)).toEqual(['plan.none'])
    run.world.prices = {}
    await pass(run, 12_000)
    expect(run.planner.status().state).toBe('good')
    await run.planner.stop()
  })

  test('a negative price is a price: the site draws what it can', async () => {
    const run = plannerOf(solver)
    run.world.priceAt = () => -80
    run.planner.start()
    await pass(run, 2_000)
    const plan = run.planner.current()
    expect(plan?.assets['container-1']?.powerKW.every((kW) => kW < -1_200)).toBe(true)
    await run.planner.stop()
  })

  test('what is not known and not forecast is taken to be as the day before', async () => {
    const run = plannerOf(solver, { plan: { horizonHours: 30 } })
    run.planner.start()
    await pass(run, 2_000)
    const plan = run.planner.current()
    expect(plan?.importPriceEurPerMWh[110]).toBeCloseTo(plan?.importPriceEurPerMWh[14] ?? 0, 6)
    await run.planner.stop()
  })

  test('no price at all: no plan rather than a guess', async () => {
    const run = plannerOf(solver)
    run.world.prices = { importEurPerMWh: [], exportEurPerMWh: [] }
    run.planner.start()
    await pass(run, 2_000)
    expect(run.planner.current()).toBeUndefined()
    expect(run.planner.status()).toMatchObject({ state: 'waiting', detail: 'No price is known for the time ahead.' })
    await run.planner.stop()
  })
})

describe('fault 64: the planner fails', () => {
  test('the last valid plan until it expires, then none; soon again when the solver is back', async () => {
    const run = await started({ plan: { horizonHours: 6, keepMin: 30 } })
    run.thread.isBroken = true
    await pass(run, 25 * minute)
    const { state, expiresAt, madeAt } = run.planner.status()
    expect(state).toBe('late')
    expect((expiresAt ?? 0) - (madeAt ?? 0)).toBe(30 * minute)
    expect(run.planner.conditions()[0]?.text).toMatch(/expires in 5 min/)
    await pass(run, 6 * minute)
    expect(run.planner.current()).toBeUndefined()
    run.thread.isBroken = false
    await pass(run, minute + 2_000)
    expect(run.planner.status().state).toBe('good')
    await run.planner.stop()
  })

  test('a reading that is missing takes its asset out of the plan, not the plan away', async () => {
    const run = plannerOf(solver)
    delete run.values['li-ion socPct']
    delete run.values['hydrogen socPct']
    run.planner.start()
    await pass(run, 2_000)
    const plan = run.planner.current()
    expect(plan?.assets['flywheels']?.energyKWh?.length).toBe(24)
    expect(plan?.assets['li-ion']?.energyKWh).toBeUndefined()
    await run.planner.stop()
  })
})

test('switched off by the site file it does nothing', async () => {
  const { planner } = await started({ plan: { enabled: false } })
  expect(planner.current()).toBeUndefined()
  expect(planner.status().state).toBe('off')
  expect(planner.conditions()).toEqual([])
})

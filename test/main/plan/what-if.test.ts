import { beforeAll, describe, expect, test } from 'vitest'
import type { PlanFigures, WhatIf } from '../../../domain/rpc/plan.ts'
import { createSolver, type Solver } from '../../../main/plan/model/solver.ts'
import { plannerOf } from './planned-site.ts'

let solver: Solver
beforeAll(async () => {
  solver = await createSolver()
})

async function asked(ask: Partial<WhatIf>) {
  const { planner, thread } = plannerOf(solver)
  thread.stop = () => Promise.resolve()
  return planner.whatIf({ away: [], ...ask })
}

describe('what would be if', () => {
  const changes: [string, Partial<WhatIf>, (before: PlanFigures, after: PlanFigures) => boolean][] = [
    ['nothing changed', {}, (before, after) => Math.abs(before.costEur - after.costEur) < 1],
    ['energy cost 100 EUR more', { priceShiftEurPerMWh: 100 }, (before, after) => after.minedKWh < before.minedKWh],
    ['energy cost half', { priceFactor: 0.5 }, (before, after) => after.minedKWh >= before.minedKWh],
    ['the connection took 1 MW', { importLimitKW: 1_000 }, (_, after) => after.peakImportKW <= 1_000.1],
    ['nothing could be sold', { exportLimitKW: 0 }, (_, after) => after.exportedKWh < 1],
    ['mining earned nothing', { miningFactor: 0 }, (_, after) => after.minedKWh < 1],
    ['the battery was away', { away: ['li-ion'] }, (before, after) => after.dischargedKWh < before.dischargedKWh],
    ['the containers were away', { away: ['container-1', 'container-2'] }, (_, after) => after.minedKWh < 1],
    [
      'more was kept ready than there is',
      { reserve: { upKW: 50_000, downKW: 0 } },
      (before, after) => before.brokenLimits === 0 && after.brokenLimits > 0,
    ],
  ]
  test.each(changes)('%s', async (_, ask, holds) => {
    const { before, after } = await asked(ask)
    expect(after.figures).toSatisfy((figures: PlanFigures) => holds(before.figures, figures))
  })

  test('one question at a time, and the plan that is followed stays', async () => {
    const { planner, thread } = plannerOf(solver)
    thread.stop = () => Promise.resolve()
    const first = planner.whatIf({ away: [], importLimitKW: 1_000 })
    await expect(planner.whatIf({ away: [] })).rejects.toMatchObject({ code: 'Plan.Busy' })
    await first
    expect(planner.current()).toBeUndefined()
    expect((await planner.whatIf({ away: [] })).before.figures.importedKWh).toBeGreaterThan(0)
  })
})

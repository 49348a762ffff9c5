import { beforeAll, describe, expect, test } from 'vitest'
import { createSolver, type Solver } from '../../../main/plan/model/solver.ts'
import { plannerOf } from './planned-site.ts'

let solver: Solver
beforeAll(async () => {
  solver = await createSolver()
})

const hourMs = 3_600_000

function asked() {
  const { planner, thread, clock } = plannerOf(solver)
  thread.stop = () => Promise.resolve()
  return { planner, now: clock.now() }
}

describe('what taking an asset out would cost', () => {
  test('nothing while it is not there anyway, more the longer it is gone', async () => {
    const { planner, now } = asked()
    const [before = NaN, part = NaN, all = NaN] = await planner.absenceEur('container-1', [
      { from: now - 2 * hourMs, until: now - hourMs },
      { from: now, until: now + 3 * hourMs },
      { from: now, until: now + 7 * hourMs },
    ])
    expect(before).toBeCloseTo(0, 3)
    expect(part).toBeGreaterThan(1)
    expect(all).toBeGreaterThan(part - 0.01)
  })

  test('all of the time is what the question of a person says', async () => {
    const { planner, now } = asked()
    const [all] = await planner.absenceEur('container-1', [{ from: now - hourMs, until: now + 9 * hourMs }])
    const { before, after } = await planner.whatIf({ away: ['container-1'] })
    expect(all).toBeCloseTo(after.figures.costEur - before.figures.costEur, 0)
  })

  test('of both stacks of hydrogen', async () => {
    const { planner, now } = asked()
    const [eur = NaN] = await planner.absenceEur('hydrogen', [{ from: now, until: now + 5 * hourMs }])
    expect(eur).toBeGreaterThanOrEqual(-0.01)
  })

  test('one question at a time', async () => {
    const { planner, now } = asked()
    const first = planner.absenceEur('li-ion', [{ from: now, until: now + hourMs }])
    await expect(planner.absenceEur('li-ion', [])).rejects.toMatchObject({ code: 'Plan.Busy' })
    await first
  })
})

import { afterEach, describe, expect, test } from 'vitest'
import { systemClock } from '../../../main/clock.ts'
import { createPlanningThread, type PlanningThread } from '../../../main/plan/thread/planning-thread.ts'
import { smallProblem } from './small-problem.ts'

const threads: PlanningThread[] = []
afterEach(async () => {
  await Promise.all(threads.splice(0).map((thread) => thread.stop()))
})

function open(timeoutMs: number, entry?: URL): PlanningThread {
  const thread = createPlanningThread({ clock: systemClock, timeoutMs, ...(entry ? { entry } : {}) })
  threads.push(thread)
  return thread
}

/** A thread that answers each problem with these statements; `id` and `port` are there. */
function solverThat(does: string): URL {
  const code = `import { parentPort as port } from 'node:worker_threads'
    port.on('message', ({ id, problem }) => { ${does} })`
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`)
}

const problem = smallProblem({}, 16)

test('a plan is made in a thread of its own, and again from what it left', async () => {
  const thread = open(30_000)
  const [first, second] = [await thread.plan(problem), await thread.plan(problem)]
  expect(second.schedule.boundEur).toBeCloseTo(first.schedule.boundEur, 3)
  expect(second.schedule.costEur).toBeLessThanOrEqual(first.schedule.costEur + 1e-3)
}, 40_000)

describe('fault 64: a solver that fails gives no plan, and says why', () => {
  const wrong: [string, string, RegExp][] = [
    ['hangs', 'for (;;);', /no plan within 0.5 s/],
    ['finds nothing feasible', "port.postMessage({ type: 'failed', id, reason: 'status 8' })", /status 8/],
    ['dies', "throw new Error('out of memory')", /out of memory/],
    ['ends', 'process.exit(3)', /the thread that plans has ended/],
    [
      'answers with what is not a number',
      `const zeros = problem.edges.slice(1).map(() => NaN)
       port.postMessage({ type: 'planned', id, schedule: { importKW: zeros, exportKW: zeros, sourcesKW: [zeros],
         storages: problem.storages.map(() => ({ chargeKW: zeros, dischargeKW: zeros, storedKWh: zeros })),
         unitsKW: problem.units.map(() => zeros), onOff: problem.units.map(() => zeros),
         tanks: problem.tanks.map(() => ({ storedKWh: zeros })), costEur: 0, boundEur: 0 } })`,
      /the check refused the plan: a value is not a number/,
    ],
  ]
  test.each(wrong)('one that %s', async (_, does, reason) => {
    await expect(open(does === 'for (;;);' ? 500 : 20_000, solverThat(does)).plan(problem)).rejects.toThrow(reason)
  })

  test('one that hangs is ended, and the next problem gets another', async () => {
    const thread = open(400, solverThat('for (;;);'))
    await expect(thread.plan(problem)).rejects.toMatchObject({ code: 'Plan.Failed' })
    await expect(thread.plan(problem)).rejects.toThrow(/no plan within/)
  })

  test('numbers that are none do not reach it', async () => {
    const broken = { ...problem, importPriceEurPerMWh: problem.importPriceEurPerMWh.map(() => Number.NaN) }
    await expect(open(500).plan(broken)).rejects.toThrow(/the import price has a value that is not a number/)
  })
})

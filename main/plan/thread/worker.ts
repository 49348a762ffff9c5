import { parentPort } from 'node:worker_threads'
import { createScheduler } from '../make-schedule.ts'
import { createSolver } from '../model/solver.ts'
import type { FromPlanning, ToPlanning } from './messages.ts'

/*
 * Entry of the thread that plans: a solution blocks it for a third of a second and more. It never ends by itself; whoever
 * started it ends it, also in the middle of a solution that takes too long.
 */

const scheduler = createScheduler({ solver: await createSolver(), nowMs: () => performance.now() })
parentPort?.on('message', ({ id, problem, effort }: ToPlanning) => {
  try {
    say({ type: 'planned', id, schedule: scheduler.make(problem, effort) })
  } catch (error) {
    // errors of the solver carry the whole text of its module
    say({ type: 'failed', id, reason: String(error).slice(0, 300) })
  }
})
say({ type: 'ready' })

function say(message: FromPlanning): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(message)
}

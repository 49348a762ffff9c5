import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { Clock, Stop } from '../../../domain/clock.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import type { Ms } from '../../../domain/units.ts'
import { checkPlan, type Checked } from '../check/check-plan.ts'
import { problemFaults } from '../check/check-problem.ts'
import type { Effort } from '../make-schedule.ts'
import type { PlanProblem } from '../problem.ts'
import type { Schedule } from '../schedule.ts'
import type { FromPlanning, ToPlanning } from './messages.ts'

/** A schedule that the independent check has accepted. */
export interface Planned {
  schedule: Schedule
  broken: Checked['broken']
  tookMs: Ms
}

/** Plans in a thread of its own, one problem after the other. */
export interface PlanningThread {
  /**
   * @throws PowerchainError `Plan.Failed` for a problem that makes no sense, a solver that fails, a schedule that the
   * check refuses, and when `timeoutMs` is over: the thread is ended then, and the next problem gets a new one
   */
  plan(problem: PlanProblem, effort?: Effort): Promise<Planned>
  stop(): Promise<void>
}

/** What the thread needs. `entry` is there for tests of a solver that hangs or lies. */
export interface PlanningNeeds {
  clock: Clock
  timeoutMs: Ms
  entry?: URL
}

interface Asked {
  id: number
  problem: PlanProblem
  askedAtMs: Ms
  resolve(planned: Planned): void
  reject(error: PowerchainError): void
  stopTimer: Stop
}

/** A planning thread; it starts with the first problem. */
export function createPlanningThread({ clock, timeoutMs, entry = defaultEntry() }: PlanningNeeds): PlanningThread {
  let worker: Worker | undefined
  let nextId = 1
  const open = new Map<number, Asked>()

  const close = (id: number): Asked | undefined => {
    const asked = open.get(id)
    asked?.stopTimer()
    open.delete(id)
    return asked
  }
  const end = async (reason: string): Promise<void> => {
    const ended = worker
    worker = undefined
    for (const id of open.keys()) close(id)?.reject(failed(reason))
    await ended?.terminate()
  }
  const hear = (message: FromPlanning): void => {
    if (message.type === 'ready') return
    const asked = close(message.id)
    if (!asked) return
    if (message.type === 'failed') asked.reject(failed(message.reason))
    else settle(asked, message.schedule, clock.monotonicMs() - asked.askedAtMs)
  }
  const start = (): Worker => {
    const started = new Worker(entry)
    started.on('message', (message: FromPlanning) => hear(message))
    started.on('error', (error) => {
      if (worker === started) void end(String(error).slice(0, 300))
    })
    started.on('exit', () => {
      if (worker === started) void end('the thread that plans has ended')
    })
    return started
  }
  return {
    plan: (problem, effort) =>
      new Promise((resolve, reject) => {
        const faults = problemFaults(problem)
        if (faults.length > 0) throw failed(faults.slice(0, 3).join('; '))
        const id = nextId++
        const stopTimer = clock.after(timeoutMs, () => void end(`no plan within ${timeoutMs / 1_000} s`))
        open.set(id, { id, problem, askedAtMs: clock.monotonicMs(), resolve, reject, stopTimer })
        worker ??= start()
        const question: ToPlanning = { id, problem, ...(effort ? { effort } : {}) }
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
        worker.postMessage(question)
      }),
    stop: () => end('the engine stops'),
  }
}

/** Nothing that the check refuses goes on, whatever the thread says of it. */
function settle({ problem, resolve, reject }: Asked, schedule: Schedule, tookMs: Ms): void {
  const { faults, broken } = checkPlan(problem, schedule)
  if (faults.length === 0) resolve({ schedule, broken, tookMs })
  else reject(failed(`the check refused the plan: ${faults.slice(0, 3).join('; ')}`))
}

function failed(reason: string): PowerchainError {
  return new PowerchainError('Plan.Failed', `No plan could be made: ${reason}.`)
}

/** Bundled it lies beside this file under the bundle's name; from source it is the TypeScript file itself. */
function defaultEntry(): URL {
  const bundled = new URL('./plan-worker.js', import.meta.url)
  return existsSync(bundled) ? bundled : new URL('./worker.ts', import.meta.url)
}

import { keepOpen } from './model/kept-model.ts'
import { relaxedModel } from './model/relaxed-model.ts'
import type { Solver } from './model/solver.ts'
import type { PlanProblem } from './problem.ts'
import { boundOf, gapRatio, type Schedule, scheduleOf } from './schedule.ts'
import { createDispatch } from './search/dispatch.ts'
import { type EarlierChoice, stillFitting } from './search/last-choice.ts'
import { searchOnOff } from './search/search.ts'
import { couplingDuals } from './search/unit-prices.ts'

/** How long to look for a better schedule, and when it is good enough. */
export interface Effort {
  /** Gap at which the search ends. */
  gapRatio: number
  /** The search ends after so many times what the relaxed programme took, though not before `leastMs`. */
  timesRelaxed: number
  leastMs: number
  budgetMs: number
}

/** A good balance in tries: certified within 0.2 % in most windows, in little more time than a second programme takes. */
export const usualEffort: Effort = { gapRatio: 0.001, timesRelaxed: 2.5, leastMs: 250, budgetMs: 3_000 }

/** Makes schedules of one kind of problem; keeps the programme for the next one. */
export interface Scheduler {
  /** @throws RangeError when the solver fails */
  make(problem: PlanProblem, effort?: Effort): Schedule
  /** How long the relaxed programme took the last time, ms. */
  relaxedMs(): number
  close(): void
}

/** A scheduler; `nowMs` measures spans. One per thread. */
export function createScheduler({ solver, nowMs }: { solver: Solver; nowMs: () => number }): Scheduler {
  const [keptRelaxed, keptDispatch] = [keepOpen(solver), keepOpen(solver)]
  let last: EarlierChoice | undefined
  let relaxedMs = 0
  return {
    make(problem, effort = usualEffort) {
      const began = nowMs()
      const model = relaxedModel(problem)
      const relaxed = keptRelaxed.solve(model.data)
      relaxedMs = nowMs() - began
      const bound = boundOf(problem, model, relaxed)
      const until = began + Math.min(effort.budgetMs, Math.max(effort.leastMs, relaxedMs * effort.timesRelaxed))
      const dispatch = createDispatch(keptDispatch, problem)
      const best = searchOnOff({
        problem,
        groups: model.groups,
        hours: model.physics.hours,
        dispatch,
        relaxed: { values: relaxed.values, duals: couplingDuals(model.physics, relaxed.rowDuals) },
        isGood: (costEur) => gapRatio(problem, costEur, bound) <= effort.gapRatio,
        mayGoOn: () => nowMs() < until,
        last: stillFitting(last, problem),
      })
      last = { onOff: best.onOff, edges: problem.edges }
      return scheduleOf(problem, dispatch.model, best, bound)
    },
    relaxedMs: () => relaxedMs,
    close() {
      keptRelaxed.close()
      keptDispatch.close()
    },
  }
}

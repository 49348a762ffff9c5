import type { Stop } from '../../../domain/clock.ts'
import type { Plan } from '../../../domain/dispatch/plan.ts'
import type { Log } from '../../../domain/log.ts'
import { siteProblem } from '../site/site-problem.ts'
import type { SiteView } from '../site/site-view.ts'
import type { PlanningThread } from '../thread/planning-thread.ts'
import { publishedPlan } from './published.ts'

/** Attempts to plan, one at a time, and what came of them. */
export interface Attempts {
  /** Plans the site as it is seen; does nothing while another attempt is under way. */
  make(view: SiteView, madeFor: string): void
  isUnderWay(): boolean
  /** The last valid plan; a failed attempt leaves it as it is. */
  plan(): Plan | undefined
  /** Why the newest attempt failed; empty after one that did not. */
  failure(): string
  onPlan(listener: (plan: Plan) => void): Stop
}

/** Attempts in a planning thread. */
export function createAttempts(needs: { thread: PlanningThread; newId(): string; log: Log }): Attempts {
  const { thread, newId, log } = needs
  const listeners = new Set<(plan: Plan) => void>()
  let last: Plan | undefined
  let failure = ''
  let isUnderWay = false

  const attempt = async (view: SiteView, madeFor: string): Promise<void> => {
    try {
      const problem = siteProblem(view)
      const planned = await thread.plan(problem.problem)
      last = publishedPlan({ id: newId(), madeAt: view.now, madeFor }, problem, planned)
      failure = ''
      for (const listener of listeners) listener(last)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      if (reason !== failure) log.warn('no new plan', { reason })
      failure = reason
    } finally {
      isUnderWay = false
    }
  }
  return {
    make(view, madeFor) {
      if (isUnderWay) return
      isUnderWay = true
      void attempt(view, madeFor)
    },
    isUnderWay: () => isUnderWay,
    plan: () => last,
    failure: () => failure,
    onPlan(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

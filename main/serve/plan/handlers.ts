import type { Guarded } from '../base.ts'
import type { ServedSite } from '../served-site.ts'

/** Handlers of the economic plan. */
export function planHandlers(base: Guarded, { planner }: ServedSite) {
  return {
    current: base.plan.current.handler(() => ({ plan: planner.current() ?? null, status: planner.status() })),
    whatIf: base.plan.whatIf.handler(({ input }) => planner.whatIf(input)),
  }
}

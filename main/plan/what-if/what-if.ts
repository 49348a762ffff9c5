import { PowerchainError } from '../../../domain/errors.ts'
import type { WhatIf, WhatIfAnswer } from '../../../domain/rpc/plan.ts'
import { publishedPlan } from '../service/published.ts'
import { siteProblem } from '../site/site-problem.ts'
import type { SiteView } from '../site/site-view.ts'
import type { PlanningThread } from '../thread/planning-thread.ts'
import { changedProblem } from './changed-problem.ts'
import { planFigures } from './plan-figures.ts'

/**
 * Plans the site as it is and as a person wants to try it, in a thread that is there for this question alone: the plan
 * that is followed is not disturbed. @throws PowerchainError `Plan.Busy`, `Plan.None`, `Plan.Failed`
 */
export type AskWhatIf = (ask: WhatIf) => Promise<WhatIfAnswer>

/** Answers questions one at a time. */
export function createWhatIf({
  siteView,
  openThread,
}: {
  siteView(): SiteView | undefined
  openThread(): PlanningThread
}): AskWhatIf {
  let isBusy = false
  return async (ask) => {
    if (isBusy) throw new PowerchainError('Plan.Busy', 'Another question is being answered. Ask again in some seconds.')
    const view = siteView()
    if (!view) throw new PowerchainError('Plan.None', 'The engine has not read the site yet.')
    isBusy = true
    const thread = openThread()
    try {
      const now = siteProblem(view)
      const changed = { ...now, problem: changedProblem(now.problem, ask) }
      const origin = { madeAt: view.now, madeFor: 'a question' }
      const before = await thread.plan(now.problem)
      const after = await thread.plan(changed.problem)
      return {
        before: {
          plan: publishedPlan({ ...origin, id: 'before' }, now, before),
          figures: planFigures(now.problem, before),
        },
        after: {
          plan: publishedPlan({ ...origin, id: 'after' }, changed, after),
          figures: planFigures(changed.problem, after),
        },
      }
    } finally {
      isBusy = false
      await thread.stop()
    }
  }
}

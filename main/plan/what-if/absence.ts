import { PowerchainError } from '../../../domain/errors.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'
import type { PlanProblem } from '../problem.ts'
import { siteProblem } from '../site/site-problem.ts'
import type { SiteView } from '../site/site-view.ts'
import type { PlanningThread } from '../thread/planning-thread.ts'

/** A time in which an asset is not there. */
export interface Absence {
  from: EpochMs
  until: EpochMs
}

/**
 * What the site loses by an absence of an asset in each of the spans, EUR, each planned for itself; `undefined` for those
 * that time did not suffice for. In a thread for this question alone. @throws PowerchainError `Plan.Busy`, `Plan.None`, `Plan.Failed`
 */
export type AskAbsence = (assetId: string, spans: readonly Absence[]) => Promise<(number | undefined)[]>

/** No further span is planned after this time. */
const budgetMs: Ms = 2_500

/** Answers questions one at a time. */
export function createAbsence(given: {
  siteView(): SiteView | undefined
  openThread(): PlanningThread
  nowMs(): number
}): AskAbsence {
  const { siteView, openThread, nowMs } = given
  let isBusy = false
  return async (assetId, spans) => {
    if (isBusy) throw new PowerchainError('Plan.Busy', 'Another question is being answered. Ask again in some seconds.')
    const view = siteView()
    if (!view) throw new PowerchainError('Plan.None', 'The engine has not read the site yet.')
    isBusy = true
    const began = nowMs()
    const thread = openThread()
    try {
      const { problem } = siteProblem(view)
      const before = await thread.plan(problem)
      const costs: (number | undefined)[] = []
      for (const span of spans) {
        if (nowMs() - began > budgetMs) break
        const after = await thread.plan(absentProblem(problem, assetId, span))
        costs.push(after.schedule.costEur - before.schedule.costEur)
      }
      return spans.map((_, i) => costs[i])
    } finally {
      isBusy = false
      await thread.stop()
    }
  }
}

/** The problem with an asset gone in the steps that reach into a span. A stack belongs to the asset before the slash. */
export function absentProblem(problem: PlanProblem, assetId: string, { from, until }: Absence): PlanProblem {
  const { edges } = problem
  const isGone = edges.slice(0, -1).map((begin, t) => begin < until && (edges[t + 1] ?? begin) > from)
  const without = (kW: readonly number[]) => kW.map((value, t) => (isGone[t] ? 0 : value))
  return {
    ...problem,
    sources: problem.sources.map((source) =>
      source.id === assetId ? { ...source, availableKW: without(source.availableKW) } : source,
    ),
    storages: problem.storages.map((storage) =>
      storage.id === assetId
        ? {
            ...storage,
            chargeLimitKW: without(storage.chargeLimitKW),
            dischargeLimitKW: without(storage.dischargeLimitKW),
          }
        : storage,
    ),
    units: problem.units.map((unit) =>
      (unit.id.split('/')[0] ?? unit.id) === assetId ? { ...unit, maxKW: without(unit.maxKW) } : unit,
    ),
  }
}

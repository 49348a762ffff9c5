import type { Plan } from '../../../domain/dispatch/plan.ts'
import type { ProofBaseline } from '../../../domain/dispatch/proof.ts'
import type { KW, Ms } from '../../../domain/units.ts'
import type { RunningOrder } from './running-order.ts'

/** Within a shorter time the five minutes before say more than a plan by quarters of an hour. */
const leastMs: Ms = 30 * 60_000

/**
 * What the plan foresaw for the time of a long order, when it was made before anybody knew of it; `undefined` when it says
 * nothing of that, and for sums of meters, which it does not plan.
 */
export function plannedBaseline(plan: Plan | undefined, order: RunningOrder): ProofBaseline | undefined {
  const { from, until, givenAt = from } = order
  const powers = plan && powersOf(plan, order)
  if (!powers || until - from < leastMs || plan.madeAt >= givenAt) return undefined
  const { edges } = plan
  if ((edges[0] ?? Infinity) > from || (edges.at(-1) ?? 0) < until) return undefined
  const first = edges.findLastIndex((edge) => edge <= from)
  const steps = powers
    .map((powerKW, i) => ({ from: edges[i] ?? until, powerKW }))
    .slice(first)
    .filter((step) => step.from < until)
  return { method: 'plan', steps, from, until }
}

function powersOf(plan: Plan, { subject, assetId }: RunningOrder): readonly KW[] | undefined {
  switch (subject) {
    case 'asset':
      return plan.assets[assetId]?.powerKW
    case 'gridPower':
    case 'importLimit':
    case 'exportLimit':
      return plan.gridKW
    default:
      return undefined
  }
}

import type { AlarmCondition } from '../../../domain/alarm.ts'
import type { Plan, PlanStatus } from '../../../domain/dispatch/plan.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'

/** What is known of planning. */
export interface PlanFacts {
  isEnabled: boolean
  /** The last valid plan. */
  plan: Plan | undefined
  /** Why the newest attempt failed; empty after one that did not. */
  failure: string
  everyMs: Ms
  keepMs: Ms
  startedAt: EpochMs
}

/** Plans come a little late without anybody being concerned: after so many periods it is late. */
const periodsUntilLate = 3

/** How planning stands at `now`. */
export function planStatus({ isEnabled, plan, failure, everyMs, keepMs }: PlanFacts, now: EpochMs): PlanStatus {
  if (!isEnabled)
    return { state: 'off', detail: 'switched off by the site file', planId: null, madeAt: null, expiresAt: null }
  if (!plan) return { state: 'waiting', detail: failure, planId: null, madeAt: null, expiresAt: null }
  const { id: planId, madeAt } = plan
  const expiresAt = Math.min(madeAt + keepMs, plan.edges.at(-1) ?? 0)
  const facts = { detail: failure, planId, madeAt, expiresAt }
  if (now >= expiresAt) return { ...facts, state: 'expired' }
  return { ...facts, state: now - madeAt > periodsUntilLate * everyMs ? 'late' : 'good' }
}

/** What a person must know of planning. */
export function planConditions(facts: PlanFacts, now: EpochMs): AlarmCondition[] {
  const { state, detail, expiresAt } = planStatus(facts, now)
  const response = 'Look at what the planner says of prices and forecasts; the rules of the site hold meanwhile.'
  if (state === 'late') {
    const text = `The plan is late and expires in ${minutes((expiresAt ?? now) - now)} min. ${detail}`
    return [{ code: 'plan.late', priority: 3, text, response }]
  }
  const isNone =
    state === 'expired' || (state === 'waiting' && now - facts.startedAt > periodsUntilLate * facts.everyMs)
  return isNone
    ? [{ code: 'plan.none', priority: 2, text: `There is no valid plan: safe rules. ${detail}`, response }]
    : []
}

function minutes(ms: Ms): number {
  return Math.max(0, Math.round(ms / 60_000))
}

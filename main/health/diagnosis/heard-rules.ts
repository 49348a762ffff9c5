import type { HealthRule, RuleEvent } from '../../../domain/health/rules.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { dayMs } from '../history.ts'

/** Rules as far as the diagnosis listens to them. */
export interface HeardRules {
  live(): HealthRule[]
  events(asked: { from: EpochMs; assetId?: string }): RuleEvent[]
}

/** A rule that held so long ago still speaks. */
const speaksMs = 3 * dayMs

/** Which live rules speak for a failure of an asset at an instant: those that name it and held lately. */
export function createHeard(rules: HeardRules) {
  let at: EpochMs | undefined
  let ids = new Map<string, Set<string>>()
  const listen = (now: EpochMs): void => {
    at = now
    ids = new Map()
    const modeOf = new Map(rules.live().map(({ id, mode }) => [id, mode]))
    for (const { ruleId, assetId, from } of rules.events({ from: now - speaksMs })) {
      const mode = modeOf.get(ruleId)
      if (!mode || from > now) continue
      const key = `${assetId} ${mode}`
      ids.set(key, (ids.get(key) ?? new Set()).add(ruleId))
    }
  }
  return (assetId: string, mode: string, now: EpochMs): readonly string[] => {
    // asked for every asset and failure of one instant: heard once
    if (at !== now) listen(now)
    return [...(ids.get(`${assetId} ${mode}`) ?? [])]
  }
}

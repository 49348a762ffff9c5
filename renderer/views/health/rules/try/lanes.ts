import type { RuleEvent } from '../../../../../domain/health/rules.ts'
import { pointNames } from '../../../../../domain/points.ts'
import type { EpochMs } from '../../../../../domain/units.ts'
import { ruleWords } from '../text/rule-words.ts'

/** Events of one asset, the oldest first. */
export interface Lane {
  assetId: string
  events: readonly RuleEvent[]
}

/** Events by asset, the asset with the most first. */
export function lanesOf(events: readonly RuleEvent[]): Lane[] {
  const ids = [...new Set(events.map(({ assetId }) => assetId))]
  return ids
    .map((assetId) => ({
      assetId,
      events: events.filter((event) => event.assetId === assetId).toSorted((a, b) => a.from - b.from),
    }))
    .toSorted((a, b) => b.events.length - a.events.length)
}

/** Place and width of an event on a time axis, percent; one that still holds ends with it. */
export function laneSpan(event: Pick<RuleEvent, 'from' | 'to'>, { from, to }: { from: EpochMs; to: EpochMs }) {
  const place = (at: EpochMs) => (100 * (Math.min(to, Math.max(from, at)) - from)) / (to - from)
  const left = place(event.from)
  return { left, width: place(event.to ?? to) - left }
}

/** Points that a rule speaks of, at most six, for the trends. */
export function pointsOfText(text: string): string[] {
  const known = new Set<string>(pointNames)
  return [...new Set(ruleWords(text).map((word) => word.text))].filter((word) => known.has(word)).slice(0, 6)
}

/** Time to look at around an event: as long again on both sides, at least an hour. */
export function aroundEvent(event: Pick<RuleEvent, 'from' | 'to'>, now: EpochMs): { from: EpochMs; to: EpochMs } {
  const end = event.to ?? now
  const air = Math.max(3_600_000, end - event.from)
  return { from: event.from - air, to: Math.min(now, end + air) }
}

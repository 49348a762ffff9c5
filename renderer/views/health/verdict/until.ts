import type { VerdictKind } from '../../../../domain/health/forecast.ts'
import type { EpochMs } from '../../../../domain/units.ts'

const dayMs = 86_400_000
const usualDays: Partial<Record<VerdictKind, number>> = { knownWork: 3, snoozed: 14 }

/** Whether a verdict holds only for a time. */
export function hasEnd(verdict: VerdictKind): boolean {
  return usualDays[verdict] !== undefined
}

/** End that a dialog begins with: the one that holds, else the usual one of its kind. */
export function untilOf(verdict: VerdictKind, until: EpochMs | null, now: EpochMs): EpochMs {
  return until !== null && until > now ? until : now + (usualDays[verdict] ?? 1) * dayMs
}

/** Longest time for which something may be put away, days. */
const longestDays = 366

/** What is wrong with an end; `undefined` when nothing is. */
export function untilProblem(at: EpochMs | undefined, now: EpochMs): string | undefined {
  if (at === undefined) return 'A time is needed.'
  if (at <= now) return 'This time has passed.'
  return at > now + longestDays * dayMs ? 'At most a year ahead.' : undefined
}

import type { EpochMs, Ms } from '../../domain/units.ts'
import { formatTime } from '../format/time.ts'

/** The longest that the screens look back without being asked. */
export const hourMs: Ms = 3_600_000

/** A trend is at least this wide, so that the first minutes are read at one scale. */
const leastMs: Ms = 300_000

/** What a trend shows, [from, to); `to` lies ahead while there is less than the least width. */
export interface TrendWindow {
  from: EpochMs
  to: EpochMs
}

/** The last hour, or since `start` where the history is younger. */
export function windowAt(now: EpochMs, start: EpochMs): TrendWindow {
  const from = Math.max(now - hourMs, Math.min(start, now))
  return { from, to: Math.max(now, from + leastMs) }
}

const stepsMs: readonly Ms[] = [2_000, 5_000, 10_000, 20_000, 60_000]

/** The finest step that divides a span into at most `most` steps. */
export function stepFor(spanMs: Ms, most: number): Ms {
  return stepsMs.find((stepMs) => spanMs / stepMs <= most) ?? hourMs / 60
}

/** Says how far back a trend reaches: `in the last hour` or `since 14:50`. */
export function windowWords(now: EpochMs, start: EpochMs, timeZone: string): string {
  return now - start >= hourMs - 60_000 ? 'in the last hour' : `since ${formatTime(Math.min(start, now), timeZone)}`
}

import type { EpochMs } from '../../../../domain/units.ts'

const dayMs = 86_400_000

/** How many of the instants lie in each of the last `days` spans of 24 h, the oldest first. */
export function perDay(instants: readonly EpochMs[], { now, days }: { now: EpochMs; days: number }): number[] {
  const counts = Array.from({ length: days }, () => 0)
  for (const at of instants) {
    const place = days - 1 - Math.floor((now - at) / dayMs)
    const count = counts[place]
    if (count !== undefined) counts[place] = count + 1
  }
  return counts
}

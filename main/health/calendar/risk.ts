import type { Remaining } from '../../../domain/health/forecast.ts'
import type { EpochMs } from '../../../domain/units.ts'

/** A failure foreseen for an asset, with what it costs beyond a repair in time. */
export interface Threat {
  remaining: Remaining
  failureEur: number
  repairEur: number
}

const dayMs = 86_400_000

/**
 * Probability that it has failed by an instant, 0 to 1: straight lines through the ends of the intervals and the median.
 * Beyond the last of them it goes on at the same pace, at most to 1.
 */
export function failedBy({ at, medianDays, p50Days, p90Days, horizonDays }: Remaining, instant: EpochMs): number {
  const days = (instant - at) / dayMs
  const places: readonly (readonly [days: number, share: number])[] = [
    [0, 0],
    [p90Days[0], 0.05],
    [p50Days[0], 0.25],
    [medianDays, 0.5],
    [p50Days[1], 0.75],
    [p90Days[1], 0.95],
  ]
  let share = 0
  for (const [i, [end, atEnd]] of places.entries()) {
    const [begin, atBegin] = places[i - 1] ?? [0, 0]
    // an end at the horizon says only that it may come later still
    if (i > 0 && end >= horizonDays && begin >= horizonDays) break
    if (days >= end) share = atEnd
    else return days <= begin ? share : atBegin + ((atEnd - atBegin) * (days - begin)) / (end - begin)
  }
  const [last, before] = [places[5], places[4]]
  if (!last || !before || last[0] >= horizonDays || last[0] <= before[0]) return share
  return Math.min(1, share + ((days - last[0]) * (last[1] - before[1])) / (last[0] - before[0]))
}

/** What waiting until an instant adds by the risk of failing before, EUR. */
export function riskEur(threats: readonly Threat[], now: EpochMs, instant: EpochMs): number {
  return threats.reduce((sum, { remaining, failureEur, repairEur }) => {
    const before = failedBy(remaining, now)
    // it has not failed until now
    const share = before >= 1 ? 1 : Math.max(0, (failedBy(remaining, instant) - before) / (1 - before))
    return sum + share * Math.max(0, failureEur - repairEur)
  }, 0)
}

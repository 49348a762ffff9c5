import type { FailureMode } from '../../../domain/health/modes/mode.ts'
import type { Remaining } from '../../../domain/health/forecast.ts'

/** Waiting is priced over so many days. */
export const waitingDays = 30

/** Chance that it fails within `days`, 0 to 1: the intervals of the forecast as a distribution, straight between its marks. */
export function chanceWithin({ medianDays, p50Days, p90Days }: Remaining, days: number): number {
  const marks: [number, number][] = [
    [0, 0],
    [p90Days[0], 0.05],
    [p50Days[0], 0.25],
    [medianDays, 0.5],
    [p50Days[1], 0.75],
    [p90Days[1], 0.95],
  ]
  for (let i = 1; i < marks.length; i++) {
    const [[fromDays, from], [toDays, to]] = [marks[i - 1] ?? [0, 0], marks[i] ?? [0, 0]]
    if (days <= toDays) return toDays > fromDays ? from + ((to - from) * (days - fromDays)) / (toDays - fromDays) : to
  }
  return 0.95
}

/** What waiting 30 days costs on average, EUR: a failure in place of a repair, and what is lost meanwhile. */
export function waitingEur(
  { repairEur, failureEur }: Pick<FailureMode, 'repairEur' | 'failureEur'>,
  remaining: Remaining,
  { sure, lostEurPerDay }: { sure: number; lostEurPerDay: number },
): number {
  const risk = chanceWithin(remaining, waitingDays) * Math.max(0, failureEur - repairEur)
  return Math.round(sure * (risk + lostEurPerDay * waitingDays))
}

/** Levers with the days they gain: time left goes with one over the rate of wear. */
export function leversOf({ levers }: Pick<FailureMode, 'levers'>, { medianDays, horizonDays }: Remaining) {
  return levers.map(({ words, rateRatio }) => ({
    words,
    gainDays: Math.round(Math.min(horizonDays, medianDays / rateRatio) - medianDays),
  }))
}

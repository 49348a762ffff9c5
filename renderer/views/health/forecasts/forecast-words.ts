import type { FailureForecast, Remaining } from '../../../../domain/health/forecast.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { formatNumber } from '../../../format/number.ts'
import { formatDate, formatDay } from '../../../format/time.ts'

const dayMs = 86_400_000

/** Less than this cannot be told from now, days. */
const nowDays = 0.05

/** Whole days, one decimal below three; `now` for none. */
export function daysText(days: number): string {
  if (days < nowDays) return 'now'
  return formatNumber(days, days < 3 ? 1 : 0)
}

/** The 90 % interval in days: `21 to 58`; open where it goes beyond the horizon, `at its limit` where no time is left. */
export function intervalText({ p90Days: [from, to], horizonDays }: Remaining): string {
  if (to < nowDays) return 'at its limit'
  return to >= horizonDays ? `from ${daysText(from)}` : `${daysText(from)} to ${daysText(to)}`
}

/** The interval as a sentence, for those who do not see the bar. */
export function intervalSentence(remaining: Remaining): string {
  const { medianDays, p50Days, p90Days } = remaining
  if (p90Days[1] < nowDays) return 'It is at its limit now'
  return `Fails in ${daysText(medianDays)} days; half between ${daysText(p50Days[0])} and ${daysText(p50Days[1])}, nine of ten ${intervalText(remaining)}`
}

/** Within so many days a day without its year cannot be mistaken. */
const plainDays = 300

/** `18 May`, with its year where it is further away. */
export function dayText(at: EpochMs, now: EpochMs, timeZone: string): string {
  const isNear = Math.abs(at - now) < plainDays * dayMs
  return isNear ? formatDay(at, timeZone).replace(/^\w+ /, '') : formatDate(at, timeZone)
}

/** Days on which it is expected: the middle, and the 90 % interval. */
export function expectedDays({ at, medianDays, p90Days, horizonDays }: Remaining, timeZone: string) {
  const day = (days: number) => dayText(at + days * dayMs, at, timeZone)
  return {
    middle: day(medianDays),
    interval: p90Days[1] >= horizonDays ? `from ${day(p90Days[0])}` : `${day(p90Days[0])} to ${day(p90Days[1])}`,
  }
}

/** Likeliest origin of a forecast, in the words of its list. */
export function causeText({ causes }: Pick<FailureForecast, 'causes'>, mode: string): string {
  return (causes[0]?.name ?? mode).replace(/^./, (letter) => letter.toLowerCase())
}

/** Whether rules and model say the same. */
export function agreement({ ruleIds }: Pick<FailureForecast, 'ruleIds'>): string {
  return ruleIds.length > 0 ? 'rule and model agree' : 'seen by the model alone'
}

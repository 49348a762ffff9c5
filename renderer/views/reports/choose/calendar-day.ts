import type { ReportPeriod } from '../../../../domain/rpc/reports.ts'
import type { EpochMs } from '../../../../domain/units.ts'

const dayMs = 86_400_000
const asUtc = (day: string): EpochMs => Date.parse(`${day}T00:00:00Z`)
const dayOf = (at: EpochMs): string => new Date(at).toISOString().slice(0, 10)

/** The day at the site, `YYYY-MM-DD`. */
export function siteDay(at: EpochMs, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at)
}

/** First day of the day, week (from Monday) or month that holds a day. */
export function firstOf(period: ReportPeriod, day: string): string {
  if (period === 'day') return day
  if (period === 'month') return `${day.slice(0, 8)}01`
  return dayOf(asUtc(day) - ((new Date(asUtc(day)).getUTCDay() + 6) % 7) * dayMs)
}

/** First day of the period before, or after, the one that holds a day. */
export function shifted(period: ReportPeriod, day: string, by: 1 | -1): string {
  const first = firstOf(period, day)
  if (period === 'day') return dayOf(asUtc(first) + by * dayMs)
  if (period === 'week') return dayOf(asUtc(first) + by * 7 * dayMs)
  return firstOf('month', dayOf(asUtc(first) + (by > 0 ? 32 : -1) * dayMs))
}

/** The period in words: `Wed 12 Jun 2024`, `10 to 16 Jun 2024`, `June 2024`. */
export function periodWords(period: ReportPeriod, day: string): string {
  const first = firstOf(period, day)
  if (period === 'day') return words(first, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })
  if (period === 'month') return words(first, { month: 'long', year: 'numeric' })
  const last = dayOf(asUtc(shifted('week', first, 1)) - dayMs)
  const full = { day: 'numeric', month: 'short', year: 'numeric' } as const
  const isOneMonth = first.slice(0, 7) === last.slice(0, 7)
  return `${words(first, isOneMonth ? { day: 'numeric' } : full)} to ${words(last, full)}`
}

function words(day: string, parts: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...parts }).format(asUtc(day)).replace(',', '')
}

import { dayOf } from '../../../../domain/metering/quarter.ts'

/** First days of the month that is over and of the one after it, on the site's clock. */
export function monthBefore(now: number, timeZone: string): { from: string; to: string } {
  const [year = 1970, month = 1] = dayOf(now, timeZone).split('-').map(Number)
  const first = (n: number) => new Date(Date.UTC(year, n, 1)).toISOString().slice(0, 10)
  return { from: first(month - 2), to: first(month - 1) }
}

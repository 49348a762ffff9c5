import type { EpochMs, Ms } from '../units.ts'

/** Quarter of an hour since 1970, UTC: `floor(seconds / 900)`. Half-open: its end belongs to the next one. */
export type Quarter = number

/** Length of a quarter, ms. Every quarter has it: daylight saving and leap seconds change labels, never quarters. */
export const quarterMs: Ms = 900_000

/** The quarter an instant lies in. */
export function quarterOf(at: EpochMs): Quarter {
  return Math.floor(at / quarterMs)
}

/** First instant of a quarter. */
export function quarterStart(quarter: Quarter): EpochMs {
  return quarter * quarterMs
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** Day on the clock of a zone, `YYYY-MM-DD`. */
export function dayOf(at: EpochMs, timeZone: string): string {
  let clock = clocks.get(timeZone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    clocks.set(timeZone, clock)
  }
  return clock.format(at)
}

const dayMs = 86_400_000

/** The quarters of a local day `YYYY-MM-DD`: 96, on days of changing clocks 92 or 100, in zones of half hours between. */
export function quartersOfDay(day: string, timeZone: string): Quarter[] {
  const noon = Date.parse(`${day}T12:00:00Z`)
  const first = quarterOf(noon - 1.25 * dayMs)
  return Array.from({ length: 2.5 * 96 }, (_, i) => first + i).filter((q) => dayOf(quarterStart(q), timeZone) === day)
}

import { wallClock } from '../../../domain/dispatch/clock-window.ts'
import { dayOf, type Quarter, quarterOf, quartersOfDay, quarterStart } from '../../../domain/metering/quarter.ts'
import type { ClockLabel } from '../../../domain/retail/plan.ts'

/** What the local clock shows at the start of a quarter. Labels repeat and are left out when clocks change; quarters never. */
export interface QuarterLabel extends ClockLabel {
  /** `YYYY-MM-DD`. */
  date: string
}

const kept = new Map<string, QuarterLabel[]>()
const keptAtMost = 8

/** Labels of the quarters [from, to). Those of a month take some 20 ms, so the last few answers are kept. */
export function labelsOf(from: Quarter, to: Quarter, timeZone: string): readonly QuarterLabel[] {
  const key = `${from} ${to} ${timeZone}`
  const known = kept.get(key)
  if (known) return known
  const labels = Array.from({ length: to - from }, (_, i) => wallClock(quarterStart(from + i), timeZone))
  if (kept.size >= keptAtMost) kept.delete(kept.keys().next().value ?? '')
  kept.set(key, labels)
  return labels
}

/** First quarter of a local day `YYYY-MM-DD`. */
export function firstQuarter(day: string, timeZone: string): Quarter {
  const [first] = quartersOfDay(day, timeZone)
  if (first === undefined) throw new RangeError(`there is no day ${day}`)
  return first
}

/** Local day that a quarter begins in. */
export function dayOfQuarter(quarter: Quarter, timeZone: string): string {
  return dayOf(quarterStart(quarter), timeZone)
}

/** Whole local days between two quarters that both begin one. */
export function daysBetween(from: Quarter, to: Quarter, timeZone: string): number {
  const at = (quarter: Quarter) => Date.parse(`${dayOfQuarter(quarter, timeZone)}T00:00:00Z`)
  return Math.round((at(to) - at(from)) / 86_400_000)
}

/** First day of the month `n` months after that of a day. */
export function monthStart(day: string, n = 0): string {
  const [year = 1970, month = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + n, 1)).toISOString().slice(0, 10)
}

/** Last quarter that has ended by an instant, plus one: nothing later can be billed. */
export function endedBy(at: number): Quarter {
  return quarterOf(at)
}

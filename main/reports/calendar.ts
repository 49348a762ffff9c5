import type { ReportPeriod } from '../../domain/rpc/reports.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'

/** A quarter of an hour, in which energy is counted, ms. */
export const quarterMs: Ms = 900_000
const minuteMs: Ms = 60_000
const hourMs: Ms = 3_600_000
const dayMs: Ms = 24 * hourMs

/** A day of a calendar as `YYYY-MM-DD`. */
export type Day = string

const formats = new Map<string, Intl.DateTimeFormat>()

function fieldsOf(at: EpochMs, timeZone: string): Record<string, string> {
  let format = formats.get(timeZone)
  if (!format) {
    const [numeric, digits] = ['numeric', '2-digit'] as const
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: numeric,
      month: digits,
      day: digits,
      hour: digits,
      minute: digits,
      second: digits,
      hourCycle: 'h23',
      timeZoneName: 'longOffset',
    })
    formats.set(timeZone, format)
  }
  return Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
}

/** The instant on the clock of a zone, `YYYY-MM-DD HH:MM`. */
export function localMinute(at: EpochMs, timeZone: string): string {
  const { year, month, day, hour, minute } = fieldsOf(at, timeZone)
  return `${year}-${month}-${day} ${hour}:${minute}`
}

/** The day an instant is in on the clock of a zone. */
export function localDay(at: EpochMs, timeZone: string): Day {
  return localMinute(at, timeZone).slice(0, 10)
}

/** Offset of a zone from UTC at an instant, such as `+02:00`. */
export function offsetAt(at: EpochMs, timeZone: string): string {
  return fieldsOf(at, timeZone)['timeZoneName']?.replace('GMT', '') || '+00:00'
}

/** An instant with its offset from UTC, such as `2024-06-12 14:00 +02:00`: never read twice, on days of 25 hours neither. */
export function instantWords(at: EpochMs, timeZone: string): string {
  return `${localMinute(at, timeZone)} ${offsetAt(at, timeZone)}`
}

/** As {@link instantWords}, to the second. */
export function secondWords(at: EpochMs, timeZone: string): string {
  return `${localMinute(at, timeZone)}:${fieldsOf(at, timeZone)['second']} ${offsetAt(at, timeZone)}`
}

/** The first instant at which the clock of a zone shows `local` (`YYYY-MM-DD HH:MM`) or later: clocks can skip it. */
export function instantOf(local: string, timeZone: string): EpochMs {
  const asUtc = Date.parse(`${local.replace(' ', 'T')}:00Z`)
  // Where the clock was put forward or back within the day, both offsets are tried.
  const offsets = new Set([asUtc - dayMs, asUtc + dayMs].map((at) => offsetMs(at, timeZone)))
  const hits = [...offsets].map((offset) => asUtc - offset).filter((at) => localMinute(at, timeZone) === local)
  if (hits.length > 0) return Math.min(...hits)
  let [early, late] = [asUtc - 15 * hourMs, asUtc + 15 * hourMs]
  while (late - early > minuteMs) {
    const middle = Math.floor((early + late) / 2 / minuteMs) * minuteMs
    if (localMinute(middle, timeZone) < local) early = middle
    else late = middle
  }
  return late
}

function offsetMs(at: EpochMs, timeZone: string): Ms {
  const shown = Date.parse(`${localMinute(at, timeZone).replace(' ', 'T')}:00Z`)
  return shown - Math.floor(at / minuteMs) * minuteMs
}

/** A day so many days later, or earlier. */
export function daysAfter(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
}

/** First instant of a day on the clock of a zone. */
export function startOfDay(day: Day, timeZone: string): EpochMs {
  return instantOf(`${day} 00:00`, timeZone)
}

/** A half-open span [from, to) of whole days on the clock of a zone. */
export interface Period {
  kind: ReportPeriod
  timeZone: string
  /** First day. */
  first: Day
  from: EpochMs
  to: EpochMs
  /** Its days; 23 and 25 hours are right on the days when the clock is changed. */
  days: readonly { day: Day; from: EpochMs; to: EpochMs }[]
}

/** The day, the week from Monday, or the month that holds a day. */
export function periodOf(kind: ReportPeriod, day: Day, timeZone: string): Period {
  const first = firstDayOf(kind, day)
  const end = dayAfterPeriod(kind, first)
  const days: { day: Day; from: EpochMs; to: EpochMs }[] = []
  for (let d = first; d < end; d = daysAfter(d, 1))
    days.push({ day: d, from: startOfDay(d, timeZone), to: startOfDay(daysAfter(d, 1), timeZone) })
  return { kind, timeZone, first, from: startOfDay(first, timeZone), to: startOfDay(end, timeZone), days }
}

/** First day of the period that holds a day. */
export function firstDayOf(kind: ReportPeriod, day: Day): Day {
  if (kind === 'day') return day
  if (kind === 'month') return `${day.slice(0, 8)}01`
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return daysAfter(day, -((weekday + 6) % 7))
}

function dayAfterPeriod(kind: ReportPeriod, first: Day): Day {
  if (kind === 'day') return daysAfter(first, 1)
  if (kind === 'week') return daysAfter(first, 7)
  return `${daysAfter(first, 32).slice(0, 8)}01`
}

/** The period in words, with the offset from UTC at either end and its length where the clock is changed. */
export function periodWords({ from, to, timeZone, days }: Period): string {
  const hours = (to - from) / hourMs
  const odd = hours === days.length * 24 ? '' : `, ${hours} hours`
  return `${instantWords(from, timeZone)} to ${instantWords(to, timeZone)} (${timeZone}${odd})`
}

/** How many quarters of an hour a span has. */
export function quartersIn({ from, to }: Pick<Period, 'from' | 'to'>): number {
  return Math.round((to - from) / quarterMs)
}

import type { ReportPeriod } from '../../../domain/rpc/reports.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { type Day, daysAfter, firstDayOf, instantOf, localDay } from '../calendar.ts'

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
/** Days within which every rule is due at least once, and one to spare. */
const longestWait = 33

/** The first instant after `after` at which a rule of the site file (`weekly Mon 01:00`) is due on the clock of a zone. */
export function nextDue(rule: string, after: EpochMs, timeZone: string): EpochMs {
  const parts = rule.split(' ')
  const time = parts.at(-1) ?? '00:00'
  const today = localDay(after, timeZone)
  for (let i = -1; i <= longestWait; i++) {
    const day = daysAfter(today, i)
    const due = instantOf(`${day} ${time}`, timeZone)
    if (due > after && isDay(parts, day)) return due
  }
  throw new RangeError(`rule that is never due: ${rule}`)
}

function isDay([how, which]: readonly string[], day: Day): boolean {
  if (how === 'weekly') return weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] === which
  return how === 'monthly' ? Number(day.slice(8)) === Number(which) : true
}

/** A day of the period that was over when a report was due: yesterday, last week, last month. */
export function dayBefore(kind: ReportPeriod, due: EpochMs, timeZone: string): Day {
  return daysAfter(firstDayOf(kind, localDay(due, timeZone)), -1)
}

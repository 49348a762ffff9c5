import type { Interval, Wh } from '../../domain/metering/meter.ts'
import { dayOf, type Quarter, quarterMs, quarterStart } from '../../domain/metering/quarter.ts'

/** Days back that may be comparable. */
export const comparableDays = 28
const quartersADay = 96

/**
 * Energies of the same clock quarter on days of the same kind (working day or weekend), measured ones only, the newest
 * day first. `known` are intervals of the 28 days before, by quarter.
 */
export function comparableWh(known: ReadonlyMap<Quarter, Interval>, quarter: Quarter, timeZone: string): Wh[] {
  const [label, isWeekend] = labelOf(quarter, timeZone)
  const found: Wh[] = []
  for (let day = 1; day <= comparableDays; day++)
    for (const candidate of [0, -4, 4].map((shift) => quarter - day * quartersADay + shift)) {
      const interval = known.get(candidate)
      if (interval?.quality !== 'measured' || interval.wh === null) continue
      const [otherLabel, otherWeekend] = labelOf(candidate, timeZone)
      if (otherLabel === label && otherWeekend === isWeekend) found.push(interval.wh)
    }
  return found
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** Time of day on the clock of the zone, and whether it is a weekend there. */
function labelOf(quarter: Quarter, timeZone: string): [label: string, isWeekend: boolean] {
  let clock = clocks.get(timeZone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    clocks.set(timeZone, clock)
  }
  const at = quarterStart(quarter) + quarterMs / 2
  const weekday = new Date(`${dayOf(at, timeZone)}T00:00:00Z`).getUTCDay()
  return [clock.format(quarterStart(quarter)), weekday === 0 || weekday === 6]
}

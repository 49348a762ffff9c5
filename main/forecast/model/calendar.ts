import type { EpochMs, Ms } from '../../../domain/units.ts'

/** A quarter of an hour, ms. */
export const quarterMs: Ms = 900_000
const dayMs: Ms = 86_400_000

/** The clock of a site over the quarters of a history; places may lie before its begin and beyond its end. */
export interface Calendar {
  /** Quarter of the local day, 0 to 95. */
  quarterOfDay(place: number): number
  /** Counts local days; the same for all quarters of one. */
  dayOf(place: number): number
}

/** The calendar of a history that begins at `from`, by the zone's offset at each place's UTC day and hour. */
export function createCalendar(from: EpochMs, timeZone: string): Calendar {
  const offsetAt = zoneOffset(timeZone)
  const localQuarter = (place: number) => {
    const at = from + place * quarterMs
    return Math.floor((at + offsetAt(at)) / quarterMs)
  }
  return {
    quarterOfDay: (place) => localQuarter(place) % 96,
    dayOf: (place) => Math.floor(localQuarter(place) / 96),
  }
}

/** Offset of a zone; looked up where a UTC day begins, and by the hour only on days on which it changes. */
function zoneOffset(timeZone: string): (at: EpochMs) => Ms {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'longOffset' })
  const known = new Map<EpochMs, Ms>()
  const lookUp = (at: EpochMs): Ms => {
    const found = known.get(at)
    if (found !== undefined) return found
    const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? ''
    const [, sign, hours = 0, minutes = 0] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? []
    const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
    known.set(at, offset)
    return offset
  }
  return (at) => {
    const day = Math.floor(at / dayMs) * dayMs
    const [before, after] = [lookUp(day), lookUp(day + dayMs)]
    return before === after ? before : lookUp(Math.floor(at / quarterMs) * quarterMs)
  }
}

import { wallClock } from '../../../domain/dispatch/clock-window.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'
import type { LocalTime } from './excess/excess-book.ts'

const [quarterMs, dayMs]: [Ms, Ms] = [900_000, 86_400_000]

interface Quarter {
  place: number
  hour: number
  day: number
  isDayOff: boolean
}

/** The calendar of a site. Zones lie quarters of an hour apart at the least: each is looked up once. */
export function createLocalTime(timeZone: string): LocalTime {
  let known: Quarter | undefined
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', day: 'numeric', month: 'short' })
  const at = (instant: EpochMs): Quarter => {
    const place = Math.floor(instant / quarterMs)
    if (known?.place === place) return known
    const { date, time, weekday } = wallClock(place * quarterMs, timeZone)
    const isDayOff = weekday === 'Sat' || weekday === 'Sun'
    known = { place, hour: Number(time.slice(0, 2)), day: Math.round(Date.parse(`${date}T00:00Z`) / dayMs), isDayOff }
    return known
  }
  return {
    hourOf: (instant) => at(instant).hour,
    dayOf: (instant) => at(instant).day,
    isDayOff: (instant) => at(instant).isDayOff,
    dayWords: (instant) => format.format(instant).replace(',', ''),
  }
}

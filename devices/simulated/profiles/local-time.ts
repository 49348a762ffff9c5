import type { EpochMs, Ms } from '../../../domain/units.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** Milliseconds to add to UTC to read the clock of a zone, as a function of the instant. Remembers the last hour. */
export function zoneOffset(timeZone: string): (at: EpochMs) => Ms {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  let knownHour = Number.NaN
  let known = 0
  return (at) => {
    const hour = Math.floor(at / hourMs)
    if (hour !== knownHour) {
      knownHour = hour
      known = offsetAt(format, hour * hourMs)
    }
    return known
  }
}

function offsetAt(format: Intl.DateTimeFormat, at: EpochMs): Ms {
  const part = Object.fromEntries(format.formatToParts(at).map((p) => [p.type, Number(p.value)]))
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second) - at
}

/** What the wall shows at an instant: hour with its fraction, day of the year from 0, and whether people work that day. */
export interface WallTime {
  hour: number
  dayOfYear: number
  isWorkday: boolean
}

/** Wall time of an instant that was already shifted by the offset of its zone. */
export function wallTime(shiftedAt: EpochMs): WallTime {
  const date = new Date(shiftedAt)
  const weekday = date.getUTCDay()
  return {
    hour: (((shiftedAt % dayMs) + dayMs) % dayMs) / hourMs,
    dayOfYear: Math.floor((shiftedAt - Date.UTC(date.getUTCFullYear(), 0, 1)) / dayMs),
    isWorkday: weekday !== 0 && weekday !== 6,
  }
}

/**
 * The instant at which a simulation begins. `MM-DD HH:MM` is read on the site's clock in the simulated year 2025, so
 * that sun, shifts and gusts are the same in every run; without it the simulation begins `now`.
 */
export function simulatedStart(startAt: string | undefined, timeZone: string, now: EpochMs): EpochMs {
  if (startAt === undefined) return now
  const wall = Date.parse(`2025-${startAt.replace(' ', 'T')}:00Z`)
  const offset = zoneOffset(timeZone)
  return wall - offset(wall - offset(wall))
}

import type { EpochMs } from '../units.ts'

/** Hours of the day by the site's clock, half-open; an end before the begin runs over midnight. */
export interface ClockWindow {
  /** `HH:MM`. */
  from: string
  /** `HH:MM`, `24:00` for the end of the day. */
  until: string
  /** Monday to Friday only. */
  weekdaysOnly: boolean
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Date, weekday and time of day of an instant on the clock of a zone. */
export function wallClock(at: EpochMs, timeZone: string): { date: string; weekday: string; time: string } {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
  formats.set(timeZone, format)
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {}
  for (const { type, value } of format.formatToParts(at)) parts[type] = value
  return {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    weekday: parts.weekday ?? '',
    time: `${parts.hour}:${parts.minute}`,
  }
}

/** Whether an instant lies in the window. */
export function isInWindow({ from, until, weekdaysOnly }: ClockWindow, at: EpochMs, timeZone: string): boolean {
  const { time, weekday } = wallClock(at, timeZone)
  if (weekdaysOnly && (weekday === 'Sat' || weekday === 'Sun')) return false
  return from <= until ? from <= time && time < until : time >= from || time < until
}

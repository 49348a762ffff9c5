import type { EpochMs } from '../../domain/units.ts'

const fields = new Map<string, Intl.DateTimeFormat>()

function format(timeZone: string): Intl.DateTimeFormat {
  let found = fields.get(timeZone)
  if (!found) {
    found = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'longOffset',
    })
    fields.set(timeZone, found)
  }
  return found
}

type Part = Intl.DateTimeFormatPartTypes

function parts(at: EpochMs, timeZone: string): Record<Part, string> {
  const list = format(timeZone).formatToParts(at)
  return Object.fromEntries(list.map((p) => [p.type, p.value])) as Record<Part, string>
}

/** Clock time at the site, `14:32:08`. */
export function formatClock(at: EpochMs, timeZone: string): string {
  const p = parts(at, timeZone)
  return `${p.hour}:${p.minute}:${p.second}`
}

/** Time of day without seconds, `14:32`. */
export function formatTime(at: EpochMs, timeZone: string): string {
  const p = parts(at, timeZone)
  return `${p.hour}:${p.minute}`
}

/** Day, `Tue 14 Apr`. */
export function formatDay(at: EpochMs, timeZone: string): string {
  const p = parts(at, timeZone)
  return `${p.weekday} ${p.day} ${p.month}`
}

/** Day with its year, `14 Apr 2026`, for what is years away. */
export function formatDate(at: EpochMs, timeZone: string): string {
  const p = parts(at, timeZone)
  return `${p.day} ${p.month} ${p.year}`
}

/** Offset of the site's clock from UTC, `+02:00`. */
export function formatOffset(at: EpochMs, timeZone: string): string {
  const name = parts(at, timeZone).timeZoneName
  return name === 'GMT' ? '+00:00' : name.replace('GMT', '').replace('-', '\u2212')
}

/** `14:15` on the same day as `now`, else `Fri 17 Apr 13:07`; both at the site. */
export function formatWhen(at: EpochMs, now: EpochMs, timeZone: string): string {
  const day = formatDay(at, timeZone)
  const time = formatTime(at, timeZone)
  return day === formatDay(now, timeZone) && Math.abs(at - now) < 86_400_000 ? time : `${day} ${time}`
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A moment of the year without offset, with or without the year, as `14 Apr 14:32`; `undefined` for what is none. */
export function formatMoment(iso: string): string | undefined {
  const [, month, day, time] = /(\d\d)-(\d\d)[T ](\d\d:\d\d)/.exec(iso) ?? []
  const name = months[Number(month) - 1]
  return name === undefined ? undefined : `${Number(day)} ${name} ${time}`
}

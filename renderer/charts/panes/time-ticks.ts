import type { EpochMs, Ms } from '../../../domain/units.ts'
import { formatClock, formatDay, formatTime } from '../../format/time.ts'
import { instantOf, wallOf } from './site-time.ts'

/** A mark of the time axis. */
export interface TimeTick {
  at: EpochMs
  label: string
}

const [second, minute, hour, day] = [1_000, 60_000, 3_600_000, 86_400_000]
const steps: readonly Ms[] = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * second),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minute),
  ...[1, 2, 3, 6, 12].map((n) => n * hour),
  ...[1, 2, 7, 14].map((n) => n * day),
]

/** At most `most` marks over [from, to], on round times of the site's clock. */
export function timeTicks(from: EpochMs, to: EpochMs, timeZone: string, most: number): TimeTick[] {
  const stepMs = steps.find((step) => (to - from) / step <= most)
  const walls =
    stepMs === undefined
      ? months(wallOf(from, timeZone), wallOf(to, timeZone), most)
      : rounds(from, to, stepMs, timeZone)
  return walls
    .filter((wall) => wallOf(instantOf(wall, timeZone), timeZone) === wall)
    .map((wall) => ({ at: instantOf(wall, timeZone), label: labelOf(wall, stepMs, timeZone) }))
    .filter(({ at }) => at >= from && at <= to)
}

function rounds(from: EpochMs, to: EpochMs, stepMs: Ms, timeZone: string): EpochMs[] {
  const first = Math.ceil(wallOf(from, timeZone) / stepMs) * stepMs
  const count = Math.max(0, Math.floor((wallOf(to, timeZone) - first) / stepMs) + 1)
  return Array.from({ length: count }, (_, n) => first + n * stepMs)
}

/** First days of months. */
function months(from: EpochMs, to: EpochMs, most: number): EpochMs[] {
  const [start, end] = [new Date(from), new Date(to)]
  const count = (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth() + 1
  const every = [1, 2, 3, 6, 12].find((n) => count / n <= most) ?? 24
  const first = Math.ceil(start.getUTCMonth() / every) * every
  return Array.from({ length: Math.ceil(count / every) + 1 }, (_, n) =>
    Date.UTC(start.getUTCFullYear(), first + n * every, 1),
  )
}

function labelOf(wall: EpochMs, stepMs: Ms | undefined, timeZone: string): string {
  const at = instantOf(wall, timeZone)
  const [, date = '', month = ''] = formatDay(at, timeZone).split(' ')
  if (stepMs === undefined) {
    const utc = new Date(wall)
    return utc.getUTCMonth() === 0 ? String(utc.getUTCFullYear()) : month
  }
  if (wall % day === 0) return `${date} ${month}`
  return stepMs < minute ? formatClock(at, timeZone) : formatTime(at, timeZone)
}

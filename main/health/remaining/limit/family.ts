import type { Reading } from '../../../../domain/reading.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { type Course, courseOf, type Limit, usableRows, wayAt } from './course.ts'
import { median } from '../../statistics.ts'

/** What is known of the lives of things of one kind: where a forecast begins before a thing has evidence of its own. */
export interface Family {
  /** Lives until the limit, days; one is enough. */
  livesDays: readonly number[]
  /** Scatter of a life around each of them, as a share (of its logarithm). */
  spread: number
  /** When a life begins: with the thing, or with the first sign of wear. */
  from: 'start' | 'firstSign'
  /** How they came to the limit: the way at even shares of life, the last one 1. Empty = general shapes only. */
  courses: readonly (readonly number[])[]
}

/** Scatter of lives where only a usual time is known: half of them within a factor of 1.5. */
const priorSpread = 0.5
/** Scatter around lives of the same kind that were seen. */
const seenSpread = 0.2
/** Values whose median must have passed the limit. */
const endValues = 5
const shares = 50
const dayMs = 86_400_000

/** A family of which only the usual time from the first sign to the failure is known, days. */
export function usualFamily(developsDays: number): Family {
  return { livesDays: [developsDays], spread: priorSpread, from: 'firstSign', courses: [] }
}

/**
 * A family by things of the same kind whose whole series are known. Those that never came to the limit are left out;
 * `undefined` when none did.
 */
export function familyOf(things: readonly { series: readonly Reading[]; limit: Limit }[]): Family | undefined {
  const ended = things.flatMap(({ series, limit }) => {
    const endedAt = endOf(series, limit)
    // what was recorded after the end is another story
    const course =
      endedAt === undefined
        ? undefined
        : courseOf(
            series.filter(({ at }) => at <= endedAt),
            limit,
          )
    return !course || endedAt === undefined || endedAt <= course.beganAt ? [] : [{ course, endedAt }]
  })
  if (ended.length === 0) return undefined
  return {
    livesDays: ended.map(({ course, endedAt }) => (endedAt - course.beganAt) / dayMs),
    spread: seenSpread,
    from: 'start',
    courses: ended.map(({ course, endedAt }) => wayByShare(course, endedAt)),
  }
}

/** When a series came to its limit: the median of five values beyond it, for the first time. */
export function endOf(series: readonly Reading[], { at, direction }: Limit): EpochMs | undefined {
  const rows = usableRows(series)
  const place = rows.findIndex((_, i) => {
    const level = median(rows.slice(Math.max(0, i - endValues + 1), i + 1).map(({ value }) => value))
    return i >= endValues - 1 && (direction === 'below' ? level < at : level > at)
  })
  return rows[place]?.at
}

function wayByShare(course: Course, endedAt: EpochMs): number[] {
  const ways = Array.from({ length: shares }, (_, i) =>
    Math.min(1, wayAt(course, course.beganAt + (i / shares) * (endedAt - course.beganAt))),
  )
  return [...ways, 1]
}

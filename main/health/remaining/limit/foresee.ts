import type { Remaining } from '../../../../domain/health/forecast.ts'
import type { Lever } from '../../../../domain/health/modes/mode.ts'
import type { Reading } from '../../../../domain/reading.ts'
import { clamp, type EpochMs } from '../../../../domain/units.ts'
import { type Course, courseOf, type Limit, usableRows, wayAt } from './course.ts'
import type { Family } from './family.ts'
import { lifeOf, type Place, type Seen, shares } from './life.ts'

/** What a forecast is made from. */
export interface ToForesee {
  /** Health signal, one row a day or so (medians), rising in time; rows after `now` are not looked at. */
  series: readonly Reading[]
  limit: Limit
  family: Family
  now: EpochMs
  /** Nothing is said about times beyond. */
  horizonDays: number
  /** First sign of wear where it is known; found in the series otherwise. */
  sinceAt?: EpochMs
  levers?: readonly Lever[]
}

/** What is foreseen. */
export interface Foreseen {
  remaining: Remaining
  /**
   * `worn`: it will fail, when is in `remaining`; `steady`: no wear to speak of; `failed`: beyond the limit; `unknown`:
   * too few values. Without wear all of `remaining` lies at the horizon, which is not a number of days but "beyond".
   */
  state: 'worn' | 'steady' | 'failed' | 'unknown'
  /** First sign of wear; `null` when there is none. */
  sinceAt: EpochMs | null
  /** What would make it last longer, and by how many days; nothing beyond the horizon counts. */
  levers: { words: string; gainDays: number }[]
}

const dayMs = 86_400_000
/** Way below which nothing is called wear, and how many scatters it must exceed. */
const [leastWay, leastScatters] = [0.05, 2]
/** Share of the life so far that the pace of late is taken from. */
const paceShare = 1 / 3

/**
 * Foresees when a signal reaches its limit. Before there is wear it says so instead of a number; with little evidence of
 * its own it says what is usual in the family; with more it follows its own course.
 */
export function foresee(asked: ToForesee): Foreseen {
  const { limit, family, now, horizonDays, levers = [] } = asked
  const series = asked.series.filter(({ at }) => at <= now)
  const course = courseOf(series, limit)
  const way = course?.way.at(-1) ?? 0
  if (way >= 1 || (!course && isBeyond(series, limit))) return withoutNumber(asked, 'failed', 1)
  if (!course) return withoutNumber(asked, 'unknown', 0)
  const sinceAt = asked.sinceAt ?? firstSign(course)
  if (sinceAt === undefined && family.from === 'firstSign') return withoutNumber(asked, 'steady', way)
  const beganAt = family.from === 'start' ? course.beganAt : (sinceAt ?? course.beganAt)
  const lived = Math.max(0, now - beganAt) / dayMs
  const left = (life: number) => clamp(life - lived, 0, horizonDays)
  const [p5, p25, p50, p75, p95] = lifeOf(family, seenOf(course, beganAt), lived)
  return {
    remaining: {
      at: now,
      medianDays: left(p50),
      p50Days: [left(p25), left(p75)],
      p90Days: [left(p5), left(p95)],
      healthPct: healthPct(way),
      horizonDays,
    },
    state: 'worn',
    sinceAt: sinceAt ?? null,
    levers: levers.map(({ words, rateRatio }) => ({
      words,
      // wear that goes on at a share of its rate takes the rest of its way in as much longer
      gainDays: clamp((p50 - lived) / rateRatio, 0, horizonDays) - left(p50),
    })),
  }
}

function withoutNumber({ now, horizonDays }: ToForesee, state: Foreseen['state'], way: number): Foreseen {
  const days = state === 'failed' ? 0 : horizonDays
  return {
    remaining: {
      at: now,
      medianDays: days,
      p50Days: [days, days],
      p90Days: [days, days],
      healthPct: healthPct(way),
      horizonDays,
    },
    state,
    sinceAt: null,
    levers: [],
  }
}

function isBeyond(series: readonly Reading[], { at, direction }: Limit): boolean {
  const last = usableRows(series).at(-1)?.value
  return last !== undefined && (direction === 'below' ? last <= at : last >= at)
}

function healthPct(way: number): number {
  return 100 * clamp(1 - way, 0, 1)
}

/** The last instant at which the course did not yet stand out; `undefined` while it does not. */
function firstSign({ at, way, noise }: Course): EpochMs | undefined {
  const first = way.findIndex((own) => own >= Math.max(leastWay, leastScatters * noise))
  return at[Math.max(0, first - 1)] && first >= 0 ? at[Math.max(0, first - 1)] : undefined
}

function seenOf(course: Course, beganAt: EpochMs): Seen {
  return { places: placesOf(course, beganAt), pace: paceOf(course, beganAt) }
}

/** The course at some instants since it began; where nothing was measured near one, it is left out. */
function placesOf(course: Course, beganAt: EpochMs): Place[] {
  const span = (course.at.at(-1) ?? beganAt) - beganAt
  return shares.flatMap((share) => {
    const at = beganAt + share * span
    const near = course.at.filter((own) => Math.abs(own - at) <= span / (2 * shares.length)).length
    if (near === 0) return []
    return [{ days: (at - beganAt) / dayMs, way: wayAt(course, at), noise: course.noise / Math.sqrt(near) }]
  })
}

function paceOf(course: Course, beganAt: EpochMs): Seen['pace'] {
  const until = course.at.at(-1) ?? beganAt
  const from = until - paceShare * (until - beganAt)
  const rise = wayAt(course, until) - wayAt(course, from)
  const values = course.at.filter((at) => at >= from).length
  // the slope of n evenly spaced values with scatter s over a span T has the error s / T x sqrt(12 / n)
  const error = course.noise * Math.sqrt(12 / Math.max(1, values))
  return { wayPerDay: rise / Math.max((until - from) / dayMs, 1e-6), doubt: rise > 0 ? error / rise : Infinity }
}

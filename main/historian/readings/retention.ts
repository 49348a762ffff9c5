import type { Clock } from '../../../domain/clock.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'
import type { SiteDb } from '../db.ts'
import type { Series } from './series.ts'
import type { NumberedPoint, Tables } from './tables.ts'
import { dayMs, dayOf } from './window-time.ts'

/** How long readings are kept, and how large their file may become. Roll-ups by quarter and day are kept for ever. */
export interface RetentionPlan {
  rawMs: Record<NumberedPoint['retention'], Ms>
  minutesMs: Ms
  maxBytes: number
}

/** How full the file is and what had to be given up for it. */
export interface Space {
  /** Bytes in use, without pages that are free again. */
  usedBytes: number
  /** From when on raw readings are there, where they were given up before their time. */
  rawFrom?: EpochMs
}

/** Gives up what is older than it has to be, in small slices. All of it belongs to the thread that owns the file. */
export interface Retention {
  /** Begins a round; one that is under way goes on. */
  begin(): void
  /** Works for some milliseconds; false when nothing is left to do in this round. */
  step(): boolean
  space(): Space
}

const sliceMs: Ms = 8
const windowsAtOnce = 96
const pagesAtOnce = 64
/** Share of the largest size from which on readings are given up before their time. */
const fullRatio = 0.95
/** Whatever happens, so much of the newest raw readings is kept. */
const leastMs: Ms = dayMs

/** What is given up, up to which day. */
interface Limits {
  raw: Record<NumberedPoint['retention'], EpochMs>
  minutes: EpochMs
}

/** Retention of `series` in the file `db`. Errors: `Store.Failed`. */
export function createRetention(given: { db: SiteDb; series: Series; plan: RetentionPlan; clock: Clock }): Retention {
  const { db, series, plan, clock } = given
  const { tables } = series
  let round: Round | undefined

  /** Days count from the newest reading: a clock that is a year ahead must not cost a year of history. */
  const newest = () => series.newest() ?? 0
  const roundTo = (limits: Limits): Round => ({ limits, left: series.points() })
  function giveUpSome({ limits, left }: Round): boolean {
    const untilMs = clock.monotonicMs() + sliceMs
    db.transaction(() => {
      for (let point = left.at(-1); point && clock.monotonicMs() < untilMs; point = left.at(-1))
        if (!giveUp(tables, point, limits)) left.pop()
    })
    return left.length > 0
  }
  return {
    begin: () => void (round ??= roundTo(limitsOf(plan, newest()))),
    step() {
      if (!round) return false
      if (giveUpSome(round)) return true
      tables.dropAxes()
      const isFull = usedBytes(db) >= plan.maxBytes * fullRatio
      const more = isFull ? moreLimits(tables, round.limits, dayOf(newest() - leastMs)) : undefined
      if (more) round = roundTo(more)
      else if (!shrink(db)) round = undefined
      return round !== undefined
    },
    space() {
      const { raw } = limitsOf(plan, newest())
      // nothing was given up while a class reaches back to the beginning, as in a file that is still empty
      const early = (['fast', 'slow'] as const).filter((name) => tables.latestReach(name) > Math.max(0, raw[name]))
      const space = { usedBytes: usedBytes(db) }
      return early.length > 0 ? { ...space, rawFrom: Math.max(...early.map(tables.latestReach)) } : space
    },
  }
}

interface Round {
  limits: Limits
  left: NumberedPoint[]
}

function limitsOf({ rawMs, minutesMs }: RetentionPlan, newest: EpochMs): Limits {
  const raw = { fast: dayOf(newest - rawMs.fast), slow: dayOf(newest - rawMs.slow) }
  return { raw, minutes: dayOf(newest - minutesMs) }
}

/** Of one point; false when it has no more to give up. */
function giveUp(tables: Tables, { number, retention }: NumberedPoint, { raw, minutes }: Limits): boolean {
  return tables.dropRaw(number, raw[retention], windowsAtOnce) || tables.dropMinutes(number, minutes, windowsAtOnce)
}

/** A day more of the oldest before `most`, samples first; `undefined` when nothing is left that may go. */
function moreLimits(tables: Tables, { raw, minutes }: Limits, most: EpochMs): Limits | undefined {
  const oldestRaw = tables.oldestRaw() ?? Infinity
  if (oldestRaw < most) {
    const next = dayOf(oldestRaw) + dayMs
    return { raw: { fast: Math.max(raw.fast, next), slow: Math.max(raw.slow, next) }, minutes }
  }
  const oldest = tables.oldestMinutes() ?? Infinity
  return oldest < most ? { raw, minutes: Math.max(minutes, dayOf(oldest) + dayMs) } : undefined
}

/** Free pages beyond a tenth go back to the disk, some at a time; the rest is soon used again. */
function shrink(db: SiteDb): boolean {
  const spare = pragma(db, 'freelist_count') - pragma(db, 'page_count') / 10 - 256
  if (spare <= 0) return false
  db.vacuum(Math.min(pagesAtOnce, Math.ceil(spare)))
  return true
}

function usedBytes(db: SiteDb): number {
  return (pragma(db, 'page_count') - pragma(db, 'freelist_count')) * pragma(db, 'page_size')
}

function pragma(db: SiteDb, name: string): number {
  return Object.values(db.get<Record<string, number>>(`PRAGMA ${name}`) ?? {})[0] ?? 0
}

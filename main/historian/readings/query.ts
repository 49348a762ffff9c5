import type { EpochMs } from '../../../domain/units.ts'
import { addRollUps, addSamples, type Carry, emptyRollUps, type RollUps } from './roll-up.ts'
import { decodeRollUps } from './codec/roll-up-bytes.ts'
import { between, joined, merged, type Samples } from './samples.ts'
import type { Series } from './series.ts'
import { dayMs, dayOf, minuteMs, windowMs, windowOf } from './window-time.ts'

/** A stretch of one point. */
export interface Stretch {
  point: number
  from: EpochMs
  to: EpochMs
}

/** Samples with `from <= at < to`; at most `most`, the first of them. */
export function readSamples(series: Series, { point, from, to, most }: Stretch & { most: number }): Samples {
  const parts: Samples[] = []
  let count = 0
  const add = (part: Samples): boolean => {
    parts.push(part)
    count += part.at.length
    return count < most
  }
  const openFrom = series.openFrom()
  // a window that is open again, after a restart or a clock set back, may have a packed part
  let open = series.open(point)
  for (const row of series.tables.eachChunk(point, windowOf(from), to))
    if (row.window >= openFrom) open = merged(series.packing.read(row), open)
    else if (!add(between(series.packing.read(row), from, to))) break
  if (count < most) add(between(open, from, to))
  const all = joined(parts)
  return between(all, from, all.at[most] ?? to)
}

/** The sample before `at` that may still hold then. */
export function carryInto(series: Series, point: number, at: EpochMs): Carry | undefined {
  const since = at - series.holdMs(point)
  const { at: times, value, quality } = readSamples(series, { point, from: since, to: at, most: Infinity })
  const last = times.length - 1
  return last < 0 ? undefined : { at: times[last] ?? 0, value: value[last] ?? Number.NaN, quality: quality[last] ?? 0 }
}

/**
 * A stretch in `steps` equal steps, from the coarsest store that is fine enough: days, quarters of an hour, minutes, or
 * the samples themselves. Where finer ones were given up the next coarser ones stand for them. Nothing counts after `end`, the end of what was recorded.
 */
export function readRollUps(series: Series, given: Stretch & { steps: number; end: EpochMs }): RollUps {
  const { point, from, to, steps, end } = given
  const stepMs = (to - from) / steps
  const into = emptyRollUps(from, stepMs, steps)
  const packedTo = Math.min(to, series.openFrom())
  const rawFrom = from < packedTo ? addPacked(series, into, point, packedTo) : from
  if (rawFrom >= to) return into
  const samples = readSamples(series, { point, from: rawFrom, to, most: Infinity })
  const carry = carryInto(series, point, rawFrom)
  addSamples(into, samples, { carry, holdMs: series.holdMs(point), from: rawFrom, end: Math.min(to, end) })
  return into
}

/** Adds what packed roll-ups say; gives the instant from which on the samples themselves are to be read. */
function addPacked(series: Series, into: RollUps, point: number, to: EpochMs): EpochMs {
  const { from, stepMs } = into
  if (stepMs >= windowMs) {
    addDays(series, into, point, to)
    return to
  }
  const reach = series.tables.reach(point)
  const minutesFrom = Math.min(reach.minutes, to)
  if (from < minutesFrom) addDays(series, into, point, minutesFrom)
  const rawFrom = stepMs >= minuteMs ? to : Math.min(reach.raw, to)
  if (Math.max(from, minutesFrom) < rawFrom) addMinutes(series, into, point, Math.max(from, minutesFrom), rawFrom)
  return Math.max(from, rawFrom)
}

function addMinutes(series: Series, into: RollUps, point: number, from: EpochMs, to: EpochMs): void {
  for (const { window, minutes } of series.tables.chunks(point, windowOf(from), to))
    if (minutes) addRollUps(into, decodeRollUps(minutes, window, minuteMs))
}

/** Whole days in one piece where that is fine enough, others by their quarters; a day not packed yet by its minutes. */
function addDays(series: Series, into: RollUps, point: number, to: EpochMs): void {
  let next = dayOf(into.from)
  for (const { day, quarters, total } of series.tables.days(point, next, to)) {
    if (next < day) addMinutes(series, into, point, Math.max(next, into.from), day)
    next = day + dayMs
    const isWhole = day >= into.from && next <= to
    if (into.stepMs >= dayMs && isWhole) addRollUps(into, decodeRollUps(total, day, dayMs))
    else addRollUps(into, decodeRollUps(quarters, day, windowMs))
  }
  if (next < to) addMinutes(series, into, point, Math.max(next, into.from), to)
}

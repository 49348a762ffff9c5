import { type Reading, usable } from '../../../../domain/reading.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { median } from '../../statistics.ts'
import { running, spreadOf } from './medians.ts'

/** Where a signal counts as failed. */
export interface Limit {
  at: number
  /** `below`: it fails by falling to the limit. */
  direction: 'above' | 'below'
}

/** How far a signal has come on its way from where it began (0) to its limit (1). */
export interface Course {
  /** Instants of the smoothed values, rising. */
  at: readonly EpochMs[]
  /** The smoothed way at each of them; it never goes back. */
  way: readonly number[]
  /** Scatter of a single value around the course, in the same measure. */
  noise: number
  /** Where it began: with the series, or when it was last repaired. */
  beganAt: EpochMs
  /** Last usable value. */
  lastAt: EpochMs
}

interface Row {
  at: EpochMs
  value: number
}

/** Values at the beginning whose median counts as the start. */
const startValues = 10
/** Running median: five values pass over outliers, eleven over the recovery of a battery after a rest. */
const [narrowest, widest] = [5, 11]
/** Scatter of the smoothed way that does no harm. */
const harmless = 1 / 60
/** Values in a row that must have fallen back, and by which share of the way, before it counts as a repair. */
const [repairValues, repairShare] = [5, 0.35]

/**
 * The course of a signal, from the newest repair on. Values that are not usable are left out.
 * `undefined` when fewer than three are left, or it began at or beyond the limit.
 */
export function courseOf(series: readonly Reading[], limit: Limit): Course | undefined {
  return courseOfRows(usableRows(series), limit)
}

/** Way at an instant between the smoothed values; beyond them the nearest. */
export function wayAt({ at, way }: Course, instant: EpochMs): number {
  const next = at.findIndex((own) => own >= instant)
  if (next === -1) return way.at(-1) ?? 0
  if (next === 0) return way[0] ?? 0
  const [before, after] = [at[next - 1] ?? 0, at[next] ?? 0]
  const share = after > before ? (instant - before) / (after - before) : 1
  return (way[next - 1] ?? 0) + share * ((way[next] ?? 0) - (way[next - 1] ?? 0))
}

/** Rows with a number that counts. */
export function usableRows(series: readonly Reading[]): Row[] {
  return series.flatMap((reading) => {
    const value = usable(reading)
    return value === undefined || !Number.isFinite(value) ? [] : [{ at: reading.at, value }]
  })
}

function courseOfRows(rows: readonly Row[], limit: Limit): Course | undefined {
  const start = median(rows.slice(0, startValues).map(({ value }) => value))
  const span = limit.at - start
  if (rows.length < 3 || !(limit.direction === 'below' ? span < 0 : span > 0)) return undefined
  const raw = rows.map(({ value }) => (value - start) / span)
  const noise = spreadOf(raw.slice(1).map((value, i) => value - (raw[i] ?? value))) / Math.SQRT2
  const repaired = newestRepair(raw, noise)
  if (repaired > 0) return courseOfRows(rows.slice(repaired), limit)
  const width = widthOf(rows.length, noise)
  let farthest = 0
  return {
    // a running median speaks for the middle of its window
    at: rows.map(({ at }, i) => (at + (rows[Math.max(0, i - width + 1)]?.at ?? at)) / 2),
    way: running(raw, width).map((value) => (farthest = Math.max(farthest, value))),
    noise,
    beganAt: rows[0]?.at ?? 0,
    lastAt: rows.at(-1)?.at ?? 0,
  }
}

/** As narrow as the scatter allows: each value more makes the course lag behind. */
function widthOf(count: number, noise: number): number {
  const needed = Math.max(narrowest, Math.ceil((noise / harmless) ** 2))
  return Math.max(1, Math.min(widest, needed, Math.floor(count / 8)))
}

/** Index of the first value after the newest repair; 0 when there was none. */
function newestRepair(raw: readonly number[], noise: number): number {
  for (let i = raw.length - repairValues; i >= repairValues; i--) {
    const [before, after] = [raw.slice(i - repairValues, i), raw.slice(i, i + repairValues)]
    // all after lie below all before: a repair stays, a rest wears off
    if (Math.max(...after) >= Math.min(...before)) continue
    if (median(before) - median(after) > Math.max(repairShare, 4 * noise)) return i
  }
  return 0
}

import type { Interval, Meter, MeterPoint, RegisterReading, Wh } from '../../domain/metering/meter.ts'
import { type Quarter, quarterStart } from '../../domain/metering/quarter.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import { comparableDays, comparableWh } from './comparable.ts'
import { type Estimates, fillQuarters, type FoundQuarter, usualWh } from './estimate.ts'
import { bridgedMs, measuredQuarters } from './intervals.ts'
import type { Key, MeteringStore } from './metering-store.ts'

/** Estimates of this age are looked at again: a gap may have ended, a total become known. */
export const provisionalMs: Ms = 48 * 3_600_000
const quartersADay = 96
/** So many quarters are looked at or written in one turn: five days, some 30 ms. */
export const sliceQuarters = 480

/** What a register's quarters are closed with. */
export interface Closing {
  point: MeterPoint
  key: Key
  store: Pick<MeteringStore, 'readings' | 'meters' | 'intervals' | 'addIntervals'>
  timeZone: string
  /** What other sources than comparable days say of a quarter. */
  estimates: Estimates
  /** Quarters [from, to) that are over. */
  from: Quarter
  to: Quarter
  now: EpochMs
}

/**
 * Writes the energies of quarters that are over: the first revision of those that have none, and the next one of those
 * that are known better now. What a person edited stays. Gives what was written, slice by slice: after a clock that was a
 * year off there is a year to write, more than fits between two turns of the control loop.
 */
export function* closeQuarters(closing: Closing): Generator<Interval[], void, void> {
  const { point, key, store, estimates, from, to } = closing
  const kept = store.readings(key, quarterStart(from) - bridgedMs, quarterStart(to) + bridgedMs)
  const readings = ofTheirMeter(kept, store.meters(point.id))
  if (!readings.some(({ kind }) => kind !== 'held')) return
  const run = measuredQuarters(point, readings, from, to)
  const comparable = new Map<Quarter, Wh[]>()
  for (const slice of slicesOf(run.quarters.filter(({ wh }) => wh === null))) {
    if (comparable.size > 0) yield []
    for (const [quarter, wh] of comparables(closing, slice)) comparable.set(quarter, wh)
  }
  const found = fillQuarters(run, {
    ...estimates,
    comparableDays: (quarter) => usualWh(comparable.get(quarter) ?? []),
  })
  for (const slice of slicesOf(found)) yield write(closing, slice)
}

/** What comparable days say of missing quarters, which are few and in order. */
function comparables({ key, store, timeZone }: Closing, missing: readonly { quarter: Quarter }[]): [Quarter, Wh[]][] {
  const [first = 0, last = 0] = [missing[0]?.quarter, missing.at(-1)?.quarter]
  const intervals = store.intervals(key, first - comparableDays * quartersADay, last + 1)
  const past = new Map(intervals.map((interval) => [interval.quarter, interval]))
  return missing.map(({ quarter }) => [quarter, comparableWh(past, quarter, timeZone)])
}

/** Writes what is new or other than before; a person may have edited some meanwhile. */
function write({ key, store, now }: Closing, found: readonly FoundQuarter[]): Interval[] {
  const [first = 0, last = 0] = [found[0]?.quarter, found.at(-1)?.quarter]
  const past = new Map(store.intervals(key, first, last + 1).map((interval) => [interval.quarter, interval]))
  const written = found.flatMap((quarter): Interval[] => {
    const before = past.get(quarter.quarter)
    if (before?.quality === 'edited') return []
    const isSame = before?.wh === quarter.wh && before?.method === quarter.method
    return isSame ? [] : [{ ...key, ...quarter, revision: before ? before.revision + 1 : 0 }]
  })
  store.addIntervals(written, now)
  return written
}

function slicesOf<T>(items: readonly T[]): T[][] {
  const count = Math.ceil(items.length / sliceQuarters)
  return Array.from({ length: count }, (_, i) => items.slice(i * sliceQuarters, (i + 1) * sliceQuarters))
}

/**
 * Readings with the meter that hung there at their time. An exchange may be written down days later: until then the new
 * meter looks like a reset of the old one.
 */
function ofTheirMeter(readings: readonly RegisterReading[], meters: readonly Meter[]): RegisterReading[] {
  return readings.map((reading) => {
    const epoch = meters.findLast(({ from }) => from < reading.at)?.epoch ?? reading.epoch
    return epoch > reading.epoch ? { ...reading, epoch, isNewStart: false } : reading
  })
}

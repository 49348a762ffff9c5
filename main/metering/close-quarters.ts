import type { Interval, Meter, MeterPoint, RegisterReading } from '../../domain/metering/meter.ts'
import { type Quarter, quarterStart } from '../../domain/metering/quarter.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import { comparableDays, comparableWh } from './comparable.ts'
import { fillQuarters } from './estimate.ts'
import { bridgedMs, measuredQuarters } from './intervals.ts'
import type { Key, MeteringStore } from './metering-store.ts'

/** Estimates of this age are looked at again: a gap may have ended, a total become known. */
export const provisionalMs: Ms = 48 * 3_600_000
const quartersADay = 96

/** What a register's quarters are closed with. */
export interface Closing {
  point: MeterPoint
  key: Key
  store: Pick<MeteringStore, 'readings' | 'meters' | 'intervals' | 'addIntervals'>
  timeZone: string
  /** Quarters [from, to) that are over. */
  from: Quarter
  to: Quarter
  now: EpochMs
}

/**
 * Writes the energies of quarters that are over: the first revision of those that have none, and the next one of those
 * that are known better now. What a person edited stays. Gives what was written.
 */
export function closeQuarters({ point, key, store, timeZone, from, to, now }: Closing): Interval[] {
  const kept = store.readings(key, quarterStart(from) - bridgedMs, quarterStart(to) + bridgedMs)
  const readings = ofTheirMeter(kept, store.meters(point.id))
  if (!readings.some(({ kind }) => kind !== 'held')) return []
  const past = new Map(store.intervals(key, from - comparableDays * quartersADay, to).map((i) => [i.quarter, i]))
  const found = fillQuarters(measuredQuarters(point, readings, from, to), {
    comparableWh: (quarter) => comparableWh(past, quarter, timeZone),
  })
  const written = found.flatMap((quarter): Interval[] => {
    const before = past.get(quarter.quarter)
    if (before?.quality === 'edited') return []
    const isSame = before?.wh === quarter.wh && before?.method === quarter.method
    return isSame ? [] : [{ ...key, ...quarter, revision: before ? before.revision + 1 : 0 }]
  })
  store.addIntervals(written, now)
  return written
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

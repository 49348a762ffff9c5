import type { Clock } from '../../domain/clock.ts'
import { type Interval, isGapShare, type MeterPoint, type Wh } from '../../domain/metering/meter.ts'
import { type Quarter, quarterMs, quarterOf, quarterStart } from '../../domain/metering/quarter.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import { closeQuarters, provisionalMs, sliceQuarters } from './close-quarters.ts'
import type { Estimates } from './estimate.ts'
import { bridgedMs } from './intervals.ts'
import type { Key, MeteringStore } from './metering-store.ts'
import { createRegisterWatch } from './watch-register.ts'

/** Called with energies that were written, in order of time. */
export type OnIntervals = (intervals: readonly Interval[]) => void

/** A register that is closed, and what with. */
export interface ClosedRegister {
  store: MeteringStore
  tell: OnIntervals
  point: MeterPoint
  key: Key
  estimates: Estimates
}

/** What a register showed before it was read for the first time, in order of time. */
export interface PastRegister {
  key: Key
  readings: { at: EpochMs; wh: Wh }[]
}

/** Registers of devices may come this late after the end of a quarter. */
const graceMs: Ms = 90_000
const quartersADay = 96

/**
 * Closes what is over of one register, from what was written last or from the begin of estimates that may be known better
 * now. A short run takes one turn; a long one yields after each slice. Errors: `Store.Failed`.
 */
export function* closeRegister(
  { timeZone, clock }: { timeZone: string; clock: Pick<Clock, 'now'> },
  given: ClosedRegister,
): Generator<void, void, void> {
  const { store, tell, key } = given
  const to = overUntil(clock.now())
  const last = store.lastQuarter(key)
  const next = last === undefined ? firstQuarter(store, key) : last + 1
  if (to - next > sliceQuarters && isInGap(store, key, to)) return
  // with the last one, however old: a run that was cut short in the middle of a gap is taken as a whole again
  const estimated = store
    .intervals(key, Math.min(next - 1, to - provisionalMs / quarterMs), to)
    .find(({ quality }) => quality === 'estimated')
  const begin = estimated ? beginOfRun(store, key, estimated.quarter) : Infinity
  const from = estimated && isSettled(store, key, { estimated, begin, next }) ? next : Math.min(next, begin)
  if (!(from < to)) return
  for (const written of closeQuarters({ ...given, timeZone, from, to, now: clock.now() })) {
    if (written.length > 0) tell(written)
    if (to - from > sliceQuarters) yield
  }
}

/**
 * Takes the past of a register and writes the energies of its quarters, to the one in which it joins what is read now. Does
 * nothing where nothing is read yet. Gives slice by slice. Errors: `Store.Failed`.
 */
export function* takePast(
  { timeZone, clock }: { timeZone: string; clock: Pick<Clock, 'now'> },
  given: ClosedRegister,
  past: readonly PastRegister[],
): Generator<void, void, void> {
  const { store, tell, point, key } = given
  const { readings = [] } =
    past.find((one) => one.key.pointId === key.pointId && one.key.register === key.register) ?? {}
  const [first] = readings
  const joinsAt = store.firstAt(key)
  if (!first || joinsAt === undefined) return
  const watch = createRegisterWatch(point, key.register, { epoch: 1, isFirst: true })
  const kept = readings.map(({ at, wh }) => {
    const { keep, notes } = watch.take({ at, takenAt: at, monotonicMs: at, wh })
    return { key, keep, notes }
  })
  store.keep(kept)
  const now = clock.now()
  const from = quarterOf(first.at) + 1
  const to = Math.min(quarterOf(joinsAt) + 1, overUntil(now))
  for (const written of closeQuarters({ ...given, timeZone, from, to, now })) {
    if (written.length > 0) tell(written)
    yield
  }
}

/** The first quarter that is not over yet, registers that come late included. */
function overUntil(now: EpochMs): Quarter {
  return quarterOf(now - graceMs)
}

/** Whether the end of what would be closed lies in a gap that is over: what passed in it is known a quarter later. */
function isInGap(store: MeteringStore, key: Key, to: Quarter): boolean {
  const [before, after] = store.readings(key, quarterStart(to), quarterStart(to))
  return before !== undefined && after !== undefined && after.at - before.at > bridgedMs
}

/** A long gap whose total was spread and that measured quarters follow: looking again would take long and find the same. */
function isSettled(
  store: MeteringStore,
  key: Key,
  { estimated, begin, next }: { estimated: Interval; begin: Quarter; next: Quarter },
): boolean {
  if (!isGapShare(estimated.method) || next - begin <= sliceQuarters) return false
  return store.intervals(key, next - 1, next)[0]?.quality === 'measured'
}

/**
 * First quarter of the run of estimates that one belongs to. A gap is looked at as a whole: from its middle on nobody knows
 * its total.
 */
function beginOfRun(store: MeteringStore, key: Key, estimated: Quarter): Quarter {
  let first = estimated
  for (;;) {
    const before = store.intervals(key, first - quartersADay, first).toReversed()
    const run = before.findIndex(({ quarter, quality }, i) => quality !== 'estimated' || quarter !== first - 1 - i)
    if (run >= 0) return first - run
    if (before.length < quartersADay) return first - before.length
    first -= before.length
  }
}

function firstQuarter(store: MeteringStore, key: Key): Quarter {
  const at = store.firstAt(key)
  return at === undefined ? Infinity : quarterOf(at) + 1
}

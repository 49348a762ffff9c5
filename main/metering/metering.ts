import type { Clock } from '../../domain/clock.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { Log } from '../../domain/log.ts'
import type { MeteringAct } from '../../domain/metering/acts.ts'
import { quarterOf } from '../../domain/metering/quarter.ts'
import { type MeterPoint, registers } from '../../domain/metering/meter.ts'
import type { PointName } from '../../domain/points.ts'
import type { Reading } from '../../domain/reading.ts'
import type { Ms } from '../../domain/units.ts'
import type { WriteAudit } from '../audit/audit.ts'
import { createActs } from './acts.ts'
import { edit, exchange } from './carry-out.ts'
import { type CheckMeter, createCheckMeters } from './check-meters.ts'
import { closeRegister, type ClosedRegister, type OnIntervals, type PastRegister, takePast } from './close-register.ts'
import { estimateNotes } from './estimate-notes.ts'
import { createMeteringStore, type Kept, type Key, type MeteringDb, type MeteringStore } from './metering-store.ts'
import { createOwnPower } from './own-power.ts'
import { createRegisterWatch } from './watch-register.ts'

/** What metering is made of. */
export interface MeteringNeeds {
  db: MeteringDb
  points: readonly MeterPoint[]
  /** Second meters on the energy of some of the points. */
  checks?: readonly CheckMeter[]
  timeZone: string
  /** Holds what the disk refuses, in order, and writes it later; its `add` never throws. */
  backlogOf(write: (items: readonly Kept[]) => void): {
    add(items: readonly Kept[]): void
    failure(): string | undefined
  }
  audit: WriteAudit
  /** Whether the time of day can be believed; absent = always. */
  isClockSure?(): boolean
  clock: Clock
  log: Log
}

/** Registers as devices show them become energies by quarter of an hour, once and for all. */
export type Metering = ReturnType<typeof createMetering>

/** Metering of a site over its database. Errors: `Store.Failed`. */
export function createMetering(needs: MeteringNeeds) {
  const { db, points, checks = [], audit, clock } = needs
  const store = createMeteringStore(db)
  const listeners = new Set<OnIntervals>()
  const tell: OnIntervals = (intervals) => listeners.forEach((listener) => listener(intervals))
  const checking = createCheckMeters(checks, store)
  // check meters first: what they measured is there when the quarters that they check are closed
  const watches = [...checks.map(({ point }) => point), ...points].flatMap((point) =>
    point.registers.map((register) => openWatch(store, clock, point, { pointId: point.id, register })),
  )
  const isTimeSure = createTimeCheck(needs)
  const backlog = needs.backlogOf((items) => store.keep(items))
  const ownPower = createOwnPower(
    points.map(({ id }) => id),
    (powers) => backlog.add([{ powers }]),
  )
  const closingOf = createClosing({ store, points, checking, tell })
  const rounds = createRounds({ isReady: () => backlog.failure() === undefined && isTimeSure() }, function* closeAll() {
    for (const watched of watches) yield* closeRegister(needs, closingOf(watched))
    checking.judge(quarterOf(clock.now()))
  })
  return {
    /** Takes the newest readings; called every cycle, each reading counts once. */
    observe(reading: (assetId: string, point: PointName) => Reading): void {
      // a reading a year ahead would make all later ones come too late; what is left out is a gap whose total is known
      if (!isTimeSure()) return
      ownPower.observe((id) => reading(id, 'activePowerKW'))
      for (const { key, watch } of watches) {
        const { value, at, quality, breaks } = reading(key.pointId, registers[key.register].point)
        if (quality !== 'good' || value === null) continue
        const shown = { at, takenAt: clock.now(), monotonicMs: clock.monotonicMs(), wh: Math.round(value * 1_000) }
        const { keep, notes } = watch.take(breaks === undefined ? shown : { ...shown, breaks })
        if (keep.length > 0) backlog.add([{ key, keep, notes }])
      }
    },
    /**
     * Closes what is over, and looks again at estimates of the last two days. While readings wait for the disk nothing is
     * closed: it would be estimated without them. Errors: `Store.Failed`.
     */
    close(): void {
      backlog.add([])
      rounds.begin()
    },
    /** Keeps what is summed of powers up to now, as before a stop. */
    stop: ownPower.stop,
    /** Goes on with a round of closing that was too long for one turn; without one it does nothing. Errors: `Store.Failed`. */
    goOn: rounds.step,
    /** Takes what registers showed before their first reading, register by register. Errors: `Store.Failed`. */
    *takePast(past: readonly PastRegister[]): Generator<void, void, void> {
      for (const watched of watches) yield* takePast(needs, closingOf(watched), past)
    },
    acts: createActs({ db, carryOut: (act, by) => carryOut(needs, { store, watches, tell }, act, by), audit, clock }),
    /** Told of every value that is written, in order of time. */
    onIntervals: (listener: OnIntervals) => void listeners.add(listener),
    points,
    checked: checking.checked,
    conditions: checking.conditions,
    meters: store.meters,
    intervals: store.intervals,
    revisions: store.revisions,
    corrected: store.corrected,
    readings: store.readings,
    notes: store.notes,
  }
}

/** What a register is closed with; what was estimated is noted before others are told of it. */
function createClosing(given: {
  store: MeteringStore
  points: readonly MeterPoint[]
  checking: ReturnType<typeof createCheckMeters>
  tell: OnIntervals
}) {
  const { store, points, checking, tell } = given
  return ({ point, key }: WatchedRegister): ClosedRegister => {
    const noted: OnIntervals = (intervals) => {
      store.keep([{ key, keep: [], notes: estimateNotes(store, intervals) }])
      tell(intervals)
    }
    // check meters are closed for themselves: nobody is billed by them
    const isBilled = points.some(({ id }) => id === key.pointId)
    return { store, tell: isBilled ? noted : () => {}, point, key, estimates: checking.estimatesOf(key) }
  }
}

/** Work that may be too long for one turn: `begin` starts a round unless one is under way, `step` goes on with it. */
function createRounds({ isReady }: { isReady(): boolean }, work: () => Iterator<void, void, void>) {
  let round: Iterator<void, void, void> | undefined
  const step = () => {
    if (!round || !isReady()) return
    const current = round
    // a round that fails is over: the next one finds what is left
    round = undefined
    if (!current.next().done) round = current
  }
  return {
    step,
    begin() {
      round ??= work()
      step()
    },
  }
}

/** A clock that was set further than this is not believed at once. */
const leapMs: Ms = 86_400_000
/** So long others have to judge the clock after it leapt. */
const judgedWithinMs: Ms = 10_000

/** Whether readings may be stamped: not while the clock is in doubt, nor in the moments after it leapt. */
function createTimeCheck({ clock, isClockSure }: MeteringNeeds): () => boolean {
  const offset = () => clock.now() - clock.monotonicMs()
  let [known, leaptMs] = [offset(), -Infinity]
  return () => {
    if (Math.abs(offset() - known) > leapMs) leaptMs = clock.monotonicMs()
    known = offset()
    return clock.monotonicMs() - leaptMs >= judgedWithinMs && (isClockSure?.() ?? true)
  }
}

/** A register with what follows it. */
interface WatchedRegister {
  point: MeterPoint
  key: Key
  watch: ReturnType<typeof createRegisterWatch>
}

function openWatch(store: MeteringStore, clock: Clock, point: MeterPoint, key: Key): WatchedRegister {
  if (store.meters(point.id).length === 0)
    store.addMeter({ pointId: point.id, epoch: 1, serial: '', from: clock.now(), until: null })
  const { epoch, from } = store.meters(point.id).at(-1) ?? { epoch: 1, from: 0 }
  const last = store.lastReading(key)
  const isOfThisMeter = last && (last.epoch === epoch || last.at > from)
  const watch = createRegisterWatch(point, key.register, {
    epoch,
    last: isOfThisMeter ? last : undefined,
    isFirst: !last,
  })
  return { point, key, watch }
}

function carryOut(
  { points, clock, log }: MeteringNeeds,
  { store, watches, tell }: { store: MeteringStore; watches: WatchedRegister[]; tell: OnIntervals },
  { body }: MeteringAct,
  approvedBy: string,
): void {
  const point = points.find(({ id }) => id === body.pointId)
  if (!point) throw new PowerchainError('Config.NotFound', `There is no meter point "${body.pointId}".`)
  if (body.kind === 'edit') tell([edit(store, body, clock.now())])
  else {
    exchange(store, point, body, clock.now())
    for (const [i, { key }] of watches.entries())
      if (key.pointId === point.id) watches[i] = openWatch(store, clock, point, key)
  }
  log.info('metering changed', { pointId: body.pointId, kind: body.kind, approvedBy })
}

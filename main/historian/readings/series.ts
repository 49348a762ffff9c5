import type { Clock } from '../../../domain/clock.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'
import type { WriteDb } from '../db.ts'
import { decodeAxis, encodeAxis } from './codec/chunk.ts'
import { createOpenWindow, type OpenWindow, type Scan } from './open-window.ts'
import { createPacking, type Packing } from './packing.ts'
import type { Carry } from './roll-up.ts'
import { between, merged, noSamples, type Samples } from './samples.ts'
import { createTables, type NumberedPoint, type StoredPoint, type Tables } from './tables.ts'
import { dayOf, windowMs, windowOf } from './window-time.ts'

/** A window that is full and being packed, point by point. */
interface Closing {
  window: OpenWindow
  /** What of it is still to be packed; unknown until packing begins. */
  work: { axis: Float64Array; left: number[] } | undefined
  lastSeq: number
}

/** Longest that packing holds up what comes next. */
const sliceMs: Ms = 8
/** Scans of the journal deleted in one go. */
const dropAtOnce = 60

/**
 * Samples of all points: journalled as they come, packed when their quarter of an hour is over. Belongs to one thread;
 * nothing here waits. What a former run left in the journal is taken up. Errors: `Store.Failed`.
 */
export class Series {
  readonly tables: Tables
  readonly packing: Packing
  readonly #db: WriteDb
  readonly #clock: Clock
  readonly #points = new Map<number, NumberedPoint>()
  readonly #carries = new Map<number, Carry | undefined>()
  /** Last samples of the windows that {@link insertScans} packed. */
  readonly #pastCarries = new Map<number, Carry | undefined>()
  #lastSeq = 0
  /** The last scan that was kept since start. */
  #newest: Scan | undefined
  #current: OpenWindow | undefined
  /** The oldest first. More than one only while the disk refuses what is packed. */
  #closing: Closing[] = []
  #day: { day: EpochMs; left: number[] } | undefined

  constructor({ db, clock }: { db: WriteDb; clock: Clock }) {
    this.#db = db
    this.#clock = clock
    this.tables = createTables(db)
    this.packing = createPacking(this.tables)
    for (const point of this.tables.points()) this.#points.set(point.number, point)
    for (const { seq, scan } of this.tables.journal()) this.#take(scan, seq)
  }

  /** Makes points known; gives their numbers. */
  know(points: readonly StoredPoint[]): number[] {
    return this.#db.transaction(() =>
      points.map((point) => {
        const number = this.tables.putPoint(point)
        this.#points.set(number, { ...point, number })
        return number
      }),
    )
  }

  /** Takes over what another one still has in memory: its points with their numbers, and what it had not packed yet. */
  takeOver(former: Series): void {
    this.#db.transaction(() => {
      for (const point of former.#points.values()) {
        this.tables.adoptPoint(point)
        this.#points.set(point.number, point)
      }
    })
    for (const window of former.#unpacked()) this.append(window.scans())
  }

  /** Instant of the newest sample; `undefined` when there is none. */
  newest(): EpochMs | undefined {
    const packed = this.tables.newestAxis()
    return [packed && decodeAxis(packed).at(-1), ...this.#unpacked().map((window) => window.axis().at(-1))]
      .filter((at) => at !== undefined)
      .toSorted((a, b) => b - a)[0]
  }

  /** All points ever known. */
  points(): NumberedPoint[] {
    return [...this.#points.values()]
  }

  /** How long a value of a point stands. */
  holdMs(point: number): Ms {
    return this.#points.get(point)?.holdMs ?? windowMs
  }

  /** Keeps scans, all or none; they are in the file when it returns. */
  append(scans: readonly Scan[]): void {
    const seqs = this.#db.transaction(() => scans.map((scan, i) => this.#addToJournal(scan, scans[i - 1])))
    scans.forEach((scan, i) => this.#take(scan, seqs[i] ?? 0))
    this.#newest = scans.at(-1)
  }

  /** A window's scans leave the journal the last one first: within it one may lean on the one before. */
  #addToJournal(scan: Scan, before = this.#newest): number {
    const isSameWindow = before !== undefined && windowOf(before.at) === windowOf(scan.at)
    return this.tables.addToJournal(scan, isSameWindow ? before : undefined)
  }

  /**
   * Adds samples of one point that come late, or from elsewhere; those already there at the same instants are replaced.
   * What is older than the samples that are kept is left out; gives how many were taken.
   */
  insert(point: number, given: Samples): number {
    const samples = between(given, this.tables.reach(point).raw, Infinity)
    const windows = new Set([...samples.at].map(windowOf))
    while (this.#closing.some(({ window }) => windows.has(window.start))) this.pack()
    for (const window of [...windows].sort((a, b) => a - b)) {
      const part = between(samples, window, window + windowMs)
      if (window === this.#current?.start) this.append(scansOf(point, part))
      else this.#db.transaction(() => this.#insertPacked(point, window, part))
    }
    return samples.at.length
  }

  /**
   * Adds whole scans of a past time in which nothing is stored, a window at a go: far cheaper than point by point. What is
   * stored in a window already is joined with it; scans of the windows that are still open are left out.
   */
  insertScans(scans: readonly Scan[]): void {
    const open = this.openFrom()
    const windows = new Map<EpochMs, OpenWindow>()
    for (const scan of scans) {
      const start = windowOf(scan.at)
      if (start >= open) continue
      const window = windows.get(start) ?? createOpenWindow(start)
      windows.set(start, window)
      window.append(scan)
    }
    for (const window of windows.values()) this.#db.transaction(() => this.#packPast(window))
  }

  /** Packs for some milliseconds; false when there is nothing left to pack now. */
  pack(): boolean {
    const [closing] = this.#closing
    if (!closing) return this.#packDays()
    const untilMs = this.#clock.monotonicMs() + sliceMs
    const done: [point: number, carry: Carry | undefined][] = []
    const { work, isOver } = this.#db.transaction(() => {
      const work = closing.work ?? this.#workOn(closing.window)
      const left = work.left.values()
      while (done.length < work.left.length && this.#clock.monotonicMs() < untilMs) {
        const point = left.next().value ?? 0
        done.push([point, this.#packPoint(point, closing.window, work.axis)])
      }
      const isPacked = done.length === work.left.length
      return { work, isOver: isPacked && !this.tables.dropJournal(closing.lastSeq, dropAtOnce) }
    })
    // only now is it sure to be in the file
    closing.work = { axis: work.axis, left: work.left.slice(done.length) }
    for (const [point, carry] of done) this.#carries.set(point, carry)
    if (isOver) this.#closing.shift()
    return true
  }

  /** Start of what is not packed yet. */
  openFrom(): EpochMs {
    return Math.min(...this.#unpacked().map(({ start }) => start))
  }

  /** Samples not packed yet, in order of time. */
  open(point: number): Samples {
    const closing = this.#closing.filter(({ work }) => work?.left.includes(point) ?? true)
    return [...closing.map(({ window }) => window), this.#current]
      .map((window) => window?.samples(point) ?? noSamples)
      .reduce(merged, noSamples)
  }

  #unpacked(): OpenWindow[] {
    return [...this.#closing.map(({ window }) => window), this.#current].filter((window) => window !== undefined)
  }

  #take(scan: Scan, seq: number): void {
    const start = windowOf(scan.at)
    if (this.#current?.start !== start) {
      // a clock that was set back opens a window again: what is packed there already is kept
      if (this.#current && this.#current.start > start) this.#carries.clear()
      if (this.#current) this.#closing.push({ window: this.#current, work: undefined, lastSeq: this.#lastSeq })
      this.#current = createOpenWindow(start, this.#current)
    }
    this.#lastSeq = seq
    this.#current?.append(scan)
  }

  /** What there is to pack of a window that is full: also points without a sample in it while their last value holds. */
  #workOn(window: OpenWindow): NonNullable<Closing['work']> {
    const { start } = window
    const stored = this.tables.axis(start)
    const axis = stored ? decodeAxis(stored) : window.axis()
    if (!stored) this.tables.putAxis(start, encodeAxis(axis))
    const held = [...this.#carries].filter(
      ([point, carry]) => carry && carry.at < start && carry.at + this.holdMs(point) > start,
    )
    return { axis, left: [...new Set([...window.points(), ...held.map(([point]) => point)])] }
  }

  /** Days that are over, point by point. */
  #packDays(): boolean {
    this.#day ??= this.#dayToPack()
    const day = this.#day
    if (!day) return false
    const untilMs = this.#clock.monotonicMs() + sliceMs
    const left = [...day.left]
    this.#db.transaction(() => {
      while (left.length > 0 && this.#clock.monotonicMs() < untilMs) this.packing.packDay(left.pop() ?? 0, day.day)
      if (left.length === 0) this.tables.dropPendingDay(day.day)
    })
    this.#day = left.length > 0 ? { day: day.day, left } : undefined
    return true
  }

  #dayToPack(): { day: EpochMs; left: number[] } | undefined {
    const day = this.tables.pendingDay(dayOf(Math.min(this.openFrom(), this.#clock.now())))
    return day === undefined ? undefined : { day, left: [...this.#points.keys()] }
  }

  #packPoint(point: number, window: OpenWindow, axis: Float64Array): Carry | undefined {
    const { start } = window
    const known = this.#carries.get(point)
    const isKnown = this.#carries.has(point) && (known === undefined || known.at < start)
    const carry = isKnown ? known : this.#carryBefore(point, start)
    const task = { point, holdMs: this.holdMs(point), window: start, samples: window.samples(point), axis, carry }
    return this.packing.pack(task)
  }

  #packPast(window: OpenWindow): void {
    const { start } = window
    if (this.tables.axis(start)) {
      for (const point of window.points()) this.#insertPacked(point, start, window.samples(point))
      return
    }
    const axis = window.axis()
    this.tables.putAxis(start, encodeAxis(axis))
    const holds = ([point, carry]: [number, Carry | undefined]) =>
      carry !== undefined && carry.at < start && carry.at + this.holdMs(point) > start
    const held = [...this.#pastCarries].filter(holds).map(([point]) => point)
    for (const point of new Set([...window.points(), ...held])) {
      const known = this.#pastCarries.get(point)
      const carry = known && known.at < start ? known : this.#carryBefore(point, start)
      const task = { point, holdMs: this.holdMs(point), window: start, samples: window.samples(point), axis, carry }
      this.#pastCarries.set(point, this.packing.pack(task))
    }
  }

  /** Late samples change their own window, and what is carried from it into the next. */
  #insertPacked(point: number, window: EpochMs, samples: Samples): void {
    this.#packAgain(point, window, samples)
    const next = window + windowMs
    if (next < this.openFrom() && this.tables.chunk(point, next)) this.#packAgain(point, next, noSamples)
    if (next === this.openFrom()) this.#carries.delete(point)
  }

  #packAgain(point: number, window: EpochMs, samples: Samples): void {
    const stored = this.tables.axis(window)
    const axis = stored ? decodeAxis(stored) : new Float64Array(0)
    const carry = this.#carryBefore(point, window)
    this.packing.pack({ point, holdMs: this.holdMs(point), window, samples, axis, carry })
  }

  /** The last sample before a window that may still hold in it. */
  #carryBefore(point: number, window: EpochMs): Carry | undefined {
    const row = this.tables.chunkBefore(point, window, window - this.holdMs(point) - windowMs)
    if (!row) return undefined
    const { at, value, quality } = this.packing.read(row)
    const last = at.length - 1
    return last < 0 ? undefined : { at: at[last] ?? 0, value: value[last] ?? Number.NaN, quality: quality[last] ?? 0 }
  }
}

/** Each sample as a scan of its own, as the journal keeps them. */
function scansOf(point: number, { at, value, quality }: Samples): Scan[] {
  return Array.from(at, (instant, i) => ({
    at: instant,
    point: Uint32Array.of(point),
    value: value.slice(i, i + 1),
    quality: quality.slice(i, i + 1),
  }))
}

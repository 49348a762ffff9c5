import type { PointName } from '../../../../domain/points.ts'
import type { Driver, NormalSpec } from './drivers.ts'
import { addDay, distance, emptyMoments, type Line, lineOf, type Moments, valueAt } from './moments.ts'
import { type Columns, driversOf, rowsOf } from './rows.ts'
import { median, quantile, spreadOf } from '../../statistics.ts'

/** A signal over a day against what is normal for it. */
export interface Departure {
  value: number
  expected: number
  /** A departure that means nothing yet: noise, what is too small to matter, and what is not known well. */
  scale: number
  /** The same for the middle of two weeks, in which there is less noise. */
  longScale: number
}

/** What a signal is made of. */
export interface SignalNeeds {
  point: PointName
  spec: NormalSpec
  /** Departure too small to matter when the normal level is this. */
  floorAt(level: number): number
}

/** What is known of a signal, as it is kept. */
export interface SignalState {
  drivers: readonly Driver[]
  moments: Moments | null
  /** Departures of days that were normal, the newest last. */
  departures: number[]
  /** Largest size of the signal that says whether it can be judged. */
  usual: number
  /** Newest day that counts as normal, days since 1970. */
  learnedDay: number
}

interface PendingDay {
  day: number
  table: Float64Array
  departure: number
}

/** Judged from so many days on. */
export const leastDays = 14
/** A day counts as normal after so long without suspicion, so that a slow failure does not become the normal. */
export const guardDays = 21
const mostDepartures = 400
const mostDoubtful = 60
const leastRows = 6
/** Fewer days know less of what is usual: their scale is widened as if this many more were needed. */
const wantedDays = 60
/** Weather of neighbouring days is alike: so many days tell as much as one that stands alone. */
const alikeDays = 5
/** However far a day lies from what was learned, it is not unknown altogether: the failure itself may have moved it. */
const farthest = 3
/** Noise of the middle of two weeks beside that of three days; a little more than if days were independent. */
const longShare = 0.6

/** Learns what is normal for a signal, day by day, and says how far a day departs from it. */
export class HealthSignal {
  readonly state: SignalState
  readonly #needs: SignalNeeds
  #line: Line | undefined
  #noise: number
  #pending: PendingDay[] = []
  /** Days that may have been a failure; a person can say that they were not. */
  #doubtful: PendingDay[] = []

  constructor(needs: SignalNeeds, kept?: SignalState) {
    this.#needs = needs
    this.state = kept ?? { drivers: [], moments: null, departures: [], usual: 0, learnedDay: -1 }
    const { moments, departures } = this.state
    this.#line = moments && moments.days >= leastDays ? lineOf(moments) : undefined
    this.#noise = noiseOf(departures)
  }

  /** Days that are known to be normal. */
  days(): number {
    return this.#line ? (this.state.moments?.days ?? 0) : this.#pending.length
  }

  isReady(): boolean {
    return this.#line !== undefined
  }

  /** The normal level; NaN while it is not known. */
  level(): number {
    return this.#line?.base ?? Number.NaN
  }

  /** Daily departures of normal days from what was foreseen for them: the error on what it had not seen. */
  noise(): number {
    return this.#noise
  }

  /** A whole day, steps [from, to); `isSuspicious`: what departs now may be a failure and is not learned. */
  learn(columns: Columns, { from, to, day, isSuspicious }: LearnDay): void {
    const { spec } = this.#needs
    const newest = Math.max(this.state.learnedDay, this.#pending.at(-1)?.day ?? -1, this.#doubtful.at(-1)?.day ?? -1)
    if (day <= newest) return
    if (this.state.drivers.length === 0) this.state.drivers = driversOf(spec, columns)
    this.state.usual = Math.max(this.state.usual, usualOf(spec, columns, from, to))
    const table = this.#rows(columns, from, to)
    if (table) this.#pending.push({ day, table, departure: this.#line ? this.#residual(table) : Number.NaN })
    if (!this.#line) return this.#pending.length >= leastDays ? this.#begin() : undefined
    if (isSuspicious) {
      this.#doubtful = [...this.#doubtful, ...this.#pending].slice(-mostDoubtful)
      this.#pending = []
    } else this.#take(this.#pending.filter((one) => one.day <= day - guardDays))
  }

  /** Steps [from, to) against what is normal; `undefined` while that, or the signal, is not known. */
  judge(columns: Columns, from: number, to: number): Departure | undefined {
    const line = this.#line
    const table = line && this.#rows(columns, from, to)
    if (!line || !table) return undefined
    const width = this.#width()
    const departure = this.#residual(table)
    const expected = middle(this.#needs.spec, expectedOf(line, table, width))
    const days = this.state.moments?.days ?? leastDays
    const beyond = Math.min(farthest, distance(line, meanDrivers(table, width)) / Math.max(1, days / alikeDays))
    const known = Math.sqrt((1 + wantedDays / days) * (1 + beyond))
    const floor = this.#needs.floorAt(line.base)
    const scale = Math.max(floor, this.#noise) * known
    const longScale = Math.max(floor, longShare * this.#noise) * known
    if (this.#needs.spec.as !== 'ratio') return { value: expected + departure, expected, scale, longScale }
    const level = Math.exp(expected)
    const base = this.#base(columns, from, to)
    const value = level * Math.exp(departure)
    return { value: base + value, expected: base + level, scale: level * scale, longScale: level * longScale }
  }

  /** What was seen lately is normal, says a person: the days that wait are learned. */
  accept(): void {
    this.#take([...this.#doubtful, ...this.#pending])
    this.#doubtful = []
  }

  /** Forgets what was normal: the machine is another one now. */
  forget(): void {
    Object.assign(this.state, { drivers: [], moments: null, departures: [], usual: 0 })
    this.#pending = []
    this.#doubtful = []
    this.#line = undefined
  }

  /** The first days together: what they depart by is known only afterwards. */
  #begin(): void {
    const first = this.#pending
    this.#take(first)
    this.state.departures = first.map(({ table }) => this.#residual(table))
    this.#noise = noiseOf(this.state.departures)
  }

  #take(days: readonly PendingDay[]): void {
    for (const { day, table, departure } of days) {
      this.state.moments ??= emptyMoments(Array.from(table.subarray(0, this.#width())))
      addDay(this.state.moments, table)
      this.state.learnedDay = day
      if (!Number.isNaN(departure)) this.state.departures = [...this.state.departures, departure].slice(-mostDepartures)
    }
    this.#pending = this.#pending.filter(({ day }) => day > this.state.learnedDay)
    if (days.length === 0 || !this.state.moments || this.state.moments.days < leastDays) return
    this.#line = lineOf(this.state.moments)
    this.#noise = noiseOf(this.state.departures)
  }

  #width(): number {
    return this.state.drivers.length + 1
  }

  #rows(columns: Columns, from: number, to: number): Float64Array | undefined {
    const { point, spec } = this.#needs
    const { drivers, usual } = this.state
    const table = rowsOf({ point, spec, drivers, usual }, columns, from, to)
    return table.length < (spec.as === 'quiet' ? 1 : leastRows) * this.#width() ? undefined : table
  }

  /** Middle of the signal over which this one's rise is judged; 0 when it is judged by itself. */
  #base(columns: Columns, from: number, to: number): number {
    const { over } = this.#needs.spec
    const known =
      over &&
      columns
        .get(over)
        ?.subarray(from, to)
        .filter((value) => !Number.isNaN(value))
    return known ? median(known) : 0
  }

  #residual(table: Float64Array): number {
    return this.#line ? middle(this.#needs.spec, residualsOf(this.#line, table, this.#width())) : Number.NaN
  }
}

interface LearnDay {
  from: number
  to: number
  /** Days since 1970. */
  day: number
  isSuspicious: boolean
}

/** Ordinary size of departures, as the middle of three days; a few large ones count by half, so that what has been ordinary stays so. */
function noiseOf(departures: readonly number[]): number {
  if (departures.length < 3) return 0
  const smooth = departures.slice(2).map((_, i) => median(departures.slice(i, i + 3)))
  const sizes = smooth.map(Math.abs)
  return Math.max(spreadOf(smooth), median(sizes) * 1.48, quantile(sizes, 0.97) / 2)
}

function middle({ as }: NormalSpec, values: Float64Array): number {
  return as === 'rate' ? values.reduce((sum, value) => sum + value, 0) / values.length : median(values)
}

function residualsOf(line: Line, table: Float64Array, width: number): Float64Array {
  return expectedOf(line, table, width).map((value, row) => (table[row * width + width - 1] ?? Number.NaN) - value)
}

function expectedOf(line: Line, table: Float64Array, width: number): Float64Array {
  return Float64Array.from({ length: table.length / width }, (_, row) => valueAt(line, table, row * width))
}

function meanDrivers(table: Float64Array, width: number): number[] {
  const rows = table.length / width
  return Array.from({ length: width - 1 }, (_, i) => {
    let sum = 0
    for (let row = 0; row < rows; row++) sum += table[row * width + i] ?? 0
    return sum / rows
  })
}

function usualOf({ while: state, atRest = [] }: NormalSpec, columns: Columns, from: number, to: number): number {
  const points = state ? [state.point] : atRest
  return points.reduce(
    (most, point) =>
      columns
        .get(point)
        ?.subarray(from, to)
        .reduce((size, value) => Math.max(size, Math.abs(value) || 0), most) ?? most,
    0,
  )
}

import type { PointName } from '../../../../domain/points.ts'
import { clamp } from '../../../../domain/units.ts'
import type { Driver, NormalSpec } from './drivers.ts'
import { addDay, distance, emptyMoments, type Line, lineOf, type Moments, valueAt } from './moments.ts'
import { type Columns, driversOf, rowsOf } from './rows.ts'
import { median, quantile, spreadOf } from './statistics.ts'

/** A signal over a day against what is normal for it. */
export interface Departure {
  value: number
  expected: number
  /** A departure that means nothing yet: noise, what is too small to matter, and what is not known well. */
  scale: number
}

/** What a signal is made of. */
export interface SignalNeeds {
  assetId: string
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
const leastRows = 6
/** Fewer days know less of what is usual: their scale is widened as if this many more were needed. */
const wantedDays = 60
/** Weather of neighbouring days is alike: so many days tell as much as one that stands alone. */
const alikeDays = 5

/** Learns what is normal for a signal, day by day, and says how far a day departs from it. */
export function createSignal({ assetId, point, spec, floorAt }: SignalNeeds, kept?: SignalState) {
  const state: SignalState = kept ?? {
    drivers: [],
    moments: null,
    departures: [],
    usual: 0,
    learnedDay: -Infinity,
  }
  let line: Line | undefined = state.moments && state.moments.days >= leastDays ? lineOf(state.moments) : undefined
  let noise = noiseOf(state.departures)
  let pending: PendingDay[] = []
  const width = () => state.drivers.length + 1
  const tableOf = (columns: Columns, from: number, to: number) =>
    rowsOf({ point, spec, drivers: state.drivers, usual: state.usual }, columns, from, to)
  const residual = (by: Line, table: Float64Array) => middle(spec, residualsOf(by, table, width()))
  const take = ({ day, table, departure }: PendingDay): void => {
    state.moments ??= emptyMoments([...table.slice(0, width())])
    addDay(state.moments, table)
    state.learnedDay = day
    if (!Number.isNaN(departure)) state.departures = [...state.departures, departure].slice(-mostDepartures)
  }
  const refit = (): void => {
    if (!state.moments || state.moments.days < leastDays) return
    line = lineOf(state.moments)
    noise = noiseOf(state.departures)
  }
  const begin = (): void => {
    for (const one of pending) take(one)
    refit()
    const now = line
    if (now) state.departures = pending.map(({ table }) => residual(now, table))
    noise = noiseOf(state.departures)
    pending = []
  }
  return {
    assetId,
    point,
    state,
    /** Days that are known to be normal. */
    days: () => (line ? (state.moments?.days ?? 0) : pending.length),
    isReady: () => line !== undefined,
    level: () => line?.base ?? Number.NaN,
    /** Daily departures of normal days from what was foreseen for them: the error on what it had not seen. */
    noise: () => noise,
    /** A whole day, steps [from, to); `isSuspicious`: what departs now may be a failure and is not learned. */
    learn(columns: Columns, { from, to, day, isSuspicious }: LearnDay): void {
      if (day <= (pending.at(-1)?.day ?? state.learnedDay)) return
      if (state.drivers.length === 0) state.drivers = driversOf(spec, columns)
      state.usual = Math.max(state.usual, usualOf(spec, columns, from, to))
      const table = tableOf(columns, from, to)
      if (table.length >= (spec.as === 'quiet' ? 1 : leastRows) * width())
        pending.push({ day, table, departure: line ? residual(line, table) : Number.NaN })
      if (!line) {
        if (pending.length >= leastDays) begin()
        return
      }
      if (isSuspicious) pending = pending.slice(-guardDays)
      const ripe = isSuspicious ? [] : pending.filter((one) => one.day <= day - guardDays)
      if (ripe.length === 0) return
      for (const one of ripe) take(one)
      pending = pending.slice(ripe.length)
      refit()
    },
    /** Steps [from, to) against what is normal; `undefined` while that, or the signal, is not known. */
    judge(columns: Columns, from: number, to: number): Departure | undefined {
      if (!line) return undefined
      const table = tableOf(columns, from, to)
      if (table.length < (spec.as === 'quiet' ? 1 : leastRows) * width()) return undefined
      const departure = residual(line, table)
      const expected = middle(spec, expectedOf(line, table, width()))
      const days = state.moments?.days ?? leastDays
      const beyond = distance(line, meanDrivers(table, width())) / Math.max(1, days / alikeDays)
      const known = Math.sqrt((1 + wantedDays / days) * (1 + beyond))
      return { value: expected + departure, expected, scale: Math.max(floorAt(line.base), noise) * known }
    },
    /** What was seen lately is normal, says a person: the days that wait are learned. */
    accept(): void {
      for (const one of pending) take(one)
      pending = []
      refit()
    },
    /** Forgets what was normal: the machine is another one now. */
    forget(): void {
      Object.assign(state, { drivers: [], moments: null, departures: [], usual: 0 })
      pending = []
      line = undefined
    },
  }
}

/** Learns what is normal for a signal, and judges it. */
export type HealthSignal = ReturnType<typeof createSignal>

interface LearnDay {
  from: number
  to: number
  /** Days since 1970. */
  day: number
  isSuspicious: boolean
}

/** Ordinary size of daily departures; a few large ones count by half, so that what has been ordinary stays so. */
function noiseOf(departures: readonly number[]): number {
  if (departures.length === 0) return 0
  const sizes = departures.map(Math.abs)
  return Math.max(spreadOf(departures), median(sizes) * 1.48, quantile(sizes, 0.97) / 2)
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

function usualOf({ while: state }: NormalSpec, columns: Columns, from: number, to: number): number {
  const column = state && columns.get(state.point)
  let most = 0
  for (let step = from; column && step < to; step++)
    most = Math.max(most, Math.abs(clamp(column[step] || 0, -1e9, 1e9)))
  return most
}

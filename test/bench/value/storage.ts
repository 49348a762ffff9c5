import {
  bestStoredKWh,
  evenWorth,
  type TradedStorage,
  worthBefore,
} from '../../../main/forecast/worth/storage-worth.ts'
import { quarterOfDay } from './walk.ts'

/** Whether the price of a quarter is known when its power is chosen (K) or not (U). */
export type Mode = 'U' | 'K'

/** Chooses the stored energy at the end of quarter `t`, before standing losses, kWh. */
export type StorageRule = (t: number, storedKWh: number) => number

/** What is left in the end is valued at nothing by all, so that nobody gains by it. */
const worthless = evenWorth(0)

/** Rows of expected prices: the n-th holds those of the quarters after n. */
export type Foreseen = readonly Float64Array[]

/** The product's rule: the worth of stored energy at the expected prices, against the price of the quarter. */
export function productRule(storage: TradedStorage, paid: Float64Array, foreseen: Foreseen, mode: Mode): StorageRule {
  return (t, stored) => {
    const [price, ahead] = view(paid, foreseen, mode, t)
    return bestStoredKWh(storage, worthBefore(storage, ahead, worthless), price, stored)
  }
}

/** The price that is reckoned with for quarter `t` and those expected after it, none beyond the end of the year. */
export function view(paid: Float64Array, foreseen: Foreseen, mode: Mode, t: number): [number, number[]] {
  const left = paid.length - 1 - t
  if (mode === 'K') return [paid[t] ?? 0, [...(foreseen[t] ?? [])].slice(0, left)]
  const row = foreseen[t - 1] ?? foreseen[0] ?? new Float64Array()
  return [row[0] ?? 0, [...row.subarray(1)].slice(0, left)]
}

/** Takings by quarter, $, when a rule runs a storage from empty over [from, until); settled at the price paid. */
export function run(storage: TradedStorage, paid: Float64Array, rule: StorageRule, span: Span): Float64Array {
  let stored = 0
  return Float64Array.from({ length: span.until - span.from }, (_, i) => {
    const t = span.from + i
    const next = rule(t, stored)
    const price = paid[t] ?? 0
    const taken = takings(storage, stored, next, price)
    stored = next * (1 - storage.lossPerHour / 4)
    return taken
  })
}

/** Quarters of the year that are counted. */
export interface Span {
  from: number
  until: number
}

function takings({ oneWayRatio, wearEurPerMWh }: TradedStorage, before: number, after: number, price: number): number {
  const filled = after - before
  const perMWh = filled > 0 ? -price / oneWayRatio : (price - wearEurPerMWh) * oneWayRatio
  return (Math.abs(filled) * perMWh) / 1_000
}

/** What perfect foresight takes: the best path over the whole span (worth of energy at the prices paid, no forecast). */
export function foresightRule(storage: TradedStorage, paid: Float64Array, { from, until }: Span): StorageRule {
  const worths = [worthless]
  for (let t = until - 1; t > from; t--) worths.push(worthBefore(storage, [paid[t] ?? 0], worths.at(-1) ?? worthless))
  return (t, stored) => bestStoredKWh(storage, worths[until - 1 - t] ?? worthless, paid[t] ?? 0, stored)
}

/** Clock rule: full power in from 02:00 to 04:00, out from 18:00 to 20:00 local time. */
export function clockRule(storage: TradedStorage): StorageRule {
  return (t, stored) => {
    const hour = Math.floor(quarterOfDay(t) / 4)
    if (hour >= 2 && hour < 4) return filled(storage, stored)
    return hour >= 18 && hour < 20 ? drained(storage, stored) : stored
  }
}

/** Charges in the two cheapest and discharges in the two dearest day-ahead hours of the local day, if that pays. */
export function rankRule(storage: TradedStorage, published: Float64Array): StorageRule {
  return (t, stored) => {
    const first = Math.max(0, t - quarterOfDay(t))
    const hours = Array.from({ length: 24 }, (_, hour) => published[first + hour * 4] ?? 0)
    const sorted = hours.toSorted((a, b) => a - b)
    const now = published[t] ?? 0
    if (now <= (sorted[1] ?? 0)) return filled(storage, stored)
    return now >= (sorted[22] ?? 0) ? drained(storage, stored) : stored
  }
}

/** Charges below the 20 % and discharges above the 90 % quantile of the last four weeks, by the price before. */
export function thresholdRule(storage: TradedStorage, paid: Float64Array): StorageRule {
  let day = -1
  let [low, high] = [0, 0]
  return (t, stored) => {
    const last = paid[t - 1] ?? 30
    if (Math.floor(t / 96) !== day) {
      day = Math.floor(t / 96)
      const before = paid.slice(Math.max(0, t - 28 * 96), t).sort()
      low = before[Math.floor(before.length * 0.2)] ?? 20
      high = before[Math.floor(before.length * 0.9)] ?? 40
    }
    if (last < low) return filled(storage, stored)
    return last > high ? drained(storage, stored) : stored
  }
}

function filled({ powerKW, energyKWh, oneWayRatio }: TradedStorage, stored: number): number {
  return Math.min(energyKWh, stored + (powerKW / 4) * oneWayRatio)
}

function drained({ powerKW, oneWayRatio }: TradedStorage, stored: number): number {
  return Math.max(0, stored - powerKW / 4 / oneWayRatio)
}

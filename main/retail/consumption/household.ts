import type { householdKinds } from '../../../domain/retail/settings.ts'
import type { QuarterLabel } from './local-clock.ts'

/** A kind of household that is made up. */
export type HouseholdKind = (typeof householdKinds)[number]

interface Shape {
  /** Weight of each hour of the local day; only their proportions matter. */
  weekday: readonly number[]
  weekend: readonly number[]
  /** Swing of the day's energy over the year around its mean, largest in mid-January. */
  winter: number
  /** Swing from quarter to quarter. */
  noise: number
}

const evening = [3, 3, 3, 3, 3, 4, 6, 8, 7, 6, 6, 6, 7, 6, 6, 6, 7, 9, 12, 13, 12, 10, 7, 5]
const atHome = [4, 3, 3, 3, 3, 3, 4, 6, 9, 10, 10, 10, 11, 10, 9, 9, 9, 10, 12, 12, 11, 10, 8, 6]

/** Days by household, made up for practice from everyday habits: no measured profile is behind them. */
const shapes: Readonly<Record<HouseholdKind, Shape>> = {
  single: { weekday: evening, weekend: atHome, winter: 0.12, noise: 0.55 },
  family: { weekday: evening.map((w, h) => w + (h > 11 && h < 18 ? 2 : 0)), weekend: atHome, winter: 0.16, noise: 0.4 },
  heatPump: {
    weekday: [9, 9, 9, 9, 9, 11, 12, 12, 10, 8, 7, 6, 6, 6, 6, 7, 8, 10, 11, 11, 10, 10, 9, 9],
    weekend: [9, 9, 9, 9, 9, 10, 11, 12, 11, 9, 8, 7, 7, 7, 7, 8, 9, 10, 11, 11, 10, 10, 9, 9],
    winter: 0.62,
    noise: 0.25,
  },
  electricCar: {
    weekday: [28, 26, 20, 12, 6, 4, 5, 6, 5, 4, 4, 4, 5, 4, 4, 4, 5, 7, 9, 10, 9, 8, 14, 26],
    weekend: [18, 16, 10, 6, 4, 4, 4, 5, 7, 9, 10, 10, 10, 9, 9, 9, 9, 9, 10, 10, 9, 8, 10, 16],
    winter: 0.14,
    noise: 0.5,
  },
  shop: {
    weekday: [4, 4, 4, 4, 4, 5, 7, 12, 18, 20, 20, 20, 20, 20, 20, 20, 19, 18, 14, 8, 5, 4, 4, 4],
    weekend: [4, 4, 4, 4, 4, 4, 4, 6, 10, 12, 12, 12, 10, 6, 5, 4, 4, 4, 4, 4, 4, 4, 4, 4],
    winter: 0.1,
    noise: 0.15,
  },
}

const quartersOfYear = 35_064
const dayMs = 86_400_000
/** Mid-January, when days take most. */
const coldestDay = 15

/**
 * Energy of a quarter that a made-up household draws, whole Wh. The same for the same seed, kind, size and quarter, whenever
 * it is asked.
 */
export function householdWh(
  { kind, yearKWh, seed }: { kind: HouseholdKind; yearKWh: number; seed: number },
  quarter: number,
  { date, time, weekday }: QuarterLabel,
): number {
  const shape = shapes[kind]
  const hours = weekday === 'Sat' || weekday === 'Sun' ? shape.weekend : shape.weekday
  const mean = hours.reduce((sum, weight) => sum + weight, 0) / hours.length
  const day = (Date.parse(`${date}T00:00:00Z`) - Date.parse(`${date.slice(0, 4)}-01-01T00:00:00Z`)) / dayMs
  const season = 1 + shape.winter * Math.cos((2 * Math.PI * (day - coldestDay)) / 365.25)
  // some days take more than others, and quarters more still
  const daily = 1 + 0.3 * (chance(seed, Math.floor(quarter / 96) + 7) - 0.5)
  const quarterly = 1 + 2 * shape.noise * (chance(seed, quarter) - 0.5)
  const weight = (hours[Number(time.slice(0, 2))] ?? mean) / mean
  return Math.round(((yearKWh * 1_000) / quartersOfYear) * weight * season * daily * quarterly)
}

/** A number from 0 to below 1 that belongs to a seed and a place: integer hashing as in splitmix32. */
function chance(seed: number, place: number): number {
  let hash = (seed ^ Math.imul(place, 0x9e37_79b9)) >>> 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x21f0_aaad)
  hash = Math.imul(hash ^ (hash >>> 15), 0x735a_2d97)
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32
}

/** A seed that belongs to a name. */
export function seedOf(name: string): number {
  let seed = 0x811c_9dc5
  for (const letter of name) seed = Math.imul(seed ^ (letter.codePointAt(0) ?? 0), 0x0100_0193)
  return seed >>> 0
}

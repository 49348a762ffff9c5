import { clamp, type EpochMs } from '../../../domain/units.ts'
import { fixedRandom, smoothNoise } from '../random.ts'
import { wallTime, zoneOffset, type WallTime } from './local-time.ts'
import type { Place, Profile, Quantity, SyntheticShape } from './profile.ts'

type Shape = (at: EpochMs, wall: WallTime, seed: number) => number

const minuteMs = 60_000
const hourMs = 60 * minuteMs
/** Latitude of southern Sweden, where the synthetic year is set. */
const latitude = (57.7 * Math.PI) / 180

const shapes: Record<SyntheticShape, { quantity: Quantity; shape: Shape }> = {
  pv: { quantity: 'ratio', shape: (at, wall, seed) => clearSky(wall) * cloudTransmission(at, seed) },
  wind: { quantity: 'speedMPerS', shape: windSpeed },
  factory: { quantity: 'ratio', shape: factoryLoad },
  ambient: { quantity: 'temperatureDegC', shape: ambient },
  price: { quantity: 'priceEurPerMWh', shape: price },
}

/** A series made from the calendar and noise; has no memory, so any instant can be asked for. */
export function syntheticSeries(name: SyntheticShape, scale: number, place: Place): Profile {
  const offset = zoneOffset(place.timeZone)
  const { quantity, shape } = shapes[name]
  return { quantity, valueAt: (at) => scale * shape(at, wallTime(at + offset(at)), place.seed) }
}

/** Output of a plant under a clear sky as a ratio of its rating: height of the sun, a little less when low. */
function clearSky({ hour, dayOfYear }: WallTime): number {
  const declination = ((23.44 * Math.PI) / 180) * Math.sin((2 * Math.PI * (dayOfYear - 80)) / 365)
  // summer time and the distance from the zone's meridian move noon to about half past twelve on the wall
  const hourAngle = ((hour - 12.5) * Math.PI) / 12
  const height =
    Math.sin(latitude) * Math.sin(declination) + Math.cos(latitude) * Math.cos(declination) * Math.cos(hourAngle)
  return height <= 0 ? 0 : Math.min(1, 1.05 * height ** 1.15)
}

/** Part of the light that comes through: weather over hours, single clouds within seconds to minutes. */
function cloudTransmission(at: EpochMs, seed: number): number {
  const weather = smoothNoise(seed + 1, at / (7 * hourMs))
  const cloud = 0.65 * smoothNoise(seed + 2, at / (2.6 * minuteMs)) + 0.35 * smoothNoise(seed + 3, at / 35_000)
  const cover = clamp((cloud + 0.45 * weather + 0.05) / 0.35, 0, 1)
  return 1 - 0.68 * cover * cover * (3 - 2 * cover)
}

/** Wind at hub height in m/s: season, weather over hours, gusts over seconds to minutes. */
function windSpeed(at: EpochMs, { dayOfYear }: WallTime, seed: number): number {
  const season = 1.2 * Math.cos((2 * Math.PI * (dayOfYear - 15)) / 365)
  const weather = 3.4 * smoothNoise(seed + 11, at / (9 * hourMs)) + 1.1 * smoothNoise(seed + 12, at / hourMs)
  const gusts =
    0.7 * smoothNoise(seed + 13, at / 80_000) +
    0.4 * smoothNoise(seed + 14, at / 17_000) +
    0.2 * smoothNoise(seed + 15, at / 5_000)
  return Math.max(0, 8 + season + weather + gusts)
}

/** A works with presses and a furnace, as a ratio of its rating. Half asleep at night and at weekends. */
function factoryLoad(at: EpochMs, { hour, isWorkday }: WallTime, seed: number): number {
  const isShift = isWorkday && hour >= 6 && hour < 22
  const base = isShift ? 0.58 : 0.26
  const drift = 0.025 * smoothNoise(seed + 21, at / (8 * minuteMs)) + 0.012 * smoothNoise(seed + 22, at / 9_000)
  return clamp(base + drift + (isShift ? batch(at, seed) : 0), 0, 1)
}

const batchEveryMs = 3.5 * minuteMs

/** One furnace or press batch in each span of 3.5 minutes: 26 to 37 % of the rating for 60 to 150 seconds, sharp edges. */
function batch(at: EpochMs, seed: number): number {
  const turn = Math.floor(at / batchEveryMs)
  const lastsMs = 60_000 + 90_000 * fixedRandom(seed + 23, turn)
  const beginsMs = (batchEveryMs - lastsMs) * fixedRandom(seed + 24, turn)
  const sinceMs = at - turn * batchEveryMs - beginsMs
  if (sinceMs < 0 || sinceMs > lastsMs) return 0
  const edge = Math.min(1, sinceMs / 1_200, (lastsMs - sinceMs) / 1_200)
  const height = 0.26 + 0.11 * fixedRandom(seed + 25, turn)
  return edge * height * (1 + 0.03 * smoothNoise(seed + 26, at / 2_000))
}

/** Outdoor temperature in degC: season, time of day, weather. */
function ambient(at: EpochMs, { hour, dayOfYear }: WallTime, seed: number): number {
  const season = 8.5 - 10 * Math.cos((2 * Math.PI * (dayOfYear - 25)) / 365)
  const daily = 4.5 * Math.cos((2 * Math.PI * (hour - 15)) / 24)
  return season + daily + 3.5 * smoothNoise(seed + 31, at / (30 * hourMs)) + 0.2 * smoothNoise(seed + 32, at / minuteMs)
}

/** Day-ahead energy price in EUR/MWh by the quarter-hour: two peaks a day, a dip at noon, cheap nights. */
function price(at: EpochMs, { hour }: WallTime, seed: number): number {
  const peak = (at0: number, width: number) => Math.exp(-(((hour - at0) / width) ** 2))
  const daily = 48 + 42 * peak(8, 1.8) + 58 * peak(19, 2.2) - 30 * peak(13, 2.5) - 14 * peak(3, 3)
  const quarter = Math.floor(at / (15 * minuteMs))
  return daily + 22 * smoothNoise(seed + 41, at / (20 * hourMs)) + 6 * (fixedRandom(seed + 42, quarter) - 0.5)
}

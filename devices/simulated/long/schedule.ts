import type { AssetOf } from '../../../domain/asset.ts'
import type { EpochMs, KW, Ms } from '../../../domain/units.ts'
import type { WallTime } from '../profiles/local-time.ts'
import { fixedRandom } from '../random.ts'

/** What an asset is steered by in a long run. */
export interface Moment {
  at: EpochMs
  wall: WallTime
  /** Seed of the operator's habits; the same day is lived the same in every run. */
  seed: number
}

const dayMs: Ms = 86_400_000
/** State of charge a bank of flywheels is brought back to, percent, and how fast, 1/h. */
const rest = { socPct: 65, perHour: 0.5 }
/** Share of a swing of the works that the flywheels take. */
const swingRatio = 0.8

/** Flywheels take the swings of the works around their mean, and come back to their middle. */
export function flywheelKW(asset: AssetOf<'flywheel'>, swingKW: KW, socPct: number): KW {
  const fullKWh = asset.units * asset.unitEnergyKWh
  return swingRatio * swingKW + ((socPct - rest.socPct) / 100) * fullKWh * rest.perHour
}

/** Cells go to the cheap hours for energy and to the evening with it; a buffer of lead only gives a little, once a day. */
export function batteryKW({ chemistry, ratedPowerKW }: AssetOf<'battery'>, moment: Moment, surplusKW: KW): KW {
  const { hour, isWorkday } = moment.wall
  const habit = 0.8 + 0.3 * fixedRandom(moment.seed, Math.floor(moment.at / dayMs))
  if (chemistry === 'agm' || chemistry === 'gel')
    return hour >= 19 && hour < 19.4 ? 0.3 * ratedPowerKW : -0.1 * ratedPowerKW
  if (hour >= 1 && hour < 5) return -0.35 * habit * ratedPowerKW
  if (hour >= 17 && hour < 21) return (isWorkday ? 0.3 : 0.2) * habit * ratedPowerKW
  return hour >= 10 && hour < 15 && surplusKW > 0 ? -Math.min(0.4 * ratedPowerKW, 0.5 * surplusKW) : 0
}

/** Hydrogen is made in the cheap hours and of what sun and wind leave over, and used in the evening; more in the dark season. */
export function hydrogenKW(asset: AssetOf<'hydrogen'>, { wall }: Moment, surplusKW: KW, socPct: number): KW {
  const { hour, dayOfYear } = wall
  const isDark = dayOfYear < 80 || dayOfYear > 290
  if (hour >= 17 && hour < 20 && socPct > 15) return (isDark ? 0.7 : 0.55) * asset.fuelCellKW
  const isCheap = hour >= 1 && hour < 4
  if (socPct > 92 || !(isCheap || (surplusKW > 800 && hour >= 9 && hour < 16))) return 0
  return -Math.max(asset.electrolyserMinKW, 0.7 * asset.electrolyserKW)
}

/** A generator is tried out on Wednesday mornings. */
export function gensetKW({ ratedPowerKW }: AssetOf<'genset'>, { at, wall: { hour } }: Moment): KW {
  // 1 January 1970 was a Thursday
  return Math.floor(at / dayMs) % 7 === 6 && hour >= 10 && hour < 10.2 ? ratedPowerKW / 2 : 0
}

/** Containers share what is left over, each from its lowest draw up; whoever is awake sleeps last. Positive draws. */
export function containersKW(assets: readonly AssetOf<'container'>[], leftKW: KW, awake: ReadonlySet<string>): KW[] {
  const draws = assets.map(() => 0)
  let remaining = leftKW
  assets.forEach(({ id, minPowerKW }, i) => {
    if (remaining < (awake.has(id) ? 0.7 : 1.15) * minPowerKW) return
    draws[i] = minPowerKW
    remaining -= minPowerKW
  })
  const room = assets.map(({ ratedPowerKW, minPowerKW }, i) => (draws[i] === 0 ? 0 : ratedPowerKW - minPowerKW))
  const total = room.reduce((sum, one) => sum + one, 0)
  const share = total === 0 ? 0 : Math.min(1, Math.max(0, remaining) / total)
  return draws.map((draw, i) => draw + share * (room[i] ?? 0))
}

import type { AssetOf } from '../../../domain/asset.ts'
import { flywheelModel } from '../../../domain/models/flywheel.ts'
import type { Ms } from '../../../domain/units.ts'
import type { Values } from '../models/model.ts'
import { settle } from '../models/motion.ts'
import { fixedRandom } from '../random.ts'
import type { Wear } from '../wear/effects.ts'
import type { Condition } from './condition.ts'

/** How far the best unit of a bank as new is from the worst: bearing K, vibration and vacuum as a share. */
const spread = { bearingK: 2.4, vibrationRatio: 0.3, vacuumRatio: 0.25 }
/** Part of the weather that reaches the bearings through the hall, K per K away from 15 degC, and how slowly. */
const hall = { ratio: 0.15, memoryMs: 6 * 3_600_000 }
/** Part of a healthy wheel's vibration that comes at running speed. */
const atRunningSpeed = 0.4

/** Sensors on each wheel of a bank; the bank tells the worst and the median of them. */
export function flywheelCondition(asset: AssetOf<'flywheel'>, wear: Wear, seed: number): Condition {
  // the worst of the new units is what the model gives; the others are a little better
  const better = Array.from({ length: asset.units }, (_, unit) => fixedRandom(seed, unit))
  const best = Math.min(...better)
  const offsets = better.map((ratio) => ratio - best)
  const each = (one: (offset: number, worn: Wear['all']) => number) =>
    offsets.map((offset, n) => one(offset, wear.units[n] ?? wear.all))
  let hallK: number | undefined
  return {
    step(dtMs: Ms, _values, { ambientDegC }) {
      const target = hall.ratio * (ambientDegC - 15)
      hallK = hallK === undefined ? target : settle(hallK, target, dtMs, hall.memoryMs)
    },
    values({ bearingDegC = 0, vibrationMmPerS = 0, vacuumPa = 0, speedRpm = 0 }): Values {
      const speed = speedRpm / flywheelModel.fullSpeedRpm
      const bearings = each(
        (offset, worn) => bearingDegC + (hallK ?? 0) - spread.bearingK * offset + worn.bearingK * speed,
      )
      const shaking = each(
        (offset, worn) =>
          vibrationMmPerS * (1 - spread.vibrationRatio * offset) +
          (worn.vibrationMmPerS + worn.imbalanceMmPerS) * speed ** 2,
      )
      const running = each(
        (offset, worn) =>
          atRunningSpeed * vibrationMmPerS * (1 - spread.vibrationRatio * offset) + worn.imbalanceMmPerS * speed ** 2,
      )
      const vacuums = each((offset, worn) => vacuumPa * (1 - spread.vacuumRatio * offset) + worn.leakPa)
      return {
        bearingDegC: Math.max(...bearings),
        bearingMedianDegC: median(bearings),
        worstUnit: bearings.indexOf(Math.max(...bearings)) + 1,
        vibrationMmPerS: Math.max(...shaking),
        vibrationMedianMmPerS: median(shaking),
        imbalanceMmPerS: Math.max(...running),
        vacuumPa: Math.max(...vacuums),
        vacuumMedianPa: median(vacuums),
      }
    },
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

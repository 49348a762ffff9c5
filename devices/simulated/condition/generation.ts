import type { AssetOf } from '../../../domain/asset.ts'
import type { Ms } from '../../../domain/units.ts'
import { state, type Values } from '../models/model.ts'
import { settle } from '../models/motion.ts'
import type { Wear } from '../wear/effects.ts'
import type { Condition } from './condition.ts'

/** Insulation of a dry field as new, kOhm, and the share of it that is left in the damp of the night. */
const field = { dryKOhm: 1_500, dampRatio: 0.65 }
/** Gear oil over ambient: turning, and what rated power adds, K; the sump warms and cools within the hour. */
const gear = { turningK: 12, loadK: 33, settlesMs: 2_400_000 }
/** Vibration of the drive train, mm/s: turning, and what rated power adds (VDI 3834: up to 3.5 for a gearbox). */
const train = { turningMmPerS: 0.6, loadMmPerS: 1.3 }
/** Coolant over the engine's own temperature at rated power, K. */
const coolantLoadK = 6
/** Battery of 24 V that starts the engine: on its charger, and while it cranks, V. */
const starter = { floatV: 27.2, crankingV: 23.4 }

/** Insulation of the panels, lower in the damp of the night. */
export function pvCondition(_asset: AssetOf<'pv'>, { all }: Wear): Condition {
  return {
    step() {},
    values({ irradianceWPerM2 = 0 }): Values {
      const dry = field.dampRatio + (1 - field.dampRatio) * Math.min(1, irradianceWPerM2 / 600)
      return { insulationKOhm: field.dryKOhm * dry * (1 - all.insulationRatio) }
    },
  }
}

/** Gear oil and vibration of the drive train: of a park, its worst machine. */
export function windCondition(asset: AssetOf<'wind'>, { all }: Wear): Condition {
  let gearDegC: number | undefined
  return {
    step(dtMs: Ms, { activePowerKW = 0 }, { ambientDegC }) {
      const load = Math.max(0, activePowerKW) / asset.ratedPowerKW
      const target = ambientDegC + gear.turningK + gear.loadK * load + all.gearK * (0.35 + 0.65 * load)
      gearDegC = gearDegC === undefined ? target : settle(gearDegC, target, dtMs, gear.settlesMs)
    },
    values({ activePowerKW = 0 }): Values {
      const load = Math.max(0, activePowerKW) / asset.ratedPowerKW
      const vibration = train.turningMmPerS + train.loadMmPerS * load + all.vibrationMmPerS * (0.35 + 0.65 * load)
      return { gearDegC: gearDegC ?? 0, vibrationMmPerS: vibration }
    },
  }
}

/** Coolant and starter battery of a generator. */
export function gensetCondition(asset: AssetOf<'genset'>, { all }: Wear): Condition {
  return {
    step() {},
    values({ activePowerKW = 0, temperatureDegC = 0, state: now }): Values {
      const load = Math.max(0, activePowerKW) / asset.ratedPowerKW
      return {
        coolantDegC: temperatureDegC + coolantLoadK * load,
        starterV: (now === state.starting ? starter.crankingV : starter.floatV) - all.starterV,
      }
    },
  }
}

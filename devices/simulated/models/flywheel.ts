import type { AssetOf } from '../../../domain/asset.ts'
import { flywheelModel, speedRatio, standbyLossKW } from '../../../domain/models/flywheel.ts'
import { clamp, energyKWh, type KW, type KWh, type Ms } from '../../../domain/units.ts'
import type { Random } from '../random.ts'
import { extraLossRatio, type Wear } from '../wear/effects.ts'
import { type Model, state, type Surroundings, type Values } from './model.ts'
import { settle, wander } from './motion.ts'

const { chargeRatio, dischargeRatio, fullSpeedRpm } = flywheelModel
/** Converter response: within 5 % of a step after some 120 ms. */
const responseMs = 40
/** Power tapers so that the last energy before a limit lasts this long. */
const taperMs = 4_000
/** Deviation and memory of shaking, mm/s, and of the vacuum around its usual value, Pa. */
const shaking = { byMmPerS: 0.03, memoryMs: 500 }
const vacuum = { usualPa: 0.55, byPa: 0.007, memoryMs: 2_000 }

/** A bank of flywheels: answers within 200 ms, holds minutes at full power, loses what it stores within hours. */
export class FlywheelBank implements Model {
  readonly safeKW = 0
  readonly nominalV = 690
  readonly tanPhi = 0
  powerKW: KW = 0
  readonly #asset: AssetOf<'flywheel'>
  readonly #random: Random
  readonly #wear: Wear
  readonly #fullKWh: KWh
  #storedKWh: KWh
  #bearingDegC = 38
  #temperatureDegC = 30
  #shakeMmPerS = 0
  #vacuumPa: number = vacuum.usualPa
  #cycleCount: number
  #runHoursH: number

  constructor(asset: AssetOf<'flywheel'>, random: Random, wear: Wear) {
    this.#asset = asset
    this.#wear = wear
    this.#random = random
    this.#fullKWh = asset.units * asset.unitEnergyKWh
    this.#storedKWh = (this.#fullKWh * asset.restSocPct) / 100
    this.#cycleCount = Math.round(8_000 + random.next() * 20_000)
    this.#runHoursH = Math.round(4_000 + random.next() * 12_000)
  }

  step(dtMs: Ms, setpointKW: KW, { ambientDegC }: Surroundings): void {
    this.#storedKWh -= energyKWh(this.#lossKW(), dtMs)
    const target = clamp(setpointKW, -this.#chargeKW(), this.#dischargeKW())
    const powerKW = settle(this.powerKW, target, dtMs, responseMs)
    this.powerKW = clamp(powerKW, -this.#chargeKW(dtMs), this.#dischargeKW(dtMs))
    const moved = energyKWh(this.powerKW, dtMs)
    this.#storedKWh = clamp(
      this.#storedKWh - (moved > 0 ? moved / dischargeRatio : moved * chargeRatio),
      0,
      this.#fullKWh,
    )
    this.#cycleCount += Math.abs(moved) / (2 * this.#fullKWh)
    this.#runHoursH += dtMs / 3_600_000
    // drawn while stepping, so that reading changes nothing
    this.#shakeMmPerS = this.#wander(this.#shakeMmPerS, shaking.byMmPerS, dtMs, shaking.memoryMs)
    this.#vacuumPa = vacuum.usualPa + this.#wander(this.#vacuumPa - vacuum.usualPa, vacuum.byPa, dtMs, vacuum.memoryMs)
    const heat = (this.powerKW / this.#asset.ratedPowerKW) ** 2
    this.#bearingDegC = settle(this.#bearingDegC, 28 + 12 * this.#speedRatio() + 14 * heat, dtMs, 300_000)
    this.#temperatureDegC = settle(this.#temperatureDegC, 0.4 * ambientDegC + 20 + 18 * heat, dtMs, 240_000)
  }

  state(): number {
    return Math.abs(this.powerKW) < 1 ? state.standby : state.running
  }

  values(): Values {
    const { units, minSocPct } = this.#asset
    return {
      minPowerKW: -this.#chargeKW(),
      maxPowerKW: this.#dischargeKW(),
      faultCode: 0,
      socPct: (100 * this.#storedKWh) / this.#fullKWh,
      sohPct: 99.5,
      usableEnergyKWh: Math.max(0, this.#storedKWh - (this.#fullKWh * minSocPct) / 100) * dischargeRatio,
      temperatureDegC: this.#temperatureDegC,
      cycleCount: this.#cycleCount,
      runHoursH: this.#runHoursH,
      speedRpm: fullSpeedRpm * this.#speedRatio(),
      bearingDegC: this.#bearingDegC,
      vibrationMmPerS: 0.5 + 0.7 * this.#speedRatio() ** 2 + this.#shakeMmPerS,
      vacuumPa: this.#vacuumPa,
      standbyLossKW: this.#lossKW(),
      unitsReady: units,
      unitsTotal: units,
    }
  }

  /** Speed follows the root of the stored energy, E = J w^2 / 2. */
  #speedRatio(): number {
    return speedRatio(this.#storedKWh / this.#fullKWh)
  }

  #lossKW(): KW {
    return standbyLossKW(this.#storedKWh) * (1 + extraLossRatio(this.#wear))
  }

  #wander(value: number, deviation: number, dtMs: Ms, memoryMs: Ms): number {
    return wander(value, deviation, { dtMs, memoryMs, random: this.#random })
  }

  /** Highest charging power that still fits within `spanMs`. */
  #chargeKW(spanMs: Ms = taperMs): KW {
    const roomKWh = (this.#fullKWh * this.#asset.maxSocPct) / 100 - this.#storedKWh
    return clamp((roomKWh / chargeRatio / spanMs) * 3_600_000, 0, this.#asset.ratedPowerKW)
  }

  /** Highest discharging power that can be held for `spanMs`. */
  #dischargeKW(spanMs: Ms = taperMs): KW {
    const leftKWh = this.#storedKWh - (this.#fullKWh * this.#asset.minSocPct) / 100
    return clamp((leftKWh * dischargeRatio * 3_600_000) / spanMs, 0, this.#asset.ratedPowerKW)
  }
}

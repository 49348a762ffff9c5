import { socLimits, type AssetOf } from '../../../domain/asset.ts'
import { chemistries, type ChemistryModel } from '../../../domain/models/chemistries.ts'
import { batteryPowersKW } from '../../../domain/models/storage.ts'
import { clamp, energyKWh, type KW, type KWh, type Ms } from '../../../domain/units.ts'
import type { Random } from '../random.ts'
import type { Wear } from '../wear/effects.ts'
import { cells, type Cell } from './chemistry.ts'
import { type Model, state, type Surroundings, type Values } from './model.ts'
import { settle } from './motion.ts'

const responseMs = 80
/** Width above the lowest state of charge in which it gives less and less, percent of the rated energy. */
const emptyingPct = 2
const hotDegC = 42
const roomDegC = 22
/** Heating of the rack at rated power, K in balance with its cooling. */
const heatingK = 16
/** Part of the converter's and cells' losses that is inner resistance at rated power, each way. */
const resistiveRatio = 0.02
/** Part of what the hottest cell is above the others that warms the whole rack. */
const sharedHeat = 0.15
const dayMs = 86_400_000

/** A battery with its converter. Its own BMS holds the depth-of-discharge rule of the chemistry. */
export class Battery implements Model {
  readonly safeKW = 0
  readonly nominalV = 690
  readonly tanPhi = 0
  powerKW: KW = 0
  readonly #asset: AssetOf<'battery'>
  readonly #cell: Cell
  readonly #limits: { minSocPct: number; maxSocPct: number; restSocPct: number }
  readonly #chemistry: ChemistryModel
  readonly #spreadV: number
  readonly #wear: Wear
  #storedKWh: KWh
  #temperatureDegC = roomDegC + 1
  #cycleCount: number

  constructor(asset: AssetOf<'battery'>, random: Random, wear: Wear) {
    this.#asset = asset
    this.#wear = wear
    this.#cell = cells[asset.chemistry]
    this.#limits = socLimits(asset)
    this.#chemistry = chemistries[asset.chemistry]
    this.#spreadV = this.#cell.spreadV * (0.7 + 0.6 * random.next())
    this.#cycleCount = Math.round(50 + random.next() * 500)
    this.#storedKWh = (this.#fullKWh() * this.#limits.restSocPct) / 100
  }

  step(dtMs: Ms, setpointKW: KW, _surroundings: Surroundings): void {
    const { selfDischargePctPerDay, resistanceRatio, hotCellK } = this.#wear.all
    this.#storedKWh *= 1 - (((this.#chemistry.selfDischargePctPerDay + selfDischargePctPerDay) / 100) * dtMs) / dayMs
    const target = clamp(setpointKW, -this.#chargeKW(), this.#dischargeKW())
    this.powerKW = this.#withinStored(settle(this.powerKW, target, dtMs, responseMs), dtMs)
    const moved = energyKWh(this.powerKW, dtMs)
    const loadRatio = this.powerKW / this.#asset.ratedPowerKW
    const keptRatio = 1 - resistiveRatio * resistanceRatio * Math.abs(loadRatio)
    const { dischargeRatio, chargeRatio } = this.#chemistry
    this.#storedKWh -= moved > 0 ? moved / (dischargeRatio * keptRatio) : moved * chargeRatio * keptRatio
    this.#cycleCount += Math.abs(moved) / (2 * this.#asset.ratedEnergyKWh)
    const warmedK = heatingK * (1 + resistanceRatio) * loadRatio ** 2 + sharedHeat * hotCellK
    this.#temperatureDegC = settle(this.#temperatureDegC, roomDegC + 1 + warmedK, dtMs, 1_500_000)
  }

  state(): number {
    return Math.abs(this.powerKW) < 0.5 ? state.standby : state.running
  }

  values(): Values {
    const { emptyV, fullV, sagV } = this.#cell
    const socPct = this.#socPct()
    const cellV = emptyV + ((fullV - emptyV) * socPct) / 100 - (sagV * this.powerKW) / this.#asset.ratedPowerKW
    const usableRatio = Math.max(0, socPct - this.#limits.minSocPct) / 100
    return {
      minPowerKW: -this.#chargeKW(),
      maxPowerKW: this.#dischargeKW(),
      faultCode: 0,
      socPct,
      sohPct: this.#sohPct(),
      usableEnergyKWh: usableRatio * this.#fullKWh() * this.#chemistry.dischargeRatio,
      temperatureDegC: this.#temperatureDegC,
      cellVoltageMinV: cellV - this.#spreadV / 2,
      cellVoltageMaxV: cellV + this.#spreadV / 2,
      cycleCount: this.#cycleCount,
    }
  }

  #sohPct(): number {
    return Math.max(50, 100 - this.#cell.wearPctPerCycle * this.#cycleCount - this.#wear.all.capacityPct)
  }

  #fullKWh(): KWh {
    return (this.#asset.ratedEnergyKWh * this.#sohPct()) / 100
  }

  #socPct(): number {
    return clamp((100 * this.#storedKWh) / this.#fullKWh(), 0, 100)
  }

  #chargeKW(): KW {
    const room = (this.#limits.maxSocPct - this.#socPct()) / this.#cell.fillingPct
    const { chargeKW } = batteryPowersKW(this.#asset, this.#socPct())
    return Math.min(chargeKW, this.#asset.ratedPowerKW * clamp(room, 0, 1)) * this.#coolRatio()
  }

  #dischargeKW(): KW {
    const left = (this.#socPct() - this.#limits.minSocPct) / emptyingPct
    const { dischargeKW } = batteryPowersKW(this.#asset, this.#socPct())
    return Math.min(dischargeKW, this.#asset.ratedPowerKW * clamp(left, 0, 1)) * this.#coolRatio()
  }

  /** Takes power back when hot. */
  #coolRatio(): number {
    return clamp((hotDegC + 8 - this.#temperatureDegC) / 8, 0, 1)
  }

  /** The power that neither leaves the depth-of-discharge rule nor overfills within one step. */
  #withinStored(powerKW: KW, dtMs: Ms): KW {
    const { minSocPct, maxSocPct } = this.#limits
    const perKWh = 3_600_000 / dtMs
    const leftKWh = Math.max(0, this.#storedKWh - (this.#fullKWh() * minSocPct) / 100)
    const roomKWh = Math.max(0, (this.#fullKWh() * maxSocPct) / 100 - this.#storedKWh)
    const { chargeRatio, dischargeRatio } = this.#chemistry
    return clamp(powerKW, (-roomKWh / chargeRatio) * perKWh, leftKWh * dischargeRatio * perKWh)
  }
}

import { socLimits, type AssetOf } from '../../../domain/asset.ts'
import {
  cellVoltages,
  electrolyserModel,
  fuelCellModel,
  fullTankBar,
  producedKgPerH,
  usedKgPerH,
} from '../../../domain/models/hydrogen.ts'
import { valueAt } from '../../../domain/models/curve.ts'
import { clamp, type KW, type Ms } from '../../../domain/units.ts'
import type { Random } from '../random.ts'
import type { Wear } from '../wear/effects.ts'
import { type Model, state, type Surroundings, type Values } from './model.ts'
import { settle, toward } from './motion.ts'

/** Energy per kg at rated power, by which the tank's last kilogram is shared out. */
const electrolyserKWhPerKg = valueAt(electrolyserModel.kWhPerKg, 1)
const fuelCellKWhPerKg = valueAt(fuelCellModel.kWhPerKg, 1)
const fuelCellMinRatio = fuelCellModel.minLoadRatio
const workingDegC = 62

/**
 * Electrolyser, tank and fuel cell. Negative power is the electrolyser's draw, positive the fuel cell's output; they
 * never run together, one winds down before the other begins.
 */
export class HydrogenStorage implements Model {
  readonly safeKW = 0
  readonly nominalV = 690
  readonly tanPhi = 0
  powerKW: KW = 0
  readonly #asset: AssetOf<'hydrogen'>
  readonly #limits: { minSocPct: number; maxSocPct: number }
  readonly #wear: Wear
  #wantedKW: KW = 0
  #hydrogenKg: number
  #stackDegC = 24
  #runHoursH: number
  #startCount: number

  constructor(asset: AssetOf<'hydrogen'>, random: Random, wear: Wear) {
    this.#asset = asset
    this.#wear = wear
    this.#limits = socLimits(asset)
    this.#hydrogenKg = asset.tankKg * 0.45
    this.#runHoursH = Math.round(1_000 + random.next() * 5_000)
    this.#startCount = Math.round(100 + random.next() * 800)
  }

  step(dtMs: Ms, setpointKW: KW, { ambientDegC }: Surroundings): void {
    this.#wantedKW = this.#reachable(setpointKW)
    const before = this.powerKW
    // the other stack starts only after this one stands still
    const target = before * this.#wantedKW < 0 ? 0 : this.#wantedKW
    const isElectrolyser = before < 0 || target < 0
    const ratedKW = isElectrolyser ? this.#asset.electrolyserKW : this.#asset.fuelCellKW
    const { rampMs } = isElectrolyser ? electrolyserModel : fuelCellModel
    this.powerKW = this.#withinTank(toward(before, target, (ratedKW * dtMs) / rampMs), dtMs)
    if (before === 0 && this.powerKW !== 0) this.#startCount += 1
    if (this.powerKW !== 0) this.#runHoursH += dtMs / 3_600_000
    const escapedKg = (this.#escapingKgPerH() * dtMs) / 3_600_000
    this.#hydrogenKg = Math.max(0, this.#hydrogenKg + (this.#producedKgPerH() * dtMs) / 3_600_000 - escapedKg)
    this.#stackDegC = settle(this.#stackDegC, this.powerKW === 0 ? ambientDegC + 4 : workingDegC, dtMs, 400_000)
  }

  state(): number {
    const { electrolyserMinKW, fuelCellKW } = this.#asset
    if (this.powerKW === 0) return this.#wantedKW === 0 ? state.standby : state.starting
    if (this.#wantedKW === 0 || this.#wantedKW * this.powerKW < 0) return state.stopping
    const isLow = this.powerKW > -electrolyserMinKW && this.powerKW < fuelCellMinRatio * fuelCellKW
    return isLow ? state.starting : state.running
  }

  values(): Values {
    const { tankKg, electrolyserKW, fuelCellKW } = this.#asset
    const socPct = this.#socPct()
    const usableKg = Math.max(0, this.#hydrogenKg - (tankKg * this.#limits.minSocPct) / 100)
    return {
      minPowerKW: socPct < this.#limits.maxSocPct ? -electrolyserKW : 0,
      maxPowerKW: usableKg > 0 ? fuelCellKW : 0,
      faultCode: 0,
      socPct,
      usableEnergyKWh: usableKg * fuelCellKWhPerKg,
      tankBar: fullTankBar * (this.#hydrogenKg / tankKg),
      hydrogenKg: this.#hydrogenKg,
      electrolyserKW: Math.max(0, -this.powerKW),
      fuelCellKW: Math.max(0, this.powerKW),
      stackDegC: this.#stackDegC,
      temperatureDegC: this.#stackDegC,
      runHoursH: this.#runHoursH,
      startCount: this.#startCount,
    }
  }

  #socPct(): number {
    return (100 * this.#hydrogenKg) / this.#asset.tankKg
  }

  /** What a running stack could do: rated power at most, and nothing below its lowest. */
  #reachable(setpointKW: KW): KW {
    const { electrolyserKW, electrolyserMinKW, fuelCellKW } = this.#asset
    if (setpointKW <= 0.5 - electrolyserMinKW)
      return this.#socPct() < this.#limits.maxSocPct ? Math.max(setpointKW, -electrolyserKW) : 0
    const isOutput = setpointKW >= fuelCellMinRatio * fuelCellKW - 0.5 && setpointKW > 0
    return isOutput && this.#socPct() > this.#limits.minSocPct ? Math.min(setpointKW, fuelCellKW) : 0
  }

  #withinTank(powerKW: KW, dtMs: Ms): KW {
    const { tankKg } = this.#asset
    const perHour = 3_600_000 / dtMs
    const roomKg = Math.max(0, tankKg - this.#hydrogenKg)
    return clamp(powerKW, -roomKg * electrolyserKWhPerKg * perHour, this.#hydrogenKg * fuelCellKWhPerKg * perHour)
  }

  #producedKgPerH(): number {
    const { electrolyserKW, fuelCellKW } = this.#asset
    const { electrolyser, fuelCell } = cellVoltages(-this.powerKW / electrolyserKW, this.powerKW / fuelCellKW)
    const { electrolyserV, fuelCellV } = this.#wear.all
    // a kilogram takes the same charge whatever the voltage: energy goes with the voltage of the cells
    const made = producedKgPerH(-this.powerKW, electrolyserKW) * (electrolyser / (electrolyser + electrolyserV))
    return made - usedKgPerH(this.powerKW, fuelCellKW) * (fuelCell / (fuelCell - fuelCellV))
  }

  /** What a leak lets out at the pressure of the moment. */
  #escapingKgPerH(): number {
    return ((this.#wear.all.leakKgPerDay / 24) * this.#hydrogenKg) / this.#asset.tankKg
  }
}

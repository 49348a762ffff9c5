import { type AssetOf, socLimits, storedEnergyAtFullKWh } from '../asset.ts'
import { clamp, type KW, type KWh, type Pct } from '../units.ts'
import { chemistries, wearEurPerMWh } from './chemistries.ts'
import { valueAt } from './curve.ts'
import { flywheelModel } from './flywheel.ts'
import { electrolyserModel, fuelCellModel, hydrogenKWhPerKg } from './hydrogen.ts'

/** Any storage of a site as the plan, the loop and the simulator calculate with it. Powers are sizes at the bus. */
export interface StorageModel {
  fullKWh: KWh
  minKWh: KWh
  maxKWh: KWh
  restKWh: KWh
  /** Largest draw and output, kW, positive; of a battery by its nameplate, the chemistry may allow less at a time. */
  chargeKW: KW
  dischargeKW: KW
  /** Stored over drawn and given over taken from the store, 0 to 1. Of hydrogen at rated power, by lower heating value. */
  chargeRatio: number
  dischargeRatio: number
  /** Share of what is stored that is lost in an hour. */
  lossRatioPerHour: number
  /** Price of wear, EUR per MWh given to the bus. */
  wearEurPerMWh: number
}

/** Kinds that store. */
export type StorageAsset = AssetOf<'battery' | 'flywheel' | 'hydrogen'>

/** Model of a storage of the site file. */
export function storageModel(asset: StorageAsset): StorageModel {
  const fullKWh = storedEnergyAtFullKWh(asset) ?? 0
  const { minSocPct, maxSocPct, restSocPct } = socLimits(asset)
  const share = (pct: Pct) => (fullKWh * pct) / 100
  const energies = { fullKWh, minKWh: share(minSocPct), maxKWh: share(maxSocPct), restKWh: share(restSocPct) }
  if (asset.kind === 'hydrogen') return { ...energies, ...hydrogenStorage(asset) }
  const powers = { chargeKW: asset.ratedPowerKW, dischargeKW: asset.ratedPowerKW }
  if (asset.kind === 'flywheel') {
    const { chargeRatio, dischargeRatio, selfDischargeHours, wearEurPerMWh: wear } = flywheelModel
    return {
      ...energies,
      ...powers,
      chargeRatio,
      dischargeRatio,
      lossRatioPerHour: 1 / selfDischargeHours,
      wearEurPerMWh: wear,
    }
  }
  const { chargeRatio, dischargeRatio, selfDischargePctPerDay } = chemistries[asset.chemistry]
  const lossRatioPerHour = selfDischargePctPerDay / 100 / 24
  const wear = wearEurPerMWh(asset.chemistry)
  return { ...energies, ...powers, chargeRatio, dischargeRatio, lossRatioPerHour, wearEurPerMWh: wear }
}

function hydrogenStorage({
  electrolyserKW,
  fuelCellKW,
}: AssetOf<'hydrogen'>): Omit<StorageModel, 'fullKWh' | 'minKWh' | 'maxKWh' | 'restKWh'> {
  const chargeRatio = hydrogenKWhPerKg / valueAt(electrolyserModel.kWhPerKg, 1)
  const dischargeRatio = valueAt(fuelCellModel.kWhPerKg, 1) / hydrogenKWhPerKg
  // what went through the electrolyser for a MWh given is worn as well
  const wear = fuelCellModel.wearEurPerMWh + electrolyserModel.wearEurPerMWh / (chargeRatio * dischargeRatio)
  return {
    chargeKW: electrolyserKW,
    dischargeKW: fuelCellKW,
    chargeRatio,
    dischargeRatio,
    lossRatioPerHour: 0,
    wearEurPerMWh: wear,
  }
}

/** Most that a battery may draw and give at a state of charge, kW, by its nameplate and the rates of its chemistry. */
export function batteryPowersKW(asset: AssetOf<'battery'>, socPct: Pct): { chargeKW: KW; dischargeKW: KW } {
  const { chargeC, dischargeC } = chemistries[asset.chemistry]
  const { ratedPowerKW, ratedEnergyKWh } = asset
  return {
    chargeKW: clamp(valueAt(chargeC, socPct) * ratedEnergyKWh, 0, ratedPowerKW),
    dischargeKW: clamp(valueAt(dischargeC, socPct) * ratedEnergyKWh, 0, ratedPowerKW),
  }
}

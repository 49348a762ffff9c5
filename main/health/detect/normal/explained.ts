import type { AssetKind } from '../../../../domain/asset.ts'
import type { PointName } from '../../../../domain/points.ts'

/** A quantity that another one follows. */
export interface Driver {
  point: PointName
  /** Word for people: "what load and air explain". */
  word: string
  /** 2 = its square counts (losses in a resistance), 1 otherwise; signs of powers are dropped. */
  power: 1 | 2
  /** It counts as its mean with this memory, minutes: heat is slow. 0 = at once. */
  memoryMin: number
}

/** A point that its drivers explain. */
export interface Explained {
  point: PointName
  by: readonly Driver[]
  /** True when drivers multiply (a resistance times a square): the model is of logarithms. */
  isProduct?: true
}

const at = (point: PointName, word: string, memoryMin = 0, power: 1 | 2 = 1): Driver => ({
  point,
  word,
  power,
  memoryMin,
})
const load = (memoryMin: number) => at('activePowerKW', 'load', memoryMin)
const losses = (memoryMin: number) => at('activePowerKW', 'load', memoryMin, 2)
const air = (memoryMin = 0) => at('ambientDegC', 'air', memoryMin)

/**
 * What explains what, by kind of asset: plain physics, the numbers are learned. A driver that an asset does not have is
 * left out; a point without drivers is watched by itself.
 */
export const explained: Record<AssetKind, readonly Explained[]> = {
  container: [
    { point: 'outletDegC', by: [at('inletDegC', 'inlet air'), load(10), at('fanPct', 'fans')] },
    { point: 'hottestChipDegC', by: [at('outletDegC', 'outlet air'), load(0)] },
    { point: 'fanPct', by: [at('inletDegC', 'inlet air'), load(10)] },
    { point: 'fanRpm', by: [at('fanPct', 'fan command')] },
    { point: 'filterPa', by: [at('fanPct', 'fans')], isProduct: true },
    { point: 'efficiencyJPerTH', by: [load(0), at('inletDegC', 'inlet air')] },
    { point: 'hashrateTHs', by: [load(0)] },
  ],
  flywheel: [
    { point: 'bearingDegC', by: [at('speedRpm', 'speed', 5), losses(5), air()] },
    { point: 'vibrationMmPerS', by: [at('speedRpm', 'speed', 0, 2)] },
    { point: 'imbalanceMmPerS', by: [at('speedRpm', 'speed', 0, 2)] },
    { point: 'standbyLossKW', by: [at('speedRpm', 'speed', 0, 2), at('socPct', 'stored energy')] },
    { point: 'temperatureDegC', by: [losses(5), air()] },
    { point: 'vacuumPa', by: [] },
  ],
  battery: [
    { point: 'temperatureDegC', by: [losses(60), load(60), air(360)] },
    { point: 'cellMaxDegC', by: [at('temperatureDegC', 'mean temperature'), losses(10)] },
    { point: 'cellVoltageMaxV', by: [at('socPct', 'charge'), load(0)] },
    { point: 'cellVoltageMinV', by: [at('cellVoltageMaxV', 'highest cell'), at('socPct', 'charge'), load(0)] },
    { point: 'resistanceMOhm', by: [at('temperatureDegC', 'temperature'), at('socPct', 'charge')] },
    { point: 'insulationKOhm', by: [] },
    { point: 'usableEnergyKWh', by: [at('socPct', 'charge')] },
  ],
  hydrogen: [
    { point: 'stackDegC', by: [at('electrolyserKW', 'electrolyser', 10), at('fuelCellKW', 'fuel cell', 10), air()] },
    { point: 'electrolyserCellV', by: [at('electrolyserKW', 'electrolyser'), at('stackDegC', 'stack temperature')] },
    { point: 'fuelCellCellV', by: [at('fuelCellKW', 'fuel cell'), at('stackDegC', 'stack temperature')] },
    { point: 'tankBar', by: [at('socPct', 'fill'), air()] },
  ],
  pv: [{ point: 'availablePowerKW', by: [at('irradianceWPerM2', 'sun'), at('irradianceWPerM2', 'sun', 0, 2), air()] }],
  wind: [{ point: 'gearDegC', by: [load(60), air()] }],
  genset: [
    { point: 'coolantDegC', by: [load(10), air()] },
    { point: 'temperatureDegC', by: [load(10), air()] },
    { point: 'starterV', by: [air()] },
  ],
  grid: [
    { point: 'oilDegC', by: [losses(180), air(180)] },
    { point: 'hotSpotDegC', by: [at('oilDegC', 'oil'), losses(5)] },
  ],
  load: [],
}

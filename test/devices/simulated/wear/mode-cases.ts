import type { PointName } from '../../../../domain/points.ts'
import type { PlantedName } from '../../../../domain/simulation/settings.ts'

/** What a failure moves at the asset it is planted in, and what it leaves alone. */
export interface ModeCase {
  mode: PlantedName
  asset: string
  moves: Partial<Record<PointName, 'up' | 'down'>>
  stays: PointName[]
}

/** Every failure of the simulated site. Powers are of our frame: more draw is down. */
export const modeCases: ModeCase[] = [
  {
    mode: 'bearingWear',
    asset: 'flywheels',
    moves: { bearingDegC: 'up', vibrationMmPerS: 'up', standbyLossKW: 'up' },
    stays: ['imbalanceMmPerS', 'vacuumPa', 'bearingMedianDegC', 'vibrationMedianMmPerS'],
  },
  {
    mode: 'vacuumLeak',
    asset: 'flywheels',
    moves: { vacuumPa: 'up', standbyLossKW: 'up' },
    stays: ['vacuumMedianPa', 'imbalanceMmPerS', 'vibrationMmPerS'],
  },
  {
    mode: 'imbalance',
    asset: 'flywheels',
    moves: { imbalanceMmPerS: 'up', vibrationMmPerS: 'up' },
    stays: ['vacuumPa', 'standbyLossKW', 'vibrationMedianMmPerS'],
  },
  {
    mode: 'capacityFade',
    asset: 'li-ion',
    moves: { sohPct: 'down', usableEnergyKWh: 'down', resistanceMOhm: 'up' },
    stays: ['insulationKOhm', 'cellMaxDegC'],
  },
  {
    mode: 'resistanceGrowth',
    asset: 'li-ion',
    moves: { resistanceMOhm: 'up', cellMaxDegC: 'up' },
    stays: ['sohPct', 'insulationKOhm'],
  },
  {
    mode: 'weakCell',
    asset: 'li-ion',
    moves: { cellVoltageMinV: 'down', usableEnergyKWh: 'down' },
    stays: ['resistanceMOhm', 'insulationKOhm'],
  },
  { mode: 'selfDischarge', asset: 'li-ion', moves: { insulationKOhm: 'down' }, stays: ['resistanceMOhm', 'sohPct'] },
  {
    mode: 'thermalRunUp',
    asset: 'li-ion',
    moves: { cellMaxDegC: 'up', temperatureDegC: 'up' },
    stays: ['sohPct', 'cellVoltageMinV'],
  },
  { mode: 'insulationLoss', asset: 'li-ion', moves: { insulationKOhm: 'down' }, stays: ['sohPct', 'cellMaxDegC'] },
  { mode: 'insulationLoss', asset: 'pv', moves: { insulationKOhm: 'down' }, stays: ['activePowerKW'] },
  {
    mode: 'soiling',
    asset: 'pv',
    moves: { availablePowerKW: 'down', activePowerKW: 'down' },
    stays: ['irradianceWPerM2'],
  },
  {
    mode: 'stackDegradation',
    asset: 'hydrogen',
    moves: { electrolyserCellV: 'up', fuelCellCellV: 'down', hydrogenKg: 'down' },
    stays: ['electrolyserKW', 'fuelCellKW'],
  },
  {
    mode: 'hydrogenLeak',
    asset: 'hydrogen',
    moves: { hydrogenKg: 'down', tankBar: 'down' },
    stays: ['electrolyserCellV'],
  },
  {
    mode: 'hashBoardLoss',
    asset: 'container-1',
    moves: { boardsHashing: 'down', minPowerKW: 'up' },
    stays: ['fanPct', 'outletDegC', 'minersHashing'],
  },
  {
    mode: 'efficiencyDrift',
    asset: 'container-1',
    moves: { efficiencyJPerTH: 'up', hottestChipDegC: 'up', hashrateTHs: 'down' },
    stays: ['boardsHashing', 'fanRpm', 'outletDegC'],
  },
  {
    mode: 'fanWear',
    asset: 'container-1',
    moves: { fanRpm: 'down', fanPct: 'up', outletDegC: 'up' },
    stays: ['boardsHashing', 'efficiencyJPerTH'],
  },
  {
    mode: 'filterFouling',
    asset: 'container-1',
    moves: { filterPa: 'up', fanPct: 'up', fanRpm: 'up', outletDegC: 'up' },
    stays: ['boardsHashing', 'efficiencyJPerTH'],
  },
  {
    mode: 'rebootLoop',
    asset: 'container-1',
    moves: { restartCount: 'up', hashrateTHs: 'down' },
    stays: ['efficiencyJPerTH', 'outletDegC'],
  },
  {
    mode: 'gearWear',
    asset: 'wind',
    moves: { gearDegC: 'up', vibrationMmPerS: 'up' },
    stays: ['activePowerKW', 'windSpeedMPerS'],
  },
  { mode: 'starterBattery', asset: 'genset', moves: { starterV: 'down' }, stays: ['coolantDegC', 'fuelPct'] },
  {
    mode: 'transformerCooling',
    asset: 'grid',
    moves: { oilDegC: 'up', hotSpotDegC: 'up' },
    stays: ['breakerOpenMs', 'activePowerKW'],
  },
  { mode: 'breakerWear', asset: 'grid', moves: { breakerOpenMs: 'up' }, stays: ['oilDegC', 'breakerOperations'] },
  { mode: 'meterDrift', asset: 'grid', moves: { activePowerKW: 'up' }, stays: ['oilDegC', 'frequencyHz'] },
  { mode: 'meterDrift', asset: 'wind', moves: { activePowerKW: 'up' }, stays: ['gearDegC', 'availablePowerKW'] },
  { mode: 'counterDrift', asset: 'factory', moves: {}, stays: ['activePowerKW', 'reactivePowerKvar'] },
  {
    mode: 'hiddenConsumption',
    asset: 'factory',
    moves: { activePowerKW: 'down', currentA: 'up' },
    stays: ['voltageV'],
  },
]

/** How far the last of some sizes is from the first, as a share of the first. */
export function growthOf(sizes: readonly number[]): number {
  const [first = Number.NaN] = sizes
  return ((sizes.at(-1) ?? Number.NaN) - first) / Math.abs(first)
}

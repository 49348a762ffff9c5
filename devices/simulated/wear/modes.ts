import type { PlantedName } from '../../../domain/simulation/settings.ts'
import type { Effects } from './effects.ts'
import type { Growth } from './growth.ts'

/** How a failure develops in the simulated site. */
export interface WearMode {
  growth: Growth
  /** What it does at its end, severity 1. */
  does: Partial<Effects>
  source: string
}

const limits = 'effects at the end chosen so that the limit of the failure mode is reached at usual load'

/** What each failure does to the physics of the asset it is planted in; the kinds it fits are those of the failure mode. */
export const wearModes = {
  bearingWear: {
    growth: 'exponential',
    does: { bearingK: 82, vibrationMmPerS: 6.5, lossRatio: 3.5 },
    source: `${limits}; vibration zones of ISO 20816, friction heat and loss grow together (run-to-failure records of rolling bearings rise slowly for most of the time, fast in the last third)`,
  },
  vacuumLeak: {
    growth: 'linear',
    does: { leakPa: 5.5, lossRatio: 3, bearingK: 3 },
    source: `${limits}; windage in a molecular flow goes with the pressure`,
  },
  imbalance: {
    growth: 'stepThenGrowth',
    does: { imbalanceMmPerS: 12, bearingK: 2 },
    source: `${limits}; imbalance shakes once a turn and with the square of the speed (ISO 21940)`,
  },
  capacityFade: {
    growth: 'linear',
    does: { capacityPct: 30, resistanceRatio: 0.25 },
    source: `${limits}; end of life at 70 to 80 % of the rated energy, with a quarter more resistance`,
  },
  resistanceGrowth: {
    growth: 'exponential',
    does: { resistanceRatio: 1.1, spreadV: 0.02, hotCellK: 3 },
    source: `${limits}; doubled resistance is the usual end of life for power`,
  },
  weakCell: {
    growth: 'linear',
    does: { spreadV: 0.6, capacityPct: 6, hotCellK: 1.5 },
    source: `${limits}; the weakest cell sets what the rack can give`,
  },
  selfDischarge: {
    growth: 'linear',
    does: { selfDischargePctPerDay: 8, insulationRatio: 0.955 },
    source: limits,
  },
  thermalRunUp: {
    growth: 'exponential',
    does: { hotCellK: 34 },
    source: `${limits}; self-heating grows with the temperature it makes (Arrhenius), 60 degC is the limit of BMS`,
  },
  insulationLoss: { growth: 'exponential', does: { insulationRatio: 0.955 }, source: limits },
  stackDegradation: {
    growth: 'linear',
    does: { electrolyserV: 0.38, fuelCellV: 0.14 },
    source: `${limits}; healthy stacks lose some 5 uV/h (US DOE, status of PEM electrolysers 4.8 mV per 1000 h), ill ones many times that`,
  },
  hydrogenLeak: {
    growth: 'exponential',
    does: { leakKgPerDay: 9 },
    source: 'a joint that opens; 2 % of the demonstration tank a day at the end',
  },
  hashBoardLoss: {
    growth: 'linear',
    does: { boardsRatio: 0.32 },
    source: limits,
  },
  efficiencyDrift: { growth: 'linear', does: { efficiencyRatio: 0.16, chipK: 7 }, source: limits },
  fanWear: {
    growth: 'exponential',
    does: { fanRatio: 0.5 },
    source: 'a fan whose bearing seizes turns slower at the same drive until it stands',
  },
  filterFouling: {
    growth: 'linear',
    does: { filterRatio: 16 },
    source: 'final pressure drop of coarse filters 200 to 250 Pa (ISO 16890, EN 13053)',
  },
  rebootLoop: {
    growth: 'stepThenGrowth',
    does: { restartsPerDay: 2_600 },
    source: 'some thirty miners that start again every quarter of an hour',
  },
  soiling: {
    growth: 'linear',
    does: { soilingRatio: 0.22 },
    source: 'losses by dust without rain: 0.1 to 0.3 % a day, IEA PVPS T13-21 (2022)',
  },
  gearWear: {
    growth: 'exponential',
    does: { gearK: 45, vibrationMmPerS: 5 },
    source: `${limits}; VDI 3834 asks for attention at 5.6 mm/s`,
  },
  starterBattery: {
    growth: 'exponential',
    does: { starterV: 5.6 },
    source: `${limits}; 24 V battery, one cell of twelve after another`,
  },
  transformerCooling: {
    growth: 'linear',
    does: { oilRiseRatio: 1.3 },
    source: 'a transformer without its fans carries some 60 % of its load at the same temperature (IEC 60076-2)',
  },
  breakerWear: {
    growth: 'linear',
    does: { openingMs: 46 },
    source: `${limits}; dry grease and tired springs slow the drive (CIGRE TB 510)`,
  },
  meterDrift: {
    growth: 'linear',
    does: { meterRatio: 0.08 },
    source: 'a current transformer that fails; class 0.5 allows 0.5 %',
  },
  counterDrift: {
    growth: 'linear',
    does: { counterRatio: 0.08 },
    source: 'the counter of a meter gains on its own power',
  },
  hiddenConsumption: {
    growth: 'stepThenGrowth',
    does: { extraLoadRatio: 0.03 },
    source: 'leaks take 20 to 30 % of the output of compressors (US DOE, compressed air sourcebook), day and night',
  },
} as const satisfies Record<PlantedName, WearMode>

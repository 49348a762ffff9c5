import type { AssetKind } from '../asset.ts'
import type { PointName } from '../points.ts'

/** How a signal departs from what is normal when a failure develops. */
export interface FailureSign {
  point: PointName
  /** Against the expected value: above, below, or more scattered. */
  direction: 'above' | 'below' | 'scattered'
  /** How much it speaks for this failure among all signs, 0 to 1; the signs of a mode add up to 1. */
  weight: number
}

/** What a technician can do to make it last longer. */
export interface Lever {
  /** As an order: "Run at 80 % power". */
  words: string
  /** What the rate of wear is multiplied with afterwards, 0 to 1. */
  rateRatio: number
}

/** A way in which equipment fails slowly enough to be foreseen. */
export interface FailureMode {
  name: string
  kinds: readonly AssetKind[]
  /** What is going on, in one sentence. */
  cause: string
  advice: string
  signs: readonly FailureSign[]
  /** The signal that says how far it has come, and where it counts as failed; none = judged by its signs alone. */
  limit?: { point: PointName; at: number; direction: 'above' | 'below' }
  levers: readonly Lever[]
  parts: readonly string[]
  /** Out of service for the repair, hours. */
  repairH: number
  /** Usual cost of the planned repair and of the failure that was not prevented, EUR; an estimate of ours. */
  repairEur: number
  failureEur: number
  /** Usual time from the first sign to the failure, days: the prior of the forecast. */
  developsDays: number
}

const above = (point: PointName, weight: number): FailureSign => ({ point, direction: 'above', weight })
const below = (point: PointName, weight: number): FailureSign => ({ point, direction: 'below', weight })

/**
 * The failures this product foresees. Costs and times are orders of magnitude of ours, to be set right by the site's own
 * work orders; limits follow the sources named in the rule library (`main/health/rules/library`).
 */
export const failureModes = {
  bearingWear: {
    name: 'Bearing wear',
    kinds: ['flywheel'],
    cause: 'A bearing loses its surface: friction heats it, the wheel shakes and coasts down faster.',
    advice: 'Plan the exchange of the bearing; until then keep the speed down.',
    signs: [above('bearingDegC', 0.45), above('vibrationMmPerS', 0.3), above('standbyLossKW', 0.25)],
    limit: { point: 'bearingDegC', at: 95, direction: 'above' },
    levers: [
      { words: 'Hold stored energy below 60 %', rateRatio: 0.6 },
      { words: 'Grease the bearing', rateRatio: 0.5 },
    ],
    parts: ['Bearing set', 'Grease'],
    repairH: 16,
    repairEur: 4_300,
    failureEur: 38_000,
    developsDays: 56,
  },
  vacuumLeak: {
    name: 'Vacuum leak',
    kinds: ['flywheel'],
    cause: 'Air enters the housing and brakes the wheel.',
    advice: 'Look for the leak at seals and feedthroughs; pump down.',
    signs: [above('vacuumPa', 0.7), above('standbyLossKW', 0.3)],
    limit: { point: 'vacuumPa', at: 5, direction: 'above' },
    levers: [{ words: 'Pump down once a week', rateRatio: 0.5 }],
    parts: ['Seal kit'],
    repairH: 8,
    repairEur: 1_800,
    failureEur: 12_000,
    developsDays: 60,
  },
  imbalance: {
    name: 'Imbalance',
    kinds: ['flywheel'],
    cause: 'Mass has moved in the rotor: it shakes once a turn, and the bearings stay cool.',
    advice: 'Balance the rotor; look at the windings of the rim.',
    signs: [above('imbalanceMmPerS', 0.65), above('vibrationMmPerS', 0.35)],
    limit: { point: 'vibrationMmPerS', at: 7.1, direction: 'above' },
    levers: [
      { words: 'Balance the rotor', rateRatio: 0.2 },
      { words: 'Hold stored energy below 60 %', rateRatio: 0.6 },
    ],
    parts: ['Balance weights'],
    repairH: 12,
    repairEur: 3_000,
    failureEur: 60_000,
    developsDays: 45,
  },
  capacityFade: {
    name: 'Capacity fade',
    kinds: ['battery'],
    cause: 'Cells lose capacity with cycles, heat and time at high charge.',
    advice: 'Lower the highest state of charge and the temperature; plan the exchange.',
    signs: [below('sohPct', 0.8), below('usableEnergyKWh', 0.2)],
    limit: { point: 'sohPct', at: 70, direction: 'below' },
    levers: [
      { words: 'Charge to 80 % at most', rateRatio: 0.7 },
      { words: 'Cool to 25 °C', rateRatio: 0.8 },
    ],
    parts: ['Battery modules'],
    repairH: 24,
    repairEur: 90_000,
    failureEur: 140_000,
    developsDays: 365,
  },
  resistanceGrowth: {
    name: 'Growth of resistance',
    kinds: ['battery'],
    cause: 'Cells or joints resist more: they heat and their voltages spread under load.',
    advice: 'Measure the joints, tighten them, exchange the module that stands out.',
    signs: [above('resistanceMOhm', 0.6), above('cellMaxDegC', 0.2), above('temperatureDegC', 0.2)],
    limit: { point: 'resistanceMOhm', at: 60, direction: 'above' },
    levers: [{ words: 'Run at 70 % power', rateRatio: 0.6 }],
    parts: ['Module', 'Busbar bolts'],
    repairH: 8,
    repairEur: 6_000,
    failureEur: 40_000,
    developsDays: 120,
  },
  weakCell: {
    name: 'Weak cell',
    kinds: ['battery'],
    cause: 'One cell holds less than the others and reaches its limits first.',
    advice: 'Balance; exchange the cell when the spread returns.',
    signs: [below('cellVoltageMinV', 0.7), below('usableEnergyKWh', 0.3)],
    limit: { point: 'cellVoltageMinV', at: 2.8, direction: 'below' },
    levers: [{ words: 'Balance the cells', rateRatio: 0.5 }],
    parts: ['Cell module'],
    repairH: 8,
    repairEur: 3_500,
    failureEur: 25_000,
    developsDays: 90,
  },
  selfDischarge: {
    name: 'Self-discharge',
    kinds: ['battery'],
    cause: 'A leak of current empties cells at rest.',
    advice: 'Find the module that falls at rest and take it out.',
    signs: [below('socPct', 0.5), below('insulationKOhm', 0.5)],
    limit: { point: 'insulationKOhm', at: 100, direction: 'below' },
    levers: [],
    parts: ['Cell module'],
    repairH: 8,
    repairEur: 3_500,
    failureEur: 30_000,
    developsDays: 60,
  },
  thermalRunUp: {
    name: 'Thermal run-up',
    kinds: ['battery'],
    cause: 'A cell heats itself faster than it is cooled.',
    advice: 'Take the battery out of service, keep people away, cool, call the maker.',
    signs: [above('cellMaxDegC', 0.8), above('temperatureDegC', 0.2)],
    limit: { point: 'cellMaxDegC', at: 60, direction: 'above' },
    levers: [{ words: 'Run at half power', rateRatio: 0.4 }],
    parts: ['Cell module'],
    repairH: 24,
    repairEur: 8_000,
    failureEur: 400_000,
    developsDays: 14,
  },
  stackDegradation: {
    name: 'Decay of the stack',
    kinds: ['hydrogen'],
    cause: 'Membrane and catalyst age: the electrolyser needs more voltage, the fuel cell gives less.',
    advice: 'Avoid starts and partial load; plan the exchange of the stack.',
    signs: [above('electrolyserCellV', 0.6), below('fuelCellCellV', 0.4)],
    limit: { point: 'electrolyserCellV', at: 2.2, direction: 'above' },
    levers: [
      { words: 'Run steadily above 40 %', rateRatio: 0.7 },
      { words: 'Start at most once a day', rateRatio: 0.8 },
    ],
    parts: ['Stack'],
    repairH: 72,
    repairEur: 60_000,
    failureEur: 95_000,
    developsDays: 180,
  },
  hydrogenLeak: {
    name: 'Hydrogen leak',
    kinds: ['hydrogen'],
    cause: 'The tank loses pressure while nothing is drawn.',
    advice: 'Leak test of joints and valves with the plant at rest.',
    signs: [below('hydrogenKg', 0.5), below('tankBar', 0.5)],
    levers: [{ words: 'Hold the tank below 150 bar', rateRatio: 0.6 }],
    parts: ['Valve seals'],
    repairH: 12,
    repairEur: 2_500,
    failureEur: 50_000,
    developsDays: 45,
  },
  hashBoardLoss: {
    name: 'Loss of hash boards',
    kinds: ['container'],
    cause: 'Boards drop out one after another: power supply, heat or solder.',
    advice: 'Exchange the boards; look at the supplies of the row they stand in.',
    signs: [below('boardsHashing', 0.6), below('hashrateTHs', 0.25), below('minersHashing', 0.15)],
    limit: { point: 'boardsHashing', at: 70, direction: 'below' },
    levers: [{ words: 'Run at 85 % power', rateRatio: 0.6 }],
    parts: ['Hash boards', 'Power supplies'],
    repairH: 6,
    repairEur: 2_500,
    failureEur: 9_000,
    developsDays: 60,
  },
  efficiencyDrift: {
    name: 'Drift of efficiency',
    kinds: ['container'],
    cause: 'The same hashrate takes more power: hot chips, old firmware, failing supplies.',
    advice: 'Clean, tune anew, compare with its row.',
    signs: [above('efficiencyJPerTH', 0.8), above('hottestChipDegC', 0.2)],
    levers: [{ words: 'Clean and tune', rateRatio: 0.4 }],
    parts: [],
    repairH: 4,
    repairEur: 800,
    failureEur: 6_000,
    developsDays: 120,
  },
  fanWear: {
    name: 'Wear of a fan',
    kinds: ['container'],
    cause: 'A bearing of a fan runs dry: it turns slower at the same order.',
    advice: 'Exchange the fan before the hot season.',
    signs: [below('fanRpm', 0.7), above('outletDegC', 0.2), above('hottestChipDegC', 0.1)],
    levers: [{ words: 'Run at 85 % power', rateRatio: 0.7 }],
    parts: ['Fan'],
    repairH: 3,
    repairEur: 600,
    failureEur: 5_700,
    developsDays: 40,
  },
  filterFouling: {
    name: 'Fouling of the filters',
    kinds: ['container'],
    cause: 'Dust closes the filters: less air at the same fans.',
    advice: 'Change the filters; clean the inlet.',
    signs: [above('filterPa', 0.7), above('fanPct', 0.15), above('outletDegC', 0.15)],
    limit: { point: 'filterPa', at: 250, direction: 'above' },
    levers: [{ words: 'Clean the filters', rateRatio: 0.3 }],
    parts: ['Filter set'],
    repairH: 2,
    repairEur: 300,
    failureEur: 4_000,
    developsDays: 45,
  },
  rebootLoop: {
    name: 'Reboot loop',
    kinds: ['container'],
    cause: 'Miners restart again and again: supply, firmware or network.',
    advice: 'Find the miners by their counter; exchange the supply or the firmware.',
    signs: [above('restartCount', 0.8), below('hashrateTHs', 0.2)],
    levers: [],
    parts: ['Power supply'],
    repairH: 3,
    repairEur: 500,
    failureEur: 3_000,
    developsDays: 14,
  },
  transformerCooling: {
    name: 'Cooling of the transformer',
    kinds: ['grid'],
    cause: 'Fans or radiators give off less heat: the oil is hotter than load and air explain.',
    advice: 'Clean the radiators, look at fans and pumps.',
    signs: [above('oilDegC', 0.6), above('hotSpotDegC', 0.4)],
    limit: { point: 'hotSpotDegC', at: 120, direction: 'above' },
    levers: [{ words: 'Keep the load below 80 %', rateRatio: 0.6 }],
    parts: ['Fan motor'],
    repairH: 6,
    repairEur: 1_500,
    failureEur: 120_000,
    developsDays: 60,
  },
  breakerWear: {
    name: 'Wear of the breaker',
    kinds: ['grid'],
    cause: 'The drive of the breaker opens more slowly: springs, grease, contacts.',
    advice: 'Service the drive; measure the contacts.',
    signs: [above('breakerOpenMs', 0.9), above('breakerOperations', 0.1)],
    limit: { point: 'breakerOpenMs', at: 80, direction: 'above' },
    levers: [],
    parts: ['Spring', 'Contact set'],
    repairH: 8,
    repairEur: 2_800,
    failureEur: 80_000,
    developsDays: 120,
  },
  insulationLoss: {
    name: 'Loss of insulation',
    kinds: ['pv', 'battery'],
    cause: 'Moisture or damage lets current to earth.',
    advice: 'Measure the strings one by one, dry morning against wet.',
    signs: [below('insulationKOhm', 1)],
    limit: { point: 'insulationKOhm', at: 100, direction: 'below' },
    levers: [],
    parts: ['Connectors', 'Cable'],
    repairH: 6,
    repairEur: 900,
    failureEur: 8_000,
    developsDays: 90,
  },
  soiling: {
    name: 'Soiling',
    kinds: ['pv'],
    cause: 'Dust lies on the panels: less power at the same sun.',
    advice: 'Wash when it costs less than what is lost.',
    signs: [below('availablePowerKW', 0.5), below('activePowerKW', 0.5)],
    levers: [{ words: 'Wash the panels', rateRatio: 0.1 }],
    parts: [],
    repairH: 8,
    repairEur: 1_200,
    failureEur: 4_000,
    developsDays: 90,
  },
  gearWear: {
    name: 'Wear of the gear',
    kinds: ['wind'],
    cause: 'Teeth and bearings of the gear wear: it runs hotter and shakes.',
    advice: 'Oil sample and endoscopy at the next calm day.',
    signs: [above('gearDegC', 0.6), above('vibrationMmPerS', 0.4)],
    limit: { point: 'gearDegC', at: 85, direction: 'above' },
    levers: [{ words: 'Curtail to 80 %', rateRatio: 0.6 }],
    parts: ['Gear oil', 'Bearing'],
    repairH: 24,
    repairEur: 15_000,
    failureEur: 180_000,
    developsDays: 90,
  },
  starterBattery: {
    name: 'Weak starter battery',
    kinds: ['genset'],
    cause: 'The starter battery no longer holds its voltage: the generator will not start when it must.',
    advice: 'Exchange the battery; test the start.',
    signs: [below('starterV', 1)],
    limit: { point: 'starterV', at: 22, direction: 'below' },
    levers: [],
    parts: ['Starter battery'],
    repairH: 1,
    repairEur: 350,
    failureEur: 20_000,
    developsDays: 60,
  },
  meterDrift: {
    name: 'Drift of a meter',
    kinds: ['grid', 'load', 'pv', 'wind'],
    cause: 'A meter or its current transformer reads more or less than flows.',
    advice: 'Compare with the supplier and with the sum over the bus; have it calibrated.',
    signs: [{ point: 'activePowerKW', direction: 'above', weight: 1 }],
    levers: [],
    parts: ['Meter', 'Current transformer'],
    repairH: 2,
    repairEur: 700,
    failureEur: 6_000,
    developsDays: 60,
  },
  hiddenConsumption: {
    name: 'Hidden consumption',
    kinds: ['load'],
    cause: 'Something draws power that nobody needs: a leak of compressed air, a heater that stays on.',
    advice: 'Walk through at night when the works rest; look at the consumers found in the background load.',
    signs: [above('activePowerKW', 1)],
    levers: [],
    parts: [],
    repairH: 2,
    repairEur: 400,
    failureEur: 5_000,
    developsDays: 60,
  },
} as const satisfies Record<string, FailureMode>

/** Name of a failure this product foresees. */
export type FailureModeName = keyof typeof failureModes

/** All of them, in the order they are listed. */
export const failureModeNames = Object.keys(failureModes) as [FailureModeName, ...FailureModeName[]]

/** One of them as plain data. */
export function failureMode(name: FailureModeName): FailureMode {
  return failureModes[name]
}

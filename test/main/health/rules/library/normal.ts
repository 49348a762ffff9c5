import type { Curves } from '../play.ts'

/*
 * A healthy demonstration site, minute by minute: loads by the day, weather, a little scatter. Curves are of the order of
 * the simulated site's; the same minute always gives the same value.
 */

const day = 1_440
const wave = (m: number, period: number, phase = 0) => Math.sin(((m + phase) / period) * 2 * Math.PI)
/** Repeatable scatter, -1 to 1. */
const scatter = (m: number, seed: number) => {
  const x = Math.sin(m * 12.9898 + seed * 78.233) * 43_758.5453
  return 2 * (x - Math.floor(x)) - 1
}
const hourOf = (m: number) => (m % day) / 60
const isBetween = (m: number, from: number, to: number) => hourOf(m) >= from && hourOf(m) < to
const air = (m: number) => 15 + 8 * wave(m, day, -9 * 60)
const sun = (m: number) => Math.max(0, 900 * wave(m, day, -6 * 60) * (1 + 0.05 * scatter(m, 1)))
const wheelSpeed = (m: number) => 5_000 + 2_000 * wave(m, 90)
const batteryKW = (m: number) => (isBetween(m, 0, 6) ? 0 : 1_500 * wave(m, 180))
const makes = (m: number) => isBetween(m, 10, 16)
const uses = (m: number) => isBetween(m, 18, 22)
/** 60 kg made by day and used in the evening. */
const hydrogen = (m: number) => {
  const hour = hourOf(m)
  const made = Math.min(60, Math.max(0, (hour - 10) * 10))
  return 200 + made - Math.min(60, Math.max(0, (hour - 18) * 15))
}
const worksKW = (m: number) => 2_500 + 1_500 * wave(m, day, -8 * 60) + 60 * scatter(m, 2)
/** The generator runs for half an hour every four weeks. */
const testRun = (m: number) => m % (28 * day) >= 20 * day && m % (28 * day) < 20 * day + 30
const fanPct = (m: number) => 55 + 1.6 * (air(m) - 15) + scatter(m, 3)

/** Curves by "asset point" or "point". */
export const normal: Curves = {
  state: 3,
  ambientDegC: air,
  // flywheels
  'flywheels activePowerKW': (m) => 900 * wave(m, 90),
  speedRpm: wheelSpeed,
  bearingDegC: (m) => 50 + wheelSpeed(m) / 1_000 + 0.2 * scatter(m, 4),
  bearingMedianDegC: (m) => 49 + wheelSpeed(m) / 1_000,
  'flywheels vibrationMmPerS': (m) => 1.2 + 0.1 * scatter(m, 5),
  vibrationMedianMmPerS: 1,
  imbalanceMmPerS: 0.5,
  vacuumPa: (m) => 1 + 0.05 * scatter(m, 6),
  vacuumMedianPa: 0.9,
  standbyLossKW: (m) => 15 + scatter(m, 7),
  unitsReady: 10,
  unitsTotal: 10,
  socPct: (m) => 50 + 30 * wave(m, 180),
  // batteries
  'li-ion activePowerKW': batteryKW,
  'li-ion socPct': (m) => (isBetween(m, 0, 6) ? 50 : 50 + 30 * wave(m, 180)),
  'agm activePowerKW': 0,
  'agm socPct': (m) => 99 - 0.1 * ((m % (7 * day)) / day),
  'agm state': 1,
  temperatureDegC: (m) => 25 + 3 * wave(m, day),
  cellMaxDegC: (m) => 27 + 3 * wave(m, day) + 2 * (batteryKW(m) / 2_500) ** 2,
  'agm cellMaxDegC': (m) => 26 + 3 * wave(m, day),
  cellVoltageMinV: (m) => 3.24 - 0.02 * (batteryKW(m) / 2_500),
  cellVoltageMaxV: (m) => 3.252 - 0.015 * (batteryKW(m) / 2_500),
  'agm cellVoltageMinV': 2.14,
  'agm cellVoltageMaxV': 2.16,
  resistanceMOhm: (m) => 32 * (1 - 0.024 * wave(m, day)) + 0.0003 * (m / day),
  insulationKOhm: 2_000,
  sohPct: 95,
  // hydrogen
  electrolyserKW: (m) => (makes(m) ? 640 : 0),
  fuelCellKW: (m) => (uses(m) ? 200 : 0),
  electrolyserCellV: (m) => (makes(m) ? 1.82 + 0.002 * scatter(m, 8) : 0),
  fuelCellCellV: (m) => (uses(m) ? 0.72 : 0),
  hydrogenKg: hydrogen,
  tankBar: (m) => hydrogen(m) * 0.67,
  stackDegC: (m) => (makes(m) || uses(m) ? 62 : 30),
  'hydrogen startCount': (m) => 300 + 2 * Math.floor(m / day),
  // containers
  activePowerKW: -1_000,
  efficiencyJPerTH: (m) => 28 + 0.3 * wave(m, day, -9 * 60) + 0.1 * scatter(m, 9),
  minersAsleep: 0,
  minersFaulty: 4,
  minersHashing: 396,
  boardsTotal: 1_200,
  boardsHashing: 1_185,
  fanPct,
  fanRpm: (m) => 36 * fanPct(m),
  filterPa: (m) => 60 + (m / day) * 0.3 + 3 * scatter(m, 10),
  inletDegC: (m) => air(m) + 1.5,
  outletDegC: (m) => air(m) + 1.5 + 17,
  hottestChipDegC: (m) => air(m) + 55,
  restartCount: (m) => Math.floor(m / 900),
  startCount: (m) => Math.floor(m / day),
  // grid
  'grid activePowerKW': (m) => 500 + 700 * wave(m, day),
  oilDegC: (m) => air(m) + 35,
  hotSpotDegC: (m) => air(m) + 45,
  breakerOpenMs: (m) => 38 + 0.7 * scatter(Math.floor(m / day), 11),
  breakerOperations: (m) => 500 + Math.floor(m / day),
  'grid voltageV': (m) => 10_000 + 120 * scatter(m, 12),
  frequencyHz: (m) => 50 + 0.04 * scatter(m, 13),
  // sun, wind, generator, works
  irradianceWPerM2: sun,
  'pv availablePowerKW': (m) => sun(m) * 4 * 0.86,
  'pv activePowerKW': (m) => sun(m) * 4 * 0.86,
  'pv insulationKOhm': (m) => (sun(m) > 300 ? 1_500 : 1_000),
  windSpeedMPerS: 8,
  'wind activePowerKW': (m) => 2_000 + 1_000 * wave(m, 700),
  'wind vibrationMmPerS': (m) => 1.5 + 0.2 * wave(m, 700),
  gearDegC: (m) => air(m) + 30 + 8 * wave(m, 700),
  'genset state': (m) => (testRun(m) ? 3 : 1),
  starterV: (m) => 27.2 + 0.05 * scatter(m, 14),
  coolantDegC: (m) => (testRun(m) ? 82 : 40),
  fuelPct: (m) => 90 - 0.01 * (m / day),
  runHoursH: (m) => 20 + 0.5 * Math.floor((m + 8 * day) / (28 * day)),
  'factory activePowerKW': (m) => -worksKW(m),
  'factory voltageV': (m) => 400 + 3 * scatter(m, 15),
}

import type { Curve, Curves } from '../play.ts'
import { normal } from './normal.ts'

/** How a rule of the library is made to fire: what departs from normal from the tenth day on. */
export interface Failing {
  /** Id of the rule. */
  rule: string
  /** Curves after the begin, of minutes since then. */
  curves: Curves
  /** Days until it must have fired. */
  days: number
  /** Minutes between scans. */
  stepMin: number
  /** On which asset it fires. */
  on: string
}

const day = 1_440
/** Minute at which it begins. */
export const beginsAt = 10 * day

/** The usual value of an asset's point. */
export function usual(key: string, minute: number): number {
  const curve: Curve | undefined = normal[key] ?? normal[key.split(' ')[1] ?? '']
  const value = typeof curve === 'function' ? curve(minute) : curve
  if (value === undefined) throw new Error(`nothing is normal for ${key}`)
  return value
}

/** The usual value changed, by minutes since the begin. */
const changed = (key: string, how: (value: number, since: number) => number): Curves => ({
  [key]: (minute) => how(usual(key, minute), minute - beginsAt),
})
const plus = (key: string, more: number) => changed(key, (value) => value + more)
const times = (key: string, ratio: number) => changed(key, (value) => value * ratio)
const creeping = (key: string, perDay: number) => changed(key, (value, since) => value + (perDay * since) / day)
const fixed = (key: string, value: number): Curves => ({ [key]: value })
const pulses = (key: string, everyMin: number, value: number) =>
  changed(key, (own, since) => (since % everyMin < 2 ? value : own))
const isRest = (minute: number) => minute % day < 600 || minute % day >= 1_320

const failing = (
  rule: string,
  on: string,
  curves: Curves,
  given: { days?: number; stepMin?: number } = {},
): Failing => ({
  rule,
  on,
  curves,
  days: given.days ?? 2,
  stepMin: given.stepMin ?? 10,
})

/** One row for each rule of the library. */
export const failings: Failing[] = [
  failing('flywheel-hot-bearing-of-a-flywheel', 'flywheels', plus('flywheels bearingDegC', 9)),
  failing('flywheel-bearing-hotter-than-speed-and-air-explain', 'flywheels', plus('flywheels bearingDegC', 13)),
  failing('flywheel-bearing-beyond-the-temperature-of-its-grease', 'flywheels', plus('flywheels bearingDegC', 28)),
  failing('flywheel-vibration-in-zone-c', 'flywheels', plus('flywheels vibrationMmPerS', 3.6)),
  failing('flywheel-vibration-in-zone-d', 'flywheels', plus('flywheels vibrationMmPerS', 6.5)),
  failing('flywheel-imbalance-of-a-flywheel', 'flywheels', {
    ...fixed('flywheels imbalanceMmPerS', 3.2),
    ...fixed('flywheels vibrationMmPerS', 3.9),
  }),
  failing('flywheel-vacuum-of-one-unit-gets-worse', 'flywheels', plus('flywheels vacuumPa', 1.4)),
  failing('flywheel-vacuum-worsens-from-week-to-week', 'flywheels', creeping('flywheels vacuumPa', 0.05), { days: 21 }),
  failing('flywheel-more-standby-loss-than-a-week-ago', 'flywheels', times('flywheels standbyLossKW', 1.5)),
  failing('flywheel-units-of-a-bank-are-missing', 'flywheels', fixed('flywheels unitsReady', 8)),
  failing('flywheel-flywheel-outside-its-stored-energy', 'flywheels', fixed('flywheels socPct', 99.5)),
  failing('battery-cells-of-a-li-ion-rack-drift-apart-at-rest', 'li-ion', plus('li-ion cellVoltageMinV', -0.08)),
  failing('battery-weak-cell-under-load', 'li-ion', plus('li-ion cellVoltageMinV', -0.25)),
  failing('battery-blocks-of-a-lead-acid-battery-drift-apart', 'agm', fixed('agm cellVoltageMinV', 2.02)),
  failing('battery-inner-resistance-grows', 'li-ion', creeping('li-ion resistanceMOhm', 0.25), { days: 28 }),
  failing('battery-inner-resistance-half-above-that-of-new-cells', 'li-ion', times('li-ion resistanceMOhm', 1.7)),
  failing('battery-hot-cell', 'agm', plus('agm cellMaxDegC', 8)),
  failing(
    'battery-cell-temperature-runs-up',
    'li-ion',
    changed('li-ion cellMaxDegC', (t, m) => t + Math.min(m, 60)),
    { stepMin: 1, days: 1 },
  ),
  failing('battery-cell-beyond-its-highest-temperature', 'li-ion', plus('li-ion cellMaxDegC', 32)),
  failing('battery-battery-loses-charge-at-rest', 'agm', creeping('agm socPct', -2.5), { days: 3 }),
  failing('battery-insulation-of-a-battery-falls', 'agm', fixed('agm insulationKOhm', 300)),
  failing('battery-capacity-below-80', 'li-ion', fixed('li-ion sohPct', 78), { days: 8 }),
  failing('battery-lead-acid-battery-too-warm', 'agm', plus('agm temperatureDegC', 9), { days: 8 }),
  failing('battery-li-ion-battery-charged-in-the-cold', 'li-ion', plus('li-ion temperatureDegC', -30)),
  failing('battery-state-of-charge-outside-its-rule', 'agm', fixed('agm socPct', 72)),
  failing(
    'hydrogen-electrolyser-needs-more-voltage-than-its-load-explains',
    'hydrogen',
    changed('hydrogen electrolyserCellV', (v) => (v > 0 ? v + 0.08 : 0)),
  ),
  failing(
    'hydrogen-electrolyser-voltage-climbs-from-week-to-week',
    'hydrogen',
    changed('hydrogen electrolyserCellV', (v, m) => (v > 0 ? v + (0.003 * m) / day : 0)),
    { days: 28 },
  ),
  failing(
    'hydrogen-electrolyser-near-its-highest-voltage',
    'hydrogen',
    changed('hydrogen electrolyserCellV', (v) => (v > 0 ? 2.18 : 0)),
  ),
  failing(
    'hydrogen-fuel-cell-gives-less-voltage-than-its-load-explains',
    'hydrogen',
    changed('hydrogen fuelCellCellV', (v) => (v > 0 ? v - 0.07 : 0)),
  ),
  failing(
    'hydrogen-leak-test-of-the-tank-at-rest',
    'hydrogen',
    changed('hydrogen hydrogenKg', (kg, m) => kg - (4 * m) / day),
  ),
  failing(
    'hydrogen-pressure-jumps-while-nothing-is-drawn',
    'hydrogen',
    changed('hydrogen tankBar', (bar, m) => (isRest(m) ? bar - Math.max(0, Math.min(6, m - 200)) : bar)),
    { stepMin: 1, days: 1 },
  ),
  failing('hydrogen-stack-too-hot', 'hydrogen', plus('hydrogen stackDegC', 26)),
  failing(
    'hydrogen-too-many-starts-of-a-stack',
    'hydrogen',
    changed('hydrogen startCount', (n, m) => n + Math.floor(m / 200)),
  ),
  failing('container-hash-boards-drop-out', 'container-2', fixed('container-2 boardsHashing', 1_060)),
  failing(
    'container-hash-boards-are-lost-from-week-to-week',
    'container-2',
    creeping('container-2 boardsHashing', -8),
    { days: 28 },
  ),
  failing('container-more-miners-faulty-than-a-week-ago', 'container-2', fixed('container-2 minersFaulty', 30), {
    days: 3,
  }),
  failing(
    'container-container-takes-more-energy-for-a-hash-than-its-peers',
    'container-2',
    times('container-2 efficiencyJPerTH', 1.12),
  ),
  failing('container-energy-for-a-hash-drifts-up', 'container-2', creeping('container-2 efficiencyJPerTH', 0.06), {
    days: 28,
  }),
  failing('container-fans-turn-slower-than-they-are-driven', 'container-2', times('container-2 fanRpm', 0.8)),
  failing('container-fans-slower-than-those-of-the-peers', 'container-2', times('container-2 fanRpm', 0.75)),
  failing('container-filters-near-their-final-pressure-drop', 'container-2', times('container-2 filterPa', 3.6)),
  failing('container-filters-clog-faster-than-those-of-the-peers', 'container-2', times('container-2 filterPa', 2.3)),
  failing('container-air-warms-too-much-on-its-way-through', 'container-2', plus('container-2 outletDegC', 11)),
  failing('container-warm-air-comes-back-to-the-inlet', 'container-2', plus('container-2 inletDegC', 8)),
  failing(
    'container-reboot-loop',
    'container-2',
    changed('container-2 restartCount', (n, m) => n + Math.floor(m / 3)),
  ),
  failing(
    'container-does-not-get-through-its-start',
    'container-2',
    changed('container-2 state', (_, m) => (m % 300 < 6 ? 2 : m % 300 < 20 ? 8 : 0)),
    { stepMin: 2 },
  ),
  failing('container-chips-near-their-limit', 'container-2', plus('container-2 hottestChipDegC', 36)),
  failing('container-runs-beyond-its-ambient-limits', 'container-2', plus('container-2 ambientDegC', 20)),
  failing(
    'container-too-many-starts-in-an-hour',
    'container-2',
    changed('container-2 startCount', (n, m) => n + Math.floor(m / 10)),
  ),
  failing('grid-transformer-oil-hotter-than-load-and-air-explain', 'grid', plus('grid oilDegC', 10)),
  failing('grid-transformer-oil-too-hot', 'grid', plus('grid oilDegC', 47)),
  failing('grid-hot-spot-beyond-normal-loading', 'grid', plus('grid hotSpotDegC', 62)),
  failing('grid-transformer-ages-faster-than-it-was-made-for', 'grid', plus('grid hotSpotDegC', 45)),
  failing('grid-breaker-opens-slowly', 'grid', plus('grid breakerOpenMs', 20)),
  failing('grid-breaker-opens-more-slowly-from-month-to-month', 'grid', creeping('grid breakerOpenMs', 0.25), {
    days: 42,
  }),
  failing(
    'grid-breaker-operates-too-often',
    'grid',
    changed('grid breakerOperations', (n, m) => n + Math.floor(m / 60)),
  ),
  failing('grid-grid-meter-drifts-from-the-sum-of-the-site', 'grid', times('grid activePowerKW', 1.05), { days: 3 }),
  failing('grid-voltage-outside-of-the-standard', 'grid', fixed('grid voltageV', 8_800)),
  failing('grid-voltage-dips-again-and-again', 'grid', pulses('grid voltageV', 120, 8_500), { stepMin: 1 }),
  failing('grid-frequency-outside-of-its-band', 'grid', fixed('grid frequencyHz', 49.3), { stepMin: 1, days: 1 }),
  failing('grid-import-beyond-the-agreed-limit', 'grid', plus('grid activePowerKW', 5_500)),
  failing('pv-insulation-of-a-solar-field-falls', 'pv', times('pv insulationKOhm', 0.25)),
  failing('pv-insulation-of-a-solar-field-too-low', 'pv', fixed('pv insulationKOhm', 80)),
  failing('pv-panels-give-less-than-sun-explains', 'pv', times('pv availablePowerKW', 0.88)),
  failing('pv-performance-ratio-below-three-quarters', 'pv', times('pv availablePowerKW', 0.8), { days: 14 }),
  failing('pv-meter-of-the-solar-field-stands-still', 'pv', fixed('pv activePowerKW', 2_000)),
  failing('wind-gear-oil-hotter-than-load-and-air-explain', 'wind', plus('wind gearDegC', 11)),
  failing('wind-gear-oil-too-hot', 'wind', plus('wind gearDegC', 45)),
  failing('wind-vibration-of-the-drive-train-in-zone-iii', 'wind', plus('wind vibrationMmPerS', 5)),
  failing('wind-vibration-of-the-drive-train-rises', 'wind', plus('wind vibrationMmPerS', 3.2)),
  failing('genset-starter-battery-weak-at-rest', 'genset', plus('genset starterV', -3)),
  failing('genset-starter-battery-loses-from-week-to-week', 'genset', creeping('genset starterV', -0.06), { days: 28 }),
  failing('genset-starter-battery-breaks-down-while-it-cranks', 'genset', {
    ...fixed('genset state', 2),
    ...fixed('genset starterV', 18),
  }),
  failing(
    'genset-generator-does-not-start',
    'genset',
    changed('genset state', (_, m) => (m < 100 ? 1 : m < 102 ? 2 : 8)),
    { stepMin: 1, days: 1 },
  ),
  failing('genset-coolant-too-hot', 'genset', fixed('genset coolantDegC', 101), { stepMin: 1, days: 1 }),
  failing('genset-too-little-fuel-for-an-emergency', 'genset', fixed('genset fuelPct', 25)),
  failing('genset-generator-is-not-exercised', 'genset', fixed('genset runHoursH', 20), { days: 62 }),
  failing('load-draws-more-than-a-week-ago-day-and-night', 'factory', times('factory activePowerKW', 1.25)),
  failing('load-base-load-grows-from-week-to-week', 'factory', creeping('factory activePowerKW', -6), { days: 28 }),
  failing('load-draws-more-than-its-hour-explains', 'factory', times('factory activePowerKW', 1.2)),
  failing('load-meter-of-the-works-stands-still', 'factory', fixed('factory activePowerKW', -2_500)),
  failing('load-voltage-at-the-works-is-low', 'factory', times('factory voltageV', 0.9)),
]

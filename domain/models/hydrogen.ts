import { type Curve, valueAt } from './curve.ts'
import type { KW, Ms } from '../units.ts'

/** A stack with its surroundings, as load goes from its lowest to its rated power. */
export interface StackModel {
  /** kWh per kg of hydrogen over the share of the rated power; of the electrolyser drawn, of the fuel cell given. */
  kWhPerKg: Curve
  /** Lowest load as a share of the rating; the site file may say more exactly. */
  minLoadRatio: number
  /** From nothing to rated power when warm. */
  rampMs: Ms
  /** From cold until it gives or takes anything. */
  coldStartMs: Ms
  /** Stack life over its price, EUR per MWh through it. */
  wearEurPerMWh: number
  source: string
}

/** Lower heating value of hydrogen, kWh/kg (ISO 14687 and usual tables: 120.0 MJ/kg). */
export const hydrogenKWhPerKg = 33.33

/**
 * Electrolyser with compression. Part load is gentler to the stack, but pumps, dryers and the compressor go on: best at
 * about half load.
 */
export const electrolyserModel = {
  kWhPerKg: [
    [0.05, 66],
    [0.15, 55],
    [0.3, 51],
    [0.5, 50.2],
    [1, 52],
  ],
  minLoadRatio: 0.1,
  rampMs: 60_000,
  coldStartMs: 120_000,
  wearEurPerMWh: 6,
  source:
    'PEM: 52 to 58 kWh/kg at rated power, 5 to 10 % lowest load, hot ramp 10 s (state of the art 2017) and cold start 120 s: targets of the Clean Hydrogen Partnership; shape over load after Buttler and Spliethoff, RSER 82 (2018)',
} as const satisfies StackModel

/** Fuel cell: best at part load, 52 % of the lower heating value at rated power. */
export const fuelCellModel = {
  kWhPerKg: [
    [0.1, 17.5],
    [0.3, 19.6],
    [0.5, 19],
    [1, 17.33],
  ],
  minLoadRatio: 0.1,
  rampMs: 60_000,
  coldStartMs: 60_000,
  wearEurPerMWh: 20,
  source:
    'PEM: 50 to 60 % of the lower heating value with its best at a third of the load, as usual in datasheets of stationary systems (US DOE fuel cell targets: 60 % peak)',
} as const satisfies StackModel

/** Pressure of the full tank, bar; pressure goes with the mass at one temperature. */
export const fullTankBar = 350

/** Hydrogen made in an hour at this draw, kg/h; `ratedKW` of the electrolyser. */
export function producedKgPerH(drawnKW: KW, ratedKW: KW): number {
  return drawnKW <= 0 ? 0 : drawnKW / valueAt(electrolyserModel.kWhPerKg, drawnKW / ratedKW)
}

/** Hydrogen used in an hour at this output, kg/h; `ratedKW` of the fuel cell. */
export function usedKgPerH(outputKW: KW, ratedKW: KW): number {
  return outputKW <= 0 ? 0 : outputKW / valueAt(fuelCellModel.kWhPerKg, outputKW / ratedKW)
}

/** Polarisation of one cell, V over the share of the rated power: of the electrolyser drawn, of the fuel cell given. */
const polarisation = {
  electrolyser: [
    [0, 1.48],
    [0.1, 1.6],
    [0.3, 1.7],
    [0.6, 1.8],
    [1, 1.9],
  ],
  fuelCell: [
    [0, 0.95],
    [0.1, 0.83],
    [0.3, 0.77],
    [0.6, 0.71],
    [1, 0.65],
  ],
} as const satisfies Record<string, Curve>

/**
 * Mean voltages of new cells, V, at shares of the rated power of either stack. (PEM: 1.8 to 2.0 V at 2 A/cm2 and 0.65 V at
 * rated current, targets of the Clean Hydrogen Partnership and US DOE; 1.48 V is the thermoneutral voltage of water.)
 */
export function cellVoltages(electrolyserRatio: number, fuelCellRatio: number) {
  return {
    electrolyser: valueAt(polarisation.electrolyser, electrolyserRatio),
    fuelCell: valueAt(polarisation.fuelCell, fuelCellRatio),
  }
}

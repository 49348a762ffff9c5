import type { Curve } from './curve.ts'
import type { Pct } from '../units.ts'

/** What keeping and using a battery costs, from which the price of wear follows. */
export interface Wear {
  /** What new cells cost, EUR per kWh of rated energy. */
  replacementEurPerKWh: number
  /** Cycles until they are replaced, each of this depth. */
  cycles: number
  depthPct: Pct
}

/** How a storage kind behaves and may be used; percentages are of the rated energy. */
export interface ChemistryModel {
  label: string
  minSocPct: Pct
  maxSocPct: Pct
  /** Where it rests when nobody asks anything of it. */
  restSocPct: Pct
  /** Share of the energy drawn from the bus that is stored, converter included, 0 to 1. */
  chargeRatio: number
  /** Share of the energy taken out of the cells that reaches the bus, converter included, 0 to 1. */
  dischargeRatio: number
  selfDischargePctPerDay: number
  /** Highest power as a multiple of the rated energy, 1/h, over the state of charge in percent. */
  chargeC: Curve
  dischargeC: Curve
  wear: Wear
  source: string
}

const usage = 'use by the Powerchain white paper, section 4.2.1'
const efficiencies = 'efficiency by PNNL-28866 (2019) and PNNL-33283 (2022), split evenly between both ways'

/**
 * Storage chemistries. AGM in buffer mode at a depth of discharge of at most 20 %, then 10 to 15 years; gel recovers from
 * deep discharge; Li-ion nearly the whole capacity; alkaline rests discharged.
 */
export const chemistries = {
  liIon: {
    label: 'Li-ion',
    minSocPct: 5,
    maxSocPct: 95,
    restSocPct: 50,
    chargeRatio: 0.9487,
    dischargeRatio: 0.9487,
    selfDischargePctPerDay: 0.07,
    chargeC: [
      [0, 1],
      [80, 1],
      [100, 0.3],
    ],
    dischargeC: [
      [0, 0.5],
      [10, 2],
      [100, 2],
    ],
    wear: { replacementEurPerKWh: 110, cycles: 7_000, depthPct: 90 },
    source: `${usage}; ${efficiencies}, LFP 83 to 86 % and converters of today; C-rates, self-discharge and cycle life as usual in datasheets of LFP racks`,
  },
  agm: {
    label: 'Lead-acid AGM',
    minSocPct: 80,
    maxSocPct: 100,
    restSocPct: 98,
    chargeRatio: 0.8944,
    dischargeRatio: 0.8944,
    selfDischargePctPerDay: 0.1,
    chargeC: [
      [0, 0.3],
      [80, 0.3],
      [100, 0.05],
    ],
    dischargeC: [
      [0, 0],
      [80, 0.4],
      [90, 1],
      [100, 1],
    ],
    wear: { replacementEurPerKWh: 170, cycles: 3_000, depthPct: 20 },
    source: `${usage} (20 % depth of discharge); ${efficiencies}, lead-acid 77 to 82 %; self-discharge 3 % a month and cycles at 20 % depth as usual in datasheets of valve-regulated cells`,
  },
  gel: {
    label: 'Lead-acid gel',
    minSocPct: 30,
    maxSocPct: 100,
    restSocPct: 90,
    chargeRatio: 0.8832,
    dischargeRatio: 0.8832,
    selfDischargePctPerDay: 0.07,
    chargeC: [
      [0, 0.25],
      [75, 0.25],
      [100, 0.04],
    ],
    dischargeC: [
      [0, 0.1],
      [30, 0.3],
      [60, 0.7],
      [100, 0.7],
    ],
    wear: { replacementEurPerKWh: 200, cycles: 1_200, depthPct: 70 },
    source: `${usage} (more than 1,000 deep cycles); ${efficiencies}, lead-acid; self-discharge 2 % a month and rates as usual in datasheets of gel cells`,
  },
  alkaline: {
    label: 'Alkaline',
    minSocPct: 10,
    maxSocPct: 100,
    restSocPct: 40,
    chargeRatio: 0.8062,
    dischargeRatio: 0.8062,
    selfDischargePctPerDay: 0.02,
    chargeC: [
      [0, 0.2],
      [70, 0.2],
      [100, 0.03],
    ],
    dischargeC: [
      [0, 0.1],
      [20, 0.4],
      [100, 0.4],
    ],
    wear: { replacementEurPerKWh: 90, cycles: 1_000, depthPct: 60 },
    source: `${usage} (shelf life to 15 years, rests discharged); efficiency, rates and cycle life as usual for rechargeable zinc manganese dioxide cells`,
  },
} as const satisfies Record<string, ChemistryModel>

/** Name of a storage chemistry. */
export type Chemistry = keyof typeof chemistries

/** Every storage chemistry, in the order they are offered. */
export const chemistryNames = Object.keys(chemistries) as [Chemistry, ...Chemistry[]]

/** Price of wear, EUR per MWh taken out at the bus: new cells over all the energy they give in their life. */
export function wearEurPerMWh(chemistry: Chemistry): number {
  const { wear, dischargeRatio } = chemistries[chemistry]
  return (wear.replacementEurPerKWh * 1_000) / (wear.cycles * (wear.depthPct / 100) * dischargeRatio)
}

/** Energy out over energy in of a whole cycle, 0 to 1. */
export function roundTripRatio(chemistry: Chemistry): number {
  const { chargeRatio, dischargeRatio } = chemistries[chemistry]
  return chargeRatio * dischargeRatio
}

import type { Ms } from '../units.ts'

/** What a service asks for, as its rules say. Times from the signal; frequencies as deviations from nominal. */
export interface GridService {
  label: string
  region: string
  /** What calls for the power. */
  signal: 'frequency' | 'setpoint' | 'call' | 'price'
  /** Who serves it: our control loop, or the inverter and flywheel controller by themselves, armed by us. */
  servedBy: 'loop' | 'device'
  /** First response, and full power; `null` where the rules leave it open. */
  startMs: Ms | null
  fullMs: Ms | null
  /** How long the power must last; `null` = until it is recalled. */
  holdMs: Ms | null
  /** No response within, and share of the power at deviations beyond (straight lines between), for `frequency`. */
  deadBandHz?: number
  curve?: readonly (readonly [deviationHz: number, share: number])[]
  /** `up` = more into the grid (less draw); `down` = less into the grid (more draw). */
  directions: readonly ('up' | 'down')[]
  /** Where the figures are from; a `?` marks what no document was seen for. */
  source: string
}

const s = 1_000
const min = 60_000
const both = ['up', 'down'] as const
const up = ['up'] as const

/**
 * Services of the grid as data. Reg. = Commission Regulation (EU) 2017/1485, Annex V. A service that needs full power
 * within less than 2 s is served in the device: a loop over polled meters is too slow for it.
 */
export const gridServices = {
  fcrContinentalEurope: {
    label: 'FCR',
    region: 'Continental Europe',
    signal: 'frequency',
    servedBy: 'loop',
    startMs: 2 * s,
    fullMs: 30 * s,
    holdMs: 15 * min,
    deadBandHz: 0.01,
    curve: [[0.2, 1]],
    directions: both,
    source: 'Reg. Annex V; regelleistung.net; elia.be',
  },
  fcrGreatBritain: {
    label: 'FCR',
    region: 'Great Britain',
    signal: 'frequency',
    servedBy: 'loop',
    startMs: 2 * s,
    fullMs: 10 * s,
    holdMs: 15 * min,
    deadBandHz: 0.015,
    curve: [[0.5, 1]],
    directions: both,
    source: 'Reg. Annex V; start and hold ?',
  },
  fcrIreland: {
    label: 'FCR',
    region: 'Ireland',
    signal: 'frequency',
    servedBy: 'loop',
    startMs: 2 * s,
    fullMs: 15 * s,
    holdMs: 15 * min,
    deadBandHz: 0.015,
    curve: [[0.5, 1]],
    directions: both,
    source: 'Reg. Annex V; start and hold ?',
  },
  fcrNordicNormal: {
    label: 'FCR-N',
    region: 'Nordic',
    signal: 'frequency',
    servedBy: 'loop',
    startMs: 2 * s,
    fullMs: 30 * s,
    holdMs: 60 * min,
    deadBandHz: 0,
    curve: [[0.1, 1]],
    directions: both,
    source: 'Nordic technical requirements for FCR, May 2023; full and hold ?',
  },
  fcrNordicDisturbance: {
    label: 'FCR-D',
    region: 'Nordic',
    signal: 'frequency',
    servedBy: 'loop',
    startMs: 2 * s,
    fullMs: 30 * s,
    holdMs: 20 * min,
    deadBandHz: 0.1,
    curve: [[0.4, 1]],
    directions: both,
    source: 'Nordic technical requirements for FCR, May 2023; Reg. Annex V; hold ?',
  },
  dynamicContainment: {
    label: 'Dynamic Containment',
    region: 'Great Britain',
    signal: 'frequency',
    servedBy: 'device',
    startMs: 0.5 * s,
    fullMs: 1 * s,
    holdMs: 15 * min,
    deadBandHz: 0.015,
    curve: [
      [0.2, 0.05],
      [0.5, 1],
    ],
    directions: both,
    source: 'NESO dynamic services; NGESO DC specification',
  },
  dynamicModeration: {
    label: 'Dynamic Moderation',
    region: 'Great Britain',
    signal: 'frequency',
    servedBy: 'device',
    startMs: 0.5 * s,
    fullMs: 1 * s,
    holdMs: 30 * min,
    deadBandHz: 0.015,
    curve: [
      [0.1, 0.05],
      [0.2, 1],
    ],
    directions: both,
    source: 'NESO dynamic services; curve ?',
  },
  dynamicRegulation: {
    label: 'Dynamic Regulation',
    region: 'Great Britain',
    signal: 'frequency',
    servedBy: 'loop',
    startMs: 2 * s,
    fullMs: 10 * s,
    holdMs: 60 * min,
    deadBandHz: 0.015,
    curve: [[0.2, 1]],
    directions: both,
    source: 'NESO dynamic services; curve ?',
  },
  ercotFfr: {
    label: 'RRS-FFR',
    region: 'ERCOT',
    signal: 'frequency',
    servedBy: 'device',
    startMs: 0,
    fullMs: 0.25 * s,
    holdMs: 15 * min,
    deadBandHz: 0.149,
    curve: [[0.15, 1]],
    directions: up,
    source: 'NPRR863: full within 15 cycles below 59.85 Hz',
  },
  ercotUfr: {
    label: 'RRS-UFR',
    region: 'ERCOT',
    signal: 'frequency',
    servedBy: 'device',
    startMs: 0,
    fullMs: 0.5 * s,
    holdMs: null,
    deadBandHz: 0.299,
    curve: [[0.3, 1]],
    directions: up,
    source: 'NPRR828: relay at 59.70 Hz; 30 cycles ?',
  },
  ercotPfr: {
    label: 'RRS-PFR',
    region: 'ERCOT',
    signal: 'frequency',
    servedBy: 'loop',
    startMs: 2 * s,
    fullMs: 14 * s,
    holdMs: 15 * min,
    deadBandHz: 0.017,
    curve: [[3, 1]],
    directions: both,
    source: 'BAL-001-TRE-2: droop of at most 5 %; dead band and times ?',
  },
  ercotRegulation: {
    label: 'Regulation',
    region: 'ERCOT',
    signal: 'setpoint',
    servedBy: 'loop',
    startMs: 4 * s,
    fullMs: 90 * s,
    holdMs: 60 * min,
    directions: both,
    source: 'ERCOT notice M-A041917-01; hold ?',
  },
  afrr: {
    label: 'aFRR',
    region: 'Europe (PICASSO)',
    signal: 'setpoint',
    servedBy: 'loop',
    startMs: 30 * s,
    fullMs: 5 * min,
    holdMs: null,
    directions: both,
    source: 'regelleistung.net; elia.be: a new value every 4 s; start ?',
  },
  mfrr: {
    label: 'mFRR',
    region: 'Europe (MARI)',
    signal: 'call',
    servedBy: 'loop',
    startMs: null,
    fullMs: 12.5 * min,
    holdMs: 15 * min,
    directions: both,
    source: 'elia.be; hold ?',
  },
  ercotClr: {
    label: 'CLR in SCED',
    region: 'ERCOT',
    signal: 'setpoint',
    servedBy: 'loop',
    startMs: null,
    fullMs: 5 * min,
    holdMs: null,
    directions: both,
    source: 'ERCOT EWS ControllableLoadResource: a base point every 5 min',
  },
  ercotEcrs: {
    label: 'ECRS',
    region: 'ERCOT',
    signal: 'call',
    servedBy: 'loop',
    startMs: null,
    fullMs: 10 * min,
    holdMs: 120 * min,
    directions: up,
    source: 'NPRR1096',
  },
  ercotNonSpin: {
    label: 'Non-Spin',
    region: 'ERCOT',
    signal: 'call',
    servedBy: 'loop',
    startMs: null,
    fullMs: 30 * min,
    holdMs: 240 * min,
    directions: up,
    source: 'NPRR1096; 30 min ?',
  },
  ercotErs: {
    label: 'ERS',
    region: 'ERCOT',
    signal: 'call',
    servedBy: 'loop',
    startMs: null,
    fullMs: 10 * min,
    holdMs: null,
    directions: up,
    source: 'ERCOT ERS-10 (ERS-30: 30 min); hold by contract',
  },
  ercot4cp: {
    label: '4CP',
    region: 'ERCOT',
    signal: 'price',
    servedBy: 'loop',
    startMs: null,
    fullMs: 15 * min,
    holdMs: 60 * min,
    directions: up,
    source: 'low draw in the quarter-hour of the peak of June to September; hold ?',
  },
  demandResponse: {
    label: 'Demand response',
    region: 'any, by contract',
    signal: 'call',
    servedBy: 'loop',
    startMs: null,
    fullMs: 15 * min,
    holdMs: 120 * min,
    directions: up,
    source: 'OpenADR 2.0b/3 programs; times by contract ?',
  },
} as const satisfies Record<string, GridService>

/** Key of {@link gridServices}. */
export type GridServiceKey = keyof typeof gridServices

/** The rules of a service. */
export function gridServiceOf(key: GridServiceKey): GridService {
  return gridServices[key]
}

/** Share of the power that a frequency service owes, -1 to 1: positive = more into the grid, at low frequency. */
export function shareAt({ deadBandHz = 0, curve = [], directions }: GridService, deviationHz: number): number {
  const size = Math.abs(deviationHz)
  const isUp = deviationHz < 0
  if (size <= deadBandHz || !directions.includes(isUp ? 'up' : 'down')) return 0
  let [fromHz, fromShare] = [deadBandHz, 0]
  let share = 1
  for (const [atHz, atShare] of curve) {
    if (size <= atHz) {
      share = fromShare + ((atShare - fromShare) * (size - fromHz)) / (atHz - fromHz)
      break
    }
    ;[fromHz, fromShare, share] = [atHz, atShare, atShare]
  }
  return isUp ? share : -share
}

import type { FailureModeName } from '../../../../../domain/health/failure-modes.ts'
import type { PointName } from '../../../../../domain/points.ts'

/** How a signal looks over the last 90 days: around `base`, and at its end `now`. */
export interface Drawn {
  point: PointName
  base: number
  swing: number
  scatter: number
  now: number
  limit?: number
}

/** A failure that the demonstration foresees. */
export interface Foreseen {
  assetId: string
  mode: FailureModeName
  medianDays: number
  /** Scatter of the logarithm of the time left. */
  sigma: number
  healthPct: number
  surePct: number
  sinceDays: number
  announcedDays: number
  evidence: readonly { point: PointName; words: string; value: number; expected: number; sharePct: number }[]
  causes: readonly (readonly [mode: FailureModeName | null, name: string, sharePct: number])[]
  ruleIds: readonly string[]
  charts: readonly Drawn[]
  /** The signal among its peers; the last of them is the one in question. */
  peers?: { point: PointName; values: readonly number[]; isUnits?: true }
  cases: readonly { assetId: string; daysAgo: number; verdict: string; leadDays: number; words: string }[]
}

/** Everything foreseen at Lindholm Works, in no order. */
export const foreseen: readonly Foreseen[] = [
  {
    assetId: 'flywheels',
    mode: 'bearingWear',
    medianDays: 34,
    sigma: 0.31,
    healthPct: 46,
    surePct: 78,
    sinceDays: 60,
    announcedDays: 23,
    evidence: [
      { point: 'bearingDegC', words: 'above what load and air explain', value: 84, expected: 63, sharePct: 41 },
      { point: 'standbyLossKW', words: 'against nine units', value: 1.12, expected: 0.6, sharePct: 27 },
      { point: 'vibrationMmPerS', words: 'at running speed, rising', value: 3.4, expected: 1.6, sharePct: 18 },
      { point: 'vacuumPa', words: 'rising a little', value: 1.4, expected: 0.9, sharePct: 9 },
      { point: 'speedRpm', words: 'long at high speed', value: 23_400, expected: 21_000, sharePct: 5 },
    ],
    causes: [
      ['bearingWear', 'Bearing wear', 78],
      ['vacuumLeak', 'Vacuum leak', 13],
      ['imbalance', 'Imbalance', 6],
      [null, 'Unknown', 3],
    ],
    ruleIds: ['flywheel-bearing-hot'],
    charts: [
      { point: 'bearingDegC', base: 62, swing: 6, scatter: 1.4, now: 84, limit: 95 },
      { point: 'vibrationMmPerS', base: 1.6, swing: 0.2, scatter: 0.12, now: 3.4, limit: 7.1 },
    ],
    peers: {
      point: 'standbyLossKW',
      values: [0.58, 0.62, 0.6, 0.61, 0.59, 0.6, 0.62, 0.58, 0.6, 1.12],
      isUnits: true,
    },
    cases: [
      {
        assetId: 'flywheels',
        daysAgo: 212,
        verdict: 'confirmed',
        leadDays: 23,
        words: 'Unit 7, 23 days before its trip',
      },
      { assetId: 'flywheels', daysAgo: 388, verdict: 'rejected', leadDays: 0, words: 'Unit 2, a sensor that drifted' },
    ],
  },
  {
    assetId: 'grid',
    mode: 'transformerCooling',
    medianDays: 64,
    sigma: 0.4,
    healthPct: 71,
    surePct: 74,
    sinceDays: 26,
    announcedDays: 12,
    evidence: [
      { point: 'oilDegC', words: 'above what load and air explain', value: 71, expected: 62, sharePct: 63 },
      { point: 'hotSpotDegC', words: 'above what load and air explain', value: 94, expected: 85, sharePct: 37 },
    ],
    causes: [
      ['transformerCooling', 'Cooling fan 2 of T2 fouled', 74],
      ['meterDrift', 'Drift of the oil sensor', 17],
      [null, 'Unknown', 9],
    ],
    ruleIds: ['transformer-oil-hot'],
    charts: [
      { point: 'oilDegC', base: 60, swing: 5, scatter: 1.2, now: 71 },
      { point: 'hotSpotDegC', base: 83, swing: 6, scatter: 1.4, now: 94, limit: 120 },
    ],
    cases: [],
  },
  {
    assetId: 'container-4',
    mode: 'fanWear',
    medianDays: 19,
    sigma: 0.31,
    healthPct: 38,
    surePct: 82,
    sinceDays: 24,
    announcedDays: 15,
    evidence: [
      { point: 'fanRpm', words: 'slower at the same order', value: 1_212, expected: 1_440, sharePct: 55 },
      { point: 'outletDegC', words: 'above its row', value: 48, expected: 44, sharePct: 31 },
      { point: 'inletDegC', words: 'as the others', value: 26, expected: 26, sharePct: 14 },
    ],
    causes: [
      ['fanWear', 'Bearing of fan 7, row B', 82],
      ['filterFouling', 'Fouling of the filters', 14],
      [null, 'Unknown', 4],
    ],
    ruleIds: ['container-fan-slow'],
    charts: [{ point: 'outletDegC', base: 43.5, swing: 2, scatter: 0.5, now: 48.6 }],
    peers: { point: 'fanRpm', values: [1_448, 1_441, 1_436, 1_452, 1_439, 1_212] },
    cases: [
      { assetId: 'container-2', daysAgo: 146, verdict: 'confirmed', leadDays: 17, words: 'Fan 3, exchanged in time' },
      { assetId: 'container-5', daysAgo: 260, verdict: 'confirmed', leadDays: 21, words: 'Fan 11, exchanged in time' },
    ],
  },
  {
    assetId: 'container-2',
    mode: 'hashBoardLoss',
    medianDays: 27,
    sigma: 0.36,
    healthPct: 62,
    surePct: 61,
    sinceDays: 31,
    announcedDays: 9,
    evidence: [
      { point: 'minersHashing', words: 'fewer each week', value: 361, expected: 380, sharePct: 66 },
      { point: 'hashrateTHs', words: 'below its row', value: 50_100, expected: 52_800, sharePct: 34 },
    ],
    causes: [
      ['hashBoardLoss', 'Power supplies of board 3', 61],
      ['rebootLoop', 'Reboot loop', 24],
      [null, 'Unknown', 15],
    ],
    ruleIds: [],
    charts: [{ point: 'minersHashing', base: 380, swing: 1, scatter: 1, now: 361, limit: 320 }],
    peers: { point: 'minersHashing', values: [380, 379, 381, 380, 378, 361] },
    cases: [],
  },
  {
    assetId: 'hydrogen',
    mode: 'stackDegradation',
    medianDays: 140,
    sigma: 0.27,
    healthPct: 68,
    surePct: 55,
    sinceDays: 82,
    announcedDays: 30,
    evidence: [
      { point: 'electrolyserCellV', words: 'more for the same current', value: 2.02, expected: 1.94, sharePct: 72 },
      { point: 'stackDegC', words: 'above what load explains', value: 74, expected: 71, sharePct: 28 },
    ],
    causes: [
      ['stackDegradation', 'Voltage of the stack drifts', 55],
      ['hydrogenLeak', 'Hydrogen leak', 12],
      [null, 'Unknown', 33],
    ],
    ruleIds: ['electrolyser-voltage'],
    charts: [{ point: 'electrolyserCellV', base: 1.94, swing: 0.015, scatter: 0.006, now: 2.02, limit: 2.2 }],
    cases: [],
  },
  {
    assetId: 'agm',
    mode: 'weakCell',
    medianDays: 71,
    sigma: 0.31,
    healthPct: 66,
    surePct: 66,
    sinceDays: 44,
    announcedDays: 18,
    evidence: [
      { point: 'cellVoltageMinV', words: 'lower at the same load', value: 12.04, expected: 12.31, sharePct: 74 },
      { point: 'usableEnergyKWh', words: 'empties earlier', value: 91, expected: 97, sharePct: 26 },
    ],
    causes: [
      ['weakCell', 'Block 14 loses capacity', 66],
      ['selfDischarge', 'Self-discharge', 20],
      [null, 'Unknown', 14],
    ],
    ruleIds: ['battery-cell-spread'],
    charts: [{ point: 'cellVoltageMinV', base: 12.31, swing: 0.03, scatter: 0.015, now: 12.04, limit: 11.8 }],
    cases: [],
  },
  {
    assetId: 'pv',
    mode: 'insulationLoss',
    medianDays: 96,
    sigma: 0.39,
    healthPct: 77,
    surePct: 48,
    sinceDays: 52,
    announcedDays: 20,
    evidence: [
      { point: 'insulationKOhm', words: 'falls, most on wet mornings', value: 240, expected: 455, sharePct: 100 },
    ],
    causes: [
      ['insulationLoss', 'Insulation of inverter 6 falls', 48],
      ['soiling', 'Soiling', 31],
      [null, 'Unknown', 21],
    ],
    ruleIds: [],
    charts: [{ point: 'insulationKOhm', base: 460, swing: 40, scatter: 22, now: 240, limit: 100 }],
    cases: [],
  },
]

import type { Consumption } from '../../../../domain/rpc/health/consumption.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { dayMs } from './demo-forecasts.ts'

const between = (from: number, to: number, share: number, rest = 0) =>
  Array.from({ length: 24 }, (_, hour) => (hour >= from && hour < to ? share : rest))

const consumers = [
  ['c-1', 'Air compressor 2', 90, 46, 9, 22, between(5, 22, 0.55, 0.12), 96],
  ['c-2', null, 132, 3, 118, 31, between(6, 14, 0.9), 91],
  ['c-3', 'Hall heating, north', 60, 14, 41, 17, between(4, 9, 0.8, 0.2), 84],
  ['c-4', null, 24, 71, 6, 11, between(0, 24, 0.3), 77],
  ['c-5', null, 210, 1.4, 44, 9, between(13, 15, 0.5), 58],
] as const

/** Smart controller duties of the demonstration; `labels` are names that people gave. */
export function demoConsumption(now: EpochMs, labels: ReadonlyMap<string, string | null>): Consumption {
  const month = { from: now - 30 * dayMs, to: now }
  return {
    at: now,
    excess: [
      {
        id: 'e-1',
        assetId: 'factory',
        sinceAt: now - 5 * dayMs,
        excessKW: 118,
        excessKWh: 14_160,
        excessEur: 1_540,
        reason: 'Draws 118 kW more than its usual on nights without a shift, every night since Wednesday.',
        causes: [
          { name: 'Leak of compressed air', sharePct: 62 },
          { name: 'Heater stays on', sharePct: 27 },
          { name: 'Unknown', sharePct: 11 },
        ],
      },
      {
        id: 'e-2',
        assetId: 'container-3',
        sinceAt: now - 2.2 * dayMs,
        excessKW: 31,
        excessKWh: 1_637,
        excessEur: 172,
        reason: 'Fans work against warm air: 31 kW above its row for the same hashrate.',
        causes: [
          { name: 'Warm air comes back into the inlet', sharePct: 78 },
          { name: 'Fouling of the filters', sharePct: 22 },
        ],
      },
      {
        id: 'e-3',
        assetId: 'hydrogen',
        sinceAt: now - 9 * dayMs,
        excessKW: 24,
        excessKWh: 3_110,
        excessEur: null,
        reason: 'Electrolyser needs 4 % more for the same hydrogen than in October.',
        causes: [
          { name: 'Decay of the stack', sharePct: 70 },
          { name: 'Unknown', sharePct: 30 },
        ],
      },
    ],
    meters: [
      {
        id: 'm-1',
        assetId: 'grid',
        against: 'supplier',
        ...month,
        ownKWh: 3_412_840,
        otherKWh: 3_415_120,
        differencePct: -0.07,
        limitPct: 0.5,
        state: 'agrees',
        words: 'Within the class of both meters.',
      },
      {
        id: 'm-2',
        assetId: 'grid',
        against: 'bus',
        ...month,
        ownKWh: 3_412_840,
        otherKWh: 3_381_900,
        differencePct: 0.91,
        limitPct: 0.8,
        state: 'differs',
        words: 'Since 29 Nov the sum over the bus is less than the meter shows.',
      },
      {
        id: 'm-3',
        assetId: 'factory',
        against: 'counter',
        ...month,
        ownKWh: 1_804_220,
        otherKWh: 1_803_990,
        differencePct: 0.01,
        limitPct: 0.2,
        state: 'agrees',
        words: 'Power over time agrees with the counter.',
      },
      {
        id: 'm-4',
        assetId: 'wind',
        against: 'supplier',
        ...month,
        ownKWh: 2_911_000,
        otherKWh: null,
        differencePct: null,
        limitPct: 0.5,
        state: 'unknown',
        words: 'No file of the supplier for this month yet.',
      },
    ],
    consumers: consumers.map(([id, label, powerKW, runsPerDay, meanRunMin, energySharePct, hours, surePct]) => ({
      id,
      label: labels.has(id) ? (labels.get(id) ?? null) : label,
      assetId: 'factory',
      powerKW,
      runsPerDay,
      meanRunMin,
      energySharePct,
      hours: [...hours],
      firstSeenAt: now - 61 * dayMs,
      lastSeenAt: now - 1_200_000,
      surePct,
    })),
    baseKW: 402,
    unexplainedKW: 163,
    words: 'Five consumers explain 90 % of what the factory draws besides its base load.',
  }
}

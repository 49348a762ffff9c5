import type { PlanProblem, PlanStorage, PlanUnit } from '../../../main/plan/problem.ts'
import { dayOf, type Prices } from './ercot.ts'

/** One problem of the bench. */
export interface Case {
  name: string
  problem: PlanProblem
}

const steps = 192
const stepMs = 900_000

/** Windows of 48 hours: the extremes of the year, and one every eleven days. */
const extremes = ['2024-01-11', '2024-05-08', '2024-05-09', '2024-06-12', '2024-01-15', '2024-08-20', '2024-03-28']
const everyDays = 11

/** What the connection allows, kW. */
const connections = { loose: [12_000, 8_000], tight: [6_000, 3_000] } as const

/** Every window, with both connections, with mixed and with identical containers in turn. */
export function cases(prices: Prices): Case[] {
  const spread = Array.from({ length: 33 }, (_, k) => 2 + k * everyDays)
  const days = [...extremes.map(dayOf), ...spread]
  const kinds = (['mixed', 'identical'] as const).flatMap((containers) =>
    (['loose', 'tight'] as const).map((connection) => ({ containers, connection })),
  )
  return days.flatMap((day, place) =>
    kinds
      .filter((_, k) => place < extremes.length || k === place % kinds.length)
      .map(({ containers, connection }) => ({
        name: `${new Date(prices.firstAt + day * 86_400_000).toISOString().slice(0, 10)} ${containers} ${connection}`,
        problem: benchProblem(prices, day, containers, connection),
      })),
  )
}

/** Site of the bench: three storages, hydrogen, ten containers, sun, wind and a load. */
export function benchProblem(
  { usdPerMWh, firstAt }: Prices,
  day: number,
  containers: 'mixed' | 'identical',
  connection: keyof typeof connections,
): PlanProblem {
  const first = Math.min(day * 96, usdPerMWh.length - steps)
  const price = usdPerMWh.slice(first, first + steps)
  const from = firstAt + first * stepMs
  const all = (value: number) => price.map(() => value)
  const [importKW, exportKW] = connections[connection]
  return {
    edges: Array.from({ length: steps + 1 }, (_, t) => from + t * stepMs),
    importPriceEurPerMWh: price.map((p) => p + 4),
    exportPriceEurPerMWh: price.map((p) => p - 1),
    importLimitKW: all(importKW),
    exportLimitKW: all(exportKW),
    loadDrawKW: price.map((_, t) => 1_200 + 600 * Math.sin(((hourAt(t) - 9) / 24) * 2 * Math.PI)),
    sources: [
      { id: 'pv', availableKW: price.map((_, t) => sun(hourAt(t + 24))), costEurPerMWh: 0, isCurtailable: true },
      {
        id: 'wind',
        availableKW: price.map((_, t) => 1_500 + 1_200 * Math.sin(t / 17 + day)),
        costEurPerMWh: 0.5,
        isCurtailable: true,
      },
    ],
    storages: storages(price.length),
    units: [...units(containers, price.length), ...hydrogenUnits(price.length)],
    tanks: [
      {
        id: 'hydrogen',
        fill: 'electrolyser',
        drain: 'fuel-cell',
        fillRatio: 0.65,
        drainRatio: 0.5,
        floorKWh: 850,
        ceilingKWh: 16_000,
        startKWh: 6_000,
        end: { targetKWh: 6_000, valueEurPerMWh: 60 },
      },
    ],
    demandCharge: {
      eurPerKW: 0.6,
      peakSoFarKW: 3_000,
      isCharged: price.map((_, t) => hourAt(t) >= 12 && hourAt(t) < 24),
    },
    reserve: { upKW: all(1_500), downKW: all(1_000) },
    emergencyKWh: all(800),
    commitments: [],
  }
}

const hourAt = (t: number): number => (t / 4) % 24

/** kW of a solar field at an hour of UTC; Texas has its noon at 18:30. */
function sun(hour: number): number {
  return 3_000 * Math.max(0, Math.cos(((hour - 18.5) / 13) * Math.PI))
}

function storages(n: number): PlanStorage[] {
  const storage = (id: string, powerKW: number, energyKWh: number, rest: Partial<PlanStorage>): PlanStorage => ({
    id,
    chargeLimitKW: Array.from({ length: n }, () => powerKW),
    dischargeLimitKW: Array.from({ length: n }, () => powerKW),
    chargeRatio: 0.95,
    dischargeRatio: 0.95,
    lossPerHRatio: 0,
    standbyLossKW: 0,
    floorKWh: 0.05 * energyKWh,
    ceilingKWh: 0.95 * energyKWh,
    startKWh: 0.5 * energyKWh,
    wearEurPerMWh: 6,
    end: { targetKWh: 0.5 * energyKWh, valueEurPerMWh: 80 },
    isForEmergency: true,
    ...rest,
  })
  return [
    storage('li-ion', 2_500, 7_000, {}),
    storage('agm', 250, 600, {
      chargeRatio: 0.9,
      dischargeRatio: 0.89,
      floorKWh: 480,
      ceilingKWh: 600,
      startKWh: 588,
      wearEurPerMWh: 25,
      end: { targetKWh: 560, valueEurPerMWh: 80 },
      isForEmergency: false,
    }),
    storage('flywheels', 1_800, 700, {
      chargeRatio: 0.96,
      dischargeRatio: 0.96,
      lossPerHRatio: 0.01,
      standbyLossKW: 3,
      wearEurPerMWh: 0.5,
    }),
  ]
}

/** Efficiencies of the mixed containers, J/TH. */
const mixedJPerTH = [18, 21, 25, 28, 34, 38, 45, 60, 72, 85]
/** What a TH/s earned in a day, US$, in the middle of 2024. */
const hashpricePerTHDay = 0.055

/** Revenue of a container, US$/MWh: hashprice per hour over the energy of an hour at one TH/s. */
export function miningUsdPerMWh(hashpricePerTHDay: number, jPerTH: number): number {
  return (hashpricePerTHDay / 24 / jPerTH) * 1e6
}

function units(containers: 'mixed' | 'identical', n: number): PlanUnit[] {
  return mixedJPerTH.map((jPerTH, i) => ({
    id: `container-${i + 1}`,
    flow: 'draws',
    minKW: 520,
    maxKW: Array.from({ length: n }, () => 1_300),
    rampKWPerH: Infinity,
    minOnMs: 4 * stepMs,
    minOffMs: 2 * stepMs,
    startCostEur: 7,
    costEurPerMWh: -miningUsdPerMWh(hashpricePerTHDay, containers === 'mixed' ? jPerTH : 60),
    start: {
      isOn: i % 2 === 0,
      forMs: containers === 'mixed' ? (i % 5) * stepMs : 8 * stepMs,
      powerKW: i % 2 === 0 ? 1_300 : 0,
    },
    isSheddable: true,
  }))
}

function hydrogenUnits(n: number): PlanUnit[] {
  const unit = (id: string, flow: PlanUnit['flow'], minKW: number, maxKW: number, cost: number): PlanUnit => ({
    id,
    flow,
    minKW,
    maxKW: Array.from({ length: n }, () => maxKW),
    rampKWPerH: Infinity,
    minOnMs: 2 * stepMs,
    minOffMs: 2 * stepMs,
    startCostEur: 5,
    costEurPerMWh: cost,
    start: { isOn: false, forMs: 4 * 3_600_000, powerKW: 0 },
    isSheddable: false,
  })
  return [unit('electrolyser', 'draws', 120, 800, 3), unit('fuel-cell', 'feeds', 60, 400, 15)]
}

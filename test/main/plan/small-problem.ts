import type { PlanProblem, PlanStorage, PlanUnit } from '../../../main/plan/problem.ts'

/** Begin of the small problems, a full quarter-hour. */
export const startAt = Date.UTC(2024, 4, 8)
/** A quarter of an hour. */
export const quarterMs = 900_000

/** A value for each of `n` steps. */
export function all(n: number, value: number): number[] {
  return Array.from({ length: n }, () => value)
}

/** A battery of 1 MW and 2 MWh, half full. */
export function battery(n: number, change: Partial<PlanStorage> = {}): PlanStorage {
  return {
    id: 'battery',
    chargeLimitKW: all(n, 1_000),
    dischargeLimitKW: all(n, 1_000),
    chargeRatio: 0.95,
    dischargeRatio: 0.95,
    lossPerHRatio: 0,
    standbyLossKW: 0,
    floorKWh: 100,
    ceilingKWh: 1_900,
    startKWh: 1_000,
    wearEurPerMWh: 5,
    end: { targetKWh: 1_000, valueEurPerMWh: 60 },
    isForEmergency: true,
    ...change,
  }
}

/** A bank of flywheels of 500 kW and 200 kWh. */
export function flywheels(n: number, change: Partial<PlanStorage> = {}): PlanStorage {
  return battery(n, {
    id: 'flywheels',
    chargeLimitKW: all(n, 500),
    dischargeLimitKW: all(n, 500),
    lossPerHRatio: 0.01,
    standbyLossKW: 2,
    floorKWh: 20,
    ceilingKWh: 196,
    startKWh: 100,
    wearEurPerMWh: 0.5,
    end: { targetKWh: 100, valueEurPerMWh: 60 },
    ...change,
  })
}

/** A container of 1.3 MW that earns 55 EUR/MWh. */
export function container(n: number, id: string, change: Partial<PlanUnit> = {}): PlanUnit {
  return {
    id,
    flow: 'draws',
    minKW: 520,
    maxKW: all(n, 1_300),
    rampKWPerH: Infinity,
    minOnMs: 4 * quarterMs,
    minOffMs: 2 * quarterMs,
    startCostEur: 7,
    costEurPerMWh: -55,
    start: { isOn: true, forMs: 24 * quarterMs, powerKW: 1_300 },
    isSheddable: true,
    ...change,
  }
}

/** Electrolyser and fuel cell, both off. */
export function hydrogenUnits(n: number): PlanUnit[] {
  const off = { start: { isOn: false, forMs: 24 * quarterMs, powerKW: 0 }, isSheddable: false, startCostEur: 5 }
  return [
    container(n, 'electrolyser', { ...off, minKW: 120, maxKW: all(n, 800), costEurPerMWh: 3 }),
    container(n, 'fuel-cell', { ...off, flow: 'feeds', minKW: 60, maxKW: all(n, 400), costEurPerMWh: 15 }),
  ]
}

/** A day with everything a site can have, prices cheap at night and dear in the evening; `change` replaces parts. */
export function smallProblem(change: Partial<PlanProblem> = {}, n = 48): PlanProblem {
  const price = Array.from({ length: n }, (_, t) => 45 + 60 * Math.sin((t / 11) * Math.PI) + (t % 7))
  return {
    edges: Array.from({ length: n + 1 }, (_, t) => startAt + t * quarterMs),
    importPriceEurPerMWh: price.map((p) => p + 4),
    exportPriceEurPerMWh: price.map((p) => p - 1),
    importLimitKW: all(n, 4_000),
    exportLimitKW: all(n, 2_000),
    loadDrawKW: price.map((_, t) => 800 + 300 * Math.sin(t / 5)),
    sources: [
      {
        id: 'pv',
        availableKW: price.map((_, t) => Math.max(0, 1_500 * Math.sin((t / n) * Math.PI))),
        costEurPerMWh: 0,
        isCurtailable: true,
      },
    ],
    storages: [battery(n), flywheels(n)],
    units: [
      container(n, 'container-1'),
      container(n, 'container-2', { costEurPerMWh: -90 }),
      container(n, 'container-3', { start: { isOn: false, forMs: quarterMs, powerKW: 0 } }),
      ...hydrogenUnits(n),
    ],
    tanks: [
      {
        id: 'hydrogen',
        fill: 'electrolyser',
        drain: 'fuel-cell',
        fillRatio: 0.65,
        drainRatio: 0.5,
        floorKWh: 200,
        ceilingKWh: 4_000,
        startKWh: 1_000,
        end: { targetKWh: 1_000, valueEurPerMWh: 60 },
      },
    ],
    demandCharge: { eurPerKW: 0.3, peakSoFarKW: 1_500, isCharged: price.map((_, t) => t >= 16) },
    reserve: { upKW: all(n, 600), downKW: all(n, 400) },
    emergencyKWh: all(n, 300),
    commitments: [],
    ...change,
  }
}

import {
  type Forecast,
  type ForecastQuantity,
  forecastQuantiles,
  type Outlook,
  type Prices,
} from '../../../domain/dispatch/forecast.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import { silentLog } from '../../../domain/log.ts'
import type { PointName } from '../../../domain/points.ts'
import { noReading } from '../../../domain/reading.ts'
import { type SiteConfig, siteSchema } from '../../../domain/site.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { Image } from '../../../main/image.ts'
import { checkPlan } from '../../../main/plan/check/check-plan.ts'
import { problemFaults } from '../../../main/plan/check/check-problem.ts'
import { createScheduler } from '../../../main/plan/make-schedule.ts'
import type { Solver } from '../../../main/plan/model/solver.ts'
import { createPlanner, type PlannerView } from '../../../main/plan/planner.ts'
import type { PlanningThread } from '../../../main/plan/thread/planning-thread.ts'
import { createVirtualClock } from '../../virtual-clock.ts'

const assets = [
  { kind: 'grid', id: 'grid' },
  { kind: 'pv', id: 'pv', ratedPowerKW: 2_000 },
  { kind: 'load', id: 'works', ratedPowerKW: 3_000 },
  { kind: 'battery', id: 'li-ion', chemistry: 'liIon', ratedPowerKW: 1_000, ratedEnergyKWh: 2_000 },
  { kind: 'flywheel', id: 'flywheels', units: 5, unitEnergyKWh: 70, ratedPowerKW: 900 },
  { kind: 'hydrogen', id: 'hydrogen', electrolyserKW: 400, electrolyserMinKW: 60, fuelCellKW: 200, tankKg: 200 },
  { kind: 'container', id: 'container-1', container: 'sha256Current' },
  { kind: 'container', id: 'container-2', container: 'sha256Current' },
]

/** A site with one thing of each kind; `change` adds to the site file. */
export function plannedSite(change: object = {}): SiteConfig {
  return siteSchema.parse({
    version: 1,
    name: 'Planned site',
    connection: { importLimitKW: 4_000, exportLimitKW: 2_000 },
    devices: assets.map(({ id }) => ({ id, definition: 'a/b', endpoint: 'modbus-tcp://127.0.0.1:1' })),
    assets: assets.map((asset) => Object.assign({ name: `The ${asset.id}`, device: asset.id }, asset)),
    plan: { horizonHours: 6 },
    ...change,
  })
}

/** Readings in use: the value of each `asset point`. */
export type Values = Record<string, number>

/** What the assets of {@link plannedSite} read at an ordinary moment. */
export const ordinary: Values = {
  'grid activePowerKW': 1_900,
  'pv activePowerKW': 700,
  'works activePowerKW': -1_000,
  'li-ion activePowerKW': 0,
  'li-ion socPct': 50,
  'flywheels activePowerKW': 0,
  'flywheels socPct': 50,
  'hydrogen activePowerKW': 0,
  'hydrogen socPct': 40,
  'container-1 activePowerKW': -1_300,
  'container-1 state': 3,
  'container-2 activePowerKW': 0,
  'container-2 state': 5,
}

/** An image with these values and no others. */
export function imageWith(values: Values, at: EpochMs): Image {
  const reading = (assetId: string, point: PointName) => {
    const value = values[`${assetId} ${point}`]
    return value === undefined ? noReading : ({ value, at, quality: 'good' } as const)
  }
  return { at, cycle: 1, reading, value: (id, point) => reading(id, point).value ?? undefined, link: () => undefined }
}

/** Prices for 24 hours from the quarter of `now` on, by quarter. */
export function pricesFrom(now: EpochMs, priceAt: (quarter: number) => number, change: Partial<Prices> = {}): Prices {
  const first = Math.floor(now / 900_000) * 900_000
  const prices = Array.from({ length: 96 }, (_, k) => priceAt(k))
  return {
    edges: Array.from({ length: 97 }, (_, k) => first + k * 900_000),
    importEurPerMWh: prices.map((p) => p + 10),
    exportEurPerMWh: prices.map((p) => p - 2),
    knownUntil: first + 96 * 900_000,
    source: 'test',
    fetchedAt: now,
    state: 'good',
    detail: '',
    ...change,
  }
}

/** A forecast that is certain. */
export function certain(quantity: ForecastQuantity, edges: readonly EpochMs[], value: number): Forecast {
  const column = edges.slice(1).map(() => value)
  const quantiles = forecastQuantiles.map(() => column)
  return {
    quantity,
    madeAt: 0,
    model: 'test',
    edges,
    quantiles,
    expected: column,
    historyDays: 30,
    note: '',
    accuracy: [],
  }
}

/** Plans in this thread: the real scheduler and check, without a worker. */
export function plansHere(solver: Solver): PlanningThread & { isBroken: boolean } {
  const scheduler = createScheduler({ solver, nowMs: () => performance.now() })
  const thread = {
    isBroken: false,
    plan(problem: Parameters<PlanningThread['plan']>[0]) {
      const faults = problemFaults(problem)
      if (thread.isBroken || faults.length > 0)
        return Promise.reject(new PowerchainError('Plan.Failed', faults[0] ?? 'the solver is broken'))
      const schedule = scheduler.make(problem)
      const checked = checkPlan(problem, schedule)
      if (checked.faults.length > 0) return Promise.reject(new PowerchainError('Plan.Failed', checked.faults.join()))
      return Promise.resolve({ schedule, broken: checked.broken, tookMs: 1 })
    },
    stop: () => Promise.resolve(scheduler.close()),
  }
  return thread
}

/** A planner on virtual time over values that a test may change. */
export function plannerOf(solver: Solver, change: object = {}) {
  const site = plannedSite(change)
  const clock = createVirtualClock()
  const values = { ...ordinary }
  const thread = plansHere(solver)
  const world = {
    priceAt: (quarter: number): number => 60 + 50 * Math.sin(quarter / 3),
    prices: {} as Partial<Prices>,
    view: {} as Partial<PlannerView>,
  }
  const outlook: Outlook = {
    forecastFor: (quantity, edges) => (quantity === 'load' ? certain(quantity, edges, -1_000) : undefined),
    prices: () => pricesFrom(clock.now(), world.priceAt, world.prices),
  }
  let count = 0
  const planner = createPlanner({
    site,
    view: () => ({
      image: imageWith(values, clock.now()),
      authorityOf: () => 'control',
      instructions: [],
      commitments: [],
      outlook,
      hashpriceOf: () => null,
      peakSoFarKW: 0,
      ...world.view,
    }),
    newId: () => `plan-${++count}`,
    clock,
    log: silentLog,
    openThread: () => thread,
  })
  return { site, clock, values, world, thread, planner }
}

import { join } from 'node:path'
import type { Clock } from '../../domain/clock.ts'
import type { Outlook } from '../../domain/dispatch/forecast.ts'
import type { FailureForecast } from '../../domain/health/forecast.ts'
import type { WorkOrder } from '../../domain/health/work.ts'
import type { Log } from '../../domain/log.ts'
import { qualities } from '../../domain/reading.ts'
import { gridAssetOf, type SiteConfig } from '../../domain/site.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { Control } from '../dispatch/control.ts'
import { type CalendarDesk, createCalendar } from '../health/calendar/calendar.ts'
import { hourMs } from '../health/calendar/hours.ts'
import type { PlannedWork } from '../health/calendar/promises.ts'
import { type ConsumptionService, createConsumption } from '../health/consumption/consumption.ts'
import type { ConsumptionHistory } from '../health/consumption/history.ts'
import { createConsumptionKeep } from '../health/consumption/keep.ts'
import type { HealthDesk } from '../health/health.ts'
import type { Historian } from '../historian/historian.ts'
import type { Planner } from '../plan/planner.ts'
import { miningEurPerMWh } from '../plan/site/site-units.ts'
import type { PriceBook } from '../prices/prices.ts'
import { quarterMs } from '../reports/calendar.ts'
import { counterRise } from '../reports/measure/counter.ts'
import { quarterEnergy } from '../reports/measure/energy.ts'
import type { ReportData } from '../reports/report-data.ts'
import { createSupplierStore } from '../reports/supplier/supplier-store.ts'
import type { Stores } from '../stores.ts'
import type { Teardown } from '../teardown.ts'

/** What the duties of a smart controller are made of. */
export interface UpkeepNeeds {
  site: SiteConfig
  dataDir: string
  clock: Clock
  log: Log
  teardown: Teardown
}

/** Usable in a calculation, as the store codes it. */
const usable = [qualities.indexOf('good'), qualities.indexOf('simulated')]
/** What the times of readings leave open in a quarter of an hour that is known as a whole. */
const openMs = 1_000

/** What people are served of it. */
export interface Upkeep {
  consumption: ConsumptionService
  calendar: CalendarDesk
}

/** What the engine lends to it. */
export interface UpkeepParts {
  prices: Pick<PriceBook, 'priceAt' | 'hashpriceEurPerTHPerDay'>
  planner: Pick<Planner, 'current' | 'absenceEur'>
  outlook: Pick<Outlook, 'forecastFor'>
  control: Pick<Control, 'instructions'>
  health: Pick<HealthDesk, 'now' | 'work'>
}

/** Smart controller duties: excess consumption, meters against each other, the background load. */
export function openUpkeep(
  needs: UpkeepNeeds,
  stores: Pick<Stores, 'db' | 'audit' | 'historian'>,
  parts: UpkeepParts,
): Upkeep {
  return { consumption: openConsumption(needs, stores, parts.prices), calendar: openCalendar(needs, stores, parts) }
}

/** Windows for maintenance, by the plan, forecasts and what was usual. */
function openCalendar(
  { site, clock }: UpkeepNeeds,
  { historian }: Pick<Stores, 'historian'>,
  { prices, planner, outlook, control, health }: UpkeepParts,
): CalendarDesk {
  const assets = new Map(site.assets.map((asset) => [asset.id, asset]))
  return createCalendar({
    site,
    plan: planner.current,
    outlook,
    absenceEur: planner.absenceEur,
    async hourlyKW(assetId, from, to) {
      const buckets = Math.round((to - from) / hourMs)
      return (await historian.rollUps({ assetId, point: 'activePowerKW', from, to, buckets })).mean
    },
    priceEurPerMWh: prices.priceAt,
    miningEurPerMWh(assetId) {
      const asset = assets.get(assetId)
      return asset?.kind === 'container' ? miningEurPerMWh({ hashpriceOf: prices.hashpriceEurPerTHPerDay }, asset) : 0
    },
    instructions: control.instructions,
    planned: () => plannedWork(health.work.list()),
    threatsOf: (assetId) => health.now().forecasts.filter((one) => one.assetId === assetId && isFeared(one)),
    clock,
  })
}

/** Orders that say when the asset is out and are not over. */
function plannedWork(orders: readonly WorkOrder[]): PlannedWork[] {
  return orders.flatMap(({ id, title, assetId, state, plannedFrom, plannedTo }) => {
    const isOpen = state === 'open' || state === 'planned'
    if (!isOpen || plannedFrom === null || plannedTo === null) return []
    return [{ workOrderId: id, title, assetId, from: plannedFrom, to: plannedTo }]
  })
}

function isFeared({ endedAt, verdict }: FailureForecast): boolean {
  return endedAt === null && verdict !== 'rejected'
}

/** From what the historian keeps; begun at once, its first round comes later. */
function openConsumption(
  { site, dataDir, clock, log, teardown }: UpkeepNeeds,
  { db, audit, historian }: Pick<Stores, 'db' | 'audit' | 'historian'>,
  prices: Pick<PriceBook, 'priceAt'>,
): ConsumptionService {
  const consumption = createConsumption({
    assets: site.assets,
    timeZone: site.timeZone,
    history: historyOf({ site, dataDir }, historian, prices),
    keep: createConsumptionKeep(db),
    pause: () => new Promise((resolve) => void clock.after(1, resolve)),
    audit: audit.write,
    clock,
    log,
  })
  consumption.start()
  teardown.add('consumption', consumption.stop)
  return consumption
}

function historyOf(
  { site, dataDir }: Pick<UpkeepNeeds, 'site' | 'dataDir'>,
  historian: Pick<Historian, 'rollUps' | 'recorded'>,
  prices: Pick<PriceBook, 'priceAt'>,
): ConsumptionHistory {
  const steps: ReportData['steps'] = async ({ assetId, point, from, to, steps: buckets }) => {
    const rolled = await historian.rollUps({ assetId, point, from, to, buckets })
    const usableMs = rolled.mean.map((_, i) => usable.reduce((ms, q) => ms + (rolled.qualityMs[q]?.[i] ?? 0), 0))
    const { stepMs, min, max, mean } = rolled
    return { from, stepMs, min, max, mean, usableMs }
  }
  const gridId = gridAssetOf(site).id
  const supplier = createSupplierStore(join(dataDir, 'reports', 'supplier'))
  return {
    steps: ({ stepMs, ...stretch }) => steps({ ...stretch, steps: Math.round((stretch.to - stretch.from) / stepMs) }),
    async readings(stretch) {
      const { at, value, quality } = await historian.recorded(stretch)
      return { at, value: value.map((number, i) => (usable.includes(quality[i] ?? -1) ? number : Number.NaN)) }
    },
    counterRise: ({ direction, ...stretch }) =>
      counterRise({ steps }, { ...stretch, point: counterOf(stretch.assetId === gridId, direction) }),
    async supplier(from, to) {
      const theirs = await supplier.within(from, to)
      if (theirs.size === 0) return []
      const [first, last] = [Math.min(...theirs.keys()), Math.max(...theirs.keys())]
      const stretch = { assetId: gridId, point: 'activePowerKW' as const, from: first, to: last + quarterMs }
      const own = await quarterEnergy({ steps }, stretch)
      return [...theirs]
        .flatMap(([at, { importedKWh }]) => {
          const place = quarterOf(at, first)
          if ((own.coveredMs[place] ?? 0) < quarterMs - openMs) return []
          return [{ at, ownKWh: own.inKWh[place] ?? 0, theirKWh: importedKWh }]
        })
        .toSorted((a, b) => a.at - b.at)
    },
    priceEurPerMWh: prices.priceAt,
  }
}

function quarterOf(at: EpochMs, from: EpochMs): number {
  return Math.round((at - from) / quarterMs)
}

/** A meter counts as seen from the site, a device as seen from itself: both mean the same way. */
function counterOf(isGrid: boolean, direction: 'in' | 'out') {
  if (isGrid) return direction === 'in' ? 'importedKWh' : 'exportedKWh'
  return direction === 'in' ? 'injectedKWh' : 'absorbedKWh'
}

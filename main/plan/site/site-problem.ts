import { type Asset, type AssetOf, isControllable } from '../../../domain/asset.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import { medianOf } from '../../../domain/dispatch/forecast.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { DemandCharge, PlanProblem, PlanSource, PlanStorage, PlanTank, PlanUnit } from '../problem.ts'
import { isPlannable, orderedPowerKW } from './asset-power.ts'
import { chargedSteps, hoursLeftInMonth } from './charged-steps.ts'
import { planEdges } from './horizon.ts'
import type { Watched } from './run-book.ts'
import { siteFeeders } from './site-feeders.ts'
import { siteLimits } from './site-limits.ts'
import { siteStorage } from './site-storages.ts'
import { siteContainer, siteHydrogen, watchedStacks } from './site-units.ts'
import type { SiteView } from './site-view.ts'
import { stepPrices } from './step-prices.ts'

/** A problem with what else of the site flows in it. */
export interface SiteProblem {
  problem: PlanProblem
  /** Powers that are set or merely watched, by asset, kW, positive into the bus; they are part of the load. */
  givenKW: ReadonlyMap<string, readonly (number | undefined)[]>
}

/**
 * The site as it stands, as a problem to plan.
 * @throws PowerchainError `Plan.Failed` while prices are not to be acted upon (fault 63)
 */
export function siteProblem(view: SiteView): SiteProblem {
  const { site, now } = view
  const edges = planEdges(now, site.plan)
  const prices = usablePrices(view, edges)
  const ends = { edges, worthEurPerMWh: endWorth(prices.importEurPerMWh) }
  const { planned, ...parts } = assetsOf(view, ends)
  const givenKW = new Map(site.assets.map((asset) => [asset.id, givenPower(view, asset, planned, edges)]))
  const loadDrawKW = unsteeredLoad(view, edges).map((load, t) => {
    let sum = load
    for (const powers of givenKW.values()) sum -= powers[t] ?? 0
    return sum
  })
  const { importLimitKW, exportLimitKW, commitments } = siteLimits(view, edges, givenKW)
  const { reserve, emergencyMin } = site.plan
  const sources = site.assets.filter(isSource).flatMap((asset) => siteSource(view, asset, edges))
  const problem: PlanProblem = {
    edges,
    importPriceEurPerMWh: prices.importEurPerMWh,
    exportPriceEurPerMWh: prices.exportEurPerMWh,
    importLimitKW,
    exportLimitKW,
    loadDrawKW,
    sources,
    ...parts,
    ...demandCharge(view, edges),
    ...(reserve.upKW + reserve.downKW > 0
      ? { reserve: { upKW: loadDrawKW.map(() => reserve.upKW), downKW: loadDrawKW.map(() => reserve.downKW) } }
      : {}),
    ...(emergencyMin > 0 && parts.storages.length > 0
      ? { emergencyKWh: loadDrawKW.map((drawKW) => (Math.max(0, drawKW) * emergencyMin) / 60) }
      : {}),
    commitments,
    feeders: siteFeeders(view, { ...parts, sources }, givenKW),
  }
  return { problem, givenKW }
}

/** What can be on or off, as the run book is to watch it. */
export function watchedUnits(assets: readonly Asset[]): Watched[] {
  return assets.flatMap((asset): Watched[] => {
    if (asset.kind === 'hydrogen') return watchedStacks(asset)
    return asset.kind === 'container' ? [{ id: asset.id, assetId: asset.id, sign: -1, minKW: asset.minPowerKW }] : []
  })
}

const words = { good: '', stale: 'stale', implausible: 'implausible', missing: 'missing' }

function usablePrices({ site, outlook }: SiteView, edges: readonly EpochMs[]) {
  const { state, detail } = outlook.prices()
  if (state !== 'good') throw new PowerchainError('Plan.Failed', `The price is ${words[state]}: ${detail}`)
  const fees = site.prices ?? { importFeeEurPerMWh: 0, exportFeeEurPerMWh: 0 }
  const prices = stepPrices(outlook, edges, fees)
  if (!prices) throw new PowerchainError('Plan.Failed', 'No price is known for the time ahead.')
  return prices
}

/** Worth of energy left at the end, EUR/MWh: four fifths of the prices of the horizon lie below, so refilling costs no more. */
function endWorth(prices: readonly number[]): number {
  return Math.max(0, prices.toSorted((a, b) => a - b)[Math.floor(0.8 * prices.length)] ?? 0)
}

interface Ends {
  edges: readonly EpochMs[]
  worthEurPerMWh: number
}

function assetsOf(view: SiteView, { edges, worthEurPerMWh }: Ends) {
  const storages: PlanStorage[] = []
  const units: PlanUnit[] = []
  const tanks: PlanTank[] = []
  const planned = new Set<string>()
  for (const asset of view.site.assets) {
    if (!isPlannable(view, asset)) continue
    if (asset.kind === 'container') units.push(siteContainer(view, asset, edges))
    else if (asset.kind === 'hydrogen') {
      const hydrogen = siteHydrogen(view, asset, edges, worthEurPerMWh)
      if (!hydrogen) continue
      units.push(...hydrogen.units)
      tanks.push(hydrogen.tank)
    } else if (asset.kind === 'battery' || asset.kind === 'flywheel') {
      const storage = siteStorage(view, asset, edges, worthEurPerMWh)
      if (!storage) continue
      storages.push(storage)
    } else continue
    planned.add(asset.id)
  }
  return { storages, units, tanks, planned }
}

type Source = AssetOf<'pv' | 'wind'>

function isSource(asset: Asset): asset is Source {
  return asset.kind === 'pv' || asset.kind === 'wind'
}

/** A plant with its forecast; without one it goes on as it is. A small price keeps wind from being curtailed at will. */
function siteSource(view: SiteView, asset: Source, edges: readonly EpochMs[]): PlanSource[] {
  const forecast = view.outlook.forecastFor(`${asset.kind}:${asset.id}`, edges)
  const nowKW = view.image.value(asset.id, 'availablePowerKW') ?? view.image.value(asset.id, 'activePowerKW') ?? 0
  const availableKW = edges.slice(1).map((_, t) => {
    const foreseen = forecast ? (medianOf(forecast)[t] ?? 0) : nowKW
    return Math.min(Math.max(0, foreseen), asset.ratedPowerKW)
  })
  const costEurPerMWh = asset.kind === 'wind' ? 0.5 : 0
  return [{ id: asset.id, availableKW, costEurPerMWh, isCurtailable: isPlannable(view, asset) }]
}

/** What consumers draw that nobody steers, kW; without a forecast as now. */
function unsteeredLoad({ site, image, outlook }: SiteView, edges: readonly EpochMs[]): number[] {
  const forecast = outlook.forecastFor('load', edges)
  const loads = site.assets.filter(({ kind }) => kind === 'load')
  const nowKW = loads.reduce((sum, { id }) => sum - (image.value(id, 'activePowerKW') ?? 0), 0)
  return edges.slice(1).map((_, t) => Math.max(0, forecast ? -(medianOf(forecast)[t] ?? 0) : nowKW))
}

/** Power of an asset that the plan has no say in: ordered by somebody, or of an asset that is not ours now. */
function givenPower(
  view: SiteView,
  asset: Asset,
  planned: ReadonlySet<string>,
  edges: readonly EpochMs[],
): (number | undefined)[] {
  if (planned.has(asset.id)) return orderedPowerKW(view, asset.id, edges)
  const isOther = isControllable(asset.kind) && !isSource(asset)
  const nowKW = view.image.value(asset.id, 'activePowerKW')
  return edges.slice(1).map(() => (isOther ? nowKW : undefined))
}

/** A month's rate weighs as much as the horizon is of what is left of the month; at its end in full. */
function demandCharge(view: SiteView, edges: readonly EpochMs[]): { demandCharge?: DemandCharge } {
  const { site, now, peakSoFarKW } = view
  const { demandCharge: charge, horizonHours } = site.plan
  if (!charge) return {}
  const share = Math.min(1, horizonHours / hoursLeftInMonth(now, site.timeZone))
  const isCharged = chargedSteps(view, edges)
  return { demandCharge: { eurPerKW: charge.eurPerKWMonth * share, peakSoFarKW, isCharged } }
}

import type { AssetOf } from '../../../domain/asset.ts'
import { algorithmOf } from '../../../domain/dispatch/price-settings.ts'
import { containerKinds } from '../../../domain/models/containers.ts'
import { electrolyserModel, fuelCellModel } from '../../../domain/models/hydrogen.ts'
import { highestDrawKW } from '../../../domain/models/mining.ts'
import { storageModel } from '../../../domain/models/storage.ts'
import type { EpochMs, KW } from '../../../domain/units.ts'
import type { PlanTank, PlanUnit } from '../problem.ts'
import { limitedKW, orderedPowerKW } from './asset-power.ts'
import type { Watched } from './run-book.ts'
import type { SiteView } from './site-view.ts'

const minute = 60_000

/** Names of the two stacks of a hydrogen asset. */
export const electrolyserOf = (assetId: string): string => `${assetId}/electrolyser`
/** See {@link electrolyserOf}. */
export const fuelCellOf = (assetId: string): string => `${assetId}/fuel-cell`

/** What a container earns, EUR per MWh drawn: TH/s at rated power x EUR per TH/s and day / 24 h / MW. */
export function miningEurPerMWh(view: Pick<SiteView, 'hashpriceOf'>, asset: AssetOf<'container'>): number {
  const kind = containerKinds[asset.container]
  const hashprice = view.hashpriceOf(algorithmOf(asset.container)) ?? kind.hashpriceEurPerTHsDay
  return (kind.ratedHashrateTHs * hashprice) / 24 / (asset.ratedPowerKW / 1_000)
}

/** A mining container as the plan sees it. */
export function siteContainer(view: SiteView, asset: AssetOf<'container'>, edges: readonly EpochMs[]): PlanUnit {
  const { minOnMin, minOffMin, startCostEur } = view.site.plan.containers
  const ambientDegC = view.image.value(asset.id, 'ambientDegC')
  const mostKW = ambientDegC === undefined ? asset.ratedPowerKW : highestDrawKW(asset, ambientDegC)
  return {
    id: asset.id,
    flow: 'draws',
    minKW: asset.minPowerKW,
    maxKW: freeKW(view, asset.id, edges, { mostKW, sign: -1 }),
    rampKWPerH: asset.rampUpKWPerS * 3_600 >= 4 * asset.ratedPowerKW ? Infinity : asset.rampUpKWPerS * 3_600,
    minOnMs: minOnMin * minute,
    minOffMs: minOffMin * minute,
    startCostEur,
    costEurPerMWh: -miningEurPerMWh(view, asset),
    start: view.runs.startOf(asset.id, view.now),
    isSheddable: true,
  }
}

/** Electrolyser, fuel cell and tank of a hydrogen asset; `undefined` while its fill is not known. */
export function siteHydrogen(
  view: SiteView,
  asset: AssetOf<'hydrogen'>,
  edges: readonly EpochMs[],
  endEurPerMWh: number,
): { units: PlanUnit[]; tank: PlanTank } | undefined {
  const fillPct = view.image.value(asset.id, 'socPct')
  if (fillPct === undefined) return undefined
  const model = storageModel(asset)
  const startKWh = (model.fullKWh * fillPct) / 100
  const tank: PlanTank = {
    id: asset.id,
    fill: electrolyserOf(asset.id),
    drain: fuelCellOf(asset.id),
    fillRatio: model.chargeRatio,
    drainRatio: model.dischargeRatio,
    floorKWh: model.minKWh,
    ceilingKWh: model.maxKWh,
    startKWh,
    end: { targetKWh: Math.min(startKWh, model.maxKWh), valueEurPerMWh: endEurPerMWh * model.dischargeRatio },
  }
  return { units: stacks(view, asset, edges), tank }
}

function stacks(view: SiteView, asset: AssetOf<'hydrogen'>, edges: readonly EpochMs[]): PlanUnit[] {
  const { minOnMin, minOffMin, startCostEur } = view.site.plan.hydrogen
  const shared = { minOnMs: minOnMin * minute, minOffMs: minOffMin * minute, startCostEur, isSheddable: false }
  const powerOf = (sign: 1 | -1, mostKW: KW) => freeKW(view, asset.id, edges, { mostKW, sign })
  const [electrolyser, fuelCell] = watchedStacks(asset)
  return [
    {
      ...shared,
      id: electrolyser.id,
      flow: 'draws',
      minKW: electrolyser.minKW,
      maxKW: powerOf(-1, asset.electrolyserKW),
      rampKWPerH: Infinity,
      costEurPerMWh: electrolyserModel.wearEurPerMWh,
      start: view.runs.startOf(electrolyser.id, view.now),
    },
    {
      ...shared,
      id: fuelCell.id,
      flow: 'feeds',
      minKW: fuelCell.minKW,
      maxKW: powerOf(1, asset.fuelCellKW),
      rampKWPerH: Infinity,
      costEurPerMWh: fuelCellModel.wearEurPerMWh,
      start: view.runs.startOf(fuelCell.id, view.now),
    },
  ]
}

/** The two stacks as the run book watches them. */
export function watchedStacks(asset: AssetOf<'hydrogen'>): [Watched, Watched] {
  const assetId = asset.id
  const fuelCellMinKW = fuelCellModel.minLoadRatio * asset.fuelCellKW
  return [
    { id: electrolyserOf(assetId), assetId, sign: -1, minKW: asset.electrolyserMinKW },
    { id: fuelCellOf(assetId), assetId, sign: 1, minKW: fuelCellMinKW },
  ]
}

/** Most it may have in each step: nothing where somebody has ordered its power. */
function freeKW(view: SiteView, id: string, edges: readonly EpochMs[], most: { mostKW: KW; sign: 1 | -1 }): KW[] {
  const ordered = orderedPowerKW(view, id, edges)
  return limitedKW(view, id, edges, most).map((kW, t) => (ordered[t] === undefined ? kW : 0))
}

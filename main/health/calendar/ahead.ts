import type { Asset, AssetOf } from '../../../domain/asset.ts'
import { type ForecastQuantity, medianOf, type Outlook } from '../../../domain/dispatch/forecast.ts'
import type { Plan } from '../../../domain/dispatch/plan.ts'
import type { EpochMs, KW } from '../../../domain/units.ts'
import { hourMs, type LossStep } from './hours.ts'
import { lossEurPerH, type Moment } from './loss.ts'

/** What the plan says of each of its steps; nothing of what it does not plan. */
export function plannedLosses(
  asset: Asset,
  assets: readonly Asset[],
  plan: Plan | undefined,
  miningEurPerMWh: (assetId: string) => number,
): LossStep[] {
  const own = plan?.assets[asset.id]
  if (!plan || !own || asset.kind === 'load' || asset.kind === 'grid') return []
  return plan.edges.slice(0, -1).map((from, t) => {
    const moment: Moment = {
      powerKW: (id) => plan.assets[id]?.powerKW[t] ?? Number.NaN,
      priceEurPerMWh: plan.busPriceEurPerMWh[t] ?? Number.NaN,
      storedEurPerMWh: (id) => plan.assets[id]?.storedValueEurPerMWh?.[t] ?? meanOf(plan.busPriceEurPerMWh),
      miningEurPerMWh,
    }
    return { from, until: plan.edges[t + 1] ?? from, eurPerH: lossEurPerH(asset, assets, moment) }
  })
}

/** Without a plan: sun and wind as foreseen, and mining where it earns more than its energy costs. */
export function foreseenLosses(
  asset: Asset,
  assets: readonly Asset[],
  outlook: Pick<Outlook, 'forecastFor'>,
  about: { now: EpochMs; miningEurPerMWh(assetId: string): number },
): LossStep[] {
  const { now, miningEurPerMWh } = about
  if (asset.kind !== 'container' && asset.kind !== 'pv' && asset.kind !== 'wind') return []
  const first = Math.ceil(now / hourMs) * hourMs
  const edges = Array.from({ length: 48 }, (_, i) => first + i * hourMs)
  const prices = outlook.forecastFor('price', edges)
  const powers =
    asset.kind === 'container' ? undefined : outlook.forecastFor(`${asset.kind}:${asset.id}` as ForecastQuantity, edges)
  if (!prices || (asset.kind !== 'container' && !powers)) return []
  return edges.slice(0, -1).map((from, t) => {
    const price = prices.expected[t] ?? Number.NaN
    const power = powers ? (medianOf(powers)[t] ?? Number.NaN) : mining(asset, miningEurPerMWh(asset.id), price)
    const moment = momentOf(power, price, miningEurPerMWh)
    return { from, until: from + hourMs, eurPerH: lossEurPerH(asset, assets, moment) }
  })
}

function mining(asset: Asset, earnsEurPerMWh: number, price: number): KW {
  return earnsEurPerMWh > price ? -(asset as AssetOf<'container'>).ratedPowerKW : 0
}

function momentOf(powerKW: KW, priceEurPerMWh: number, miningEurPerMWh: Moment['miningEurPerMWh']): Moment {
  return { powerKW: () => powerKW, priceEurPerMWh, storedEurPerMWh: () => priceEurPerMWh, miningEurPerMWh }
}

/** Hourly means of some assets, with the price of each hour; NaN where one is not known. */
export interface Remembered {
  from: EpochMs
  powersKW: ReadonlyMap<string, Float64Array>
  priceEurPerMWh(at: EpochMs): number | null
}

/** What was lost without it in each hour that is remembered. */
export function rememberedLosses(
  asset: Asset,
  assets: readonly Asset[],
  { from, powersKW, priceEurPerMWh }: Remembered,
  miningEurPerMWh: (assetId: string) => number,
): { at: EpochMs; lossEur: number }[] {
  const count = powersKW.get(asset.id)?.length ?? 0
  const prices = Array.from({ length: count }, (_, i) => priceEurPerMWh(from + i * hourMs) ?? Number.NaN)
  return prices.map((price, i) => {
    const day = prices.slice(Math.max(0, i - 12), i + 12).filter((value) => !Number.isNaN(value))
    const moment: Moment = {
      powerKW: (id) => powersKW.get(id)?.[i] ?? Number.NaN,
      priceEurPerMWh: isPriced(asset) ? price : 0,
      storedEurPerMWh: () => meanOf(day),
      miningEurPerMWh,
    }
    return { at: from + i * hourMs, lossEur: lossEurPerH(asset, assets, moment) }
  })
}

function isPriced({ kind }: Asset): boolean {
  return kind !== 'load' && kind !== 'genset'
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length
}

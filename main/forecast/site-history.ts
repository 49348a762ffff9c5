import type { Clock } from '../../domain/clock.ts'
import type { ForecastQuantity } from '../../domain/dispatch/forecast.ts'
import type { PointName } from '../../domain/points.ts'
import type { SiteConfig } from '../../domain/site.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import { quarterMs } from './model/calendar.ts'
import type { QuantityHistory } from './quantities/history.ts'

const dayMs: Ms = 86_400_000

/** What histories are read from. */
export interface SiteHistoryNeeds {
  site: SiteConfig
  /** Means of a point by quarter over [from, until), NaN where nothing good was stored. */
  meansOf(given: { assetId: string; point: PointName; from: EpochMs; until: EpochMs }): Promise<Float64Array>
  prices: {
    /** Prices paid, and those published beforehand, EUR/MWh by begin of the quarter. */
    paid(): ReadonlyMap<EpochMs, number>
    publishedBefore(): ReadonlyMap<EpochMs, number>
  }
  clock: Pick<Clock, 'now'>
}

/** What can be forecast at a site: the price, its loads together, each plant that sun or wind moves. */
export function quantitiesOf(site: SiteConfig): ForecastQuantity[] {
  const plants = site.assets.flatMap(({ kind, id }) =>
    kind === 'pv' || kind === 'wind' ? [`${kind}:${id}` as ForecastQuantity] : [],
  )
  return ['price', ...(site.assets.some(({ kind }) => kind === 'load') ? (['load'] as const) : []), ...plants]
}

/** Reads the newest days of a quantity; `undefined` when nothing of it is known. */
export function createSiteHistory({ site, meansOf, prices, clock }: SiteHistoryNeeds) {
  const { timeZone } = site
  return async (quantity: ForecastQuantity, days: number): Promise<QuantityHistory | undefined> => {
    const until = Math.floor(clock.now() / quarterMs) * quarterMs
    const from = until - days * dayMs
    if (quantity === 'price') return priceHistory(from)
    const assets = site.assets.filter(({ kind, id }) =>
      quantity === 'load' ? kind === 'load' : quantity === `${kind}:${id}`,
    )
    const columns = await Promise.all(
      assets.map(({ id }) => meansOf({ assetId: id, point: 'activePowerKW', from, until })),
    )
    const ratedKW = assets.reduce((sum, asset) => sum + ('ratedPowerKW' in asset ? asset.ratedPowerKW : 0), 0)
    return begun({ quantity, from, values: total(columns), timeZone, ratedKW })
  }

  function priceHistory(from: EpochMs): QuantityHistory | undefined {
    const published = prices.publishedBefore()
    const values = column(prices.paid(), from)
    const history = begun({ quantity: 'price', from, values, timeZone, ratedKW: 0 })
    return history && published.size > 0 ? { ...history, published: column(published, history.from) } : history
  }
}

/** Sums by place; a quarter of which one part is missing is missing. */
function total(columns: readonly Float64Array[]): Float64Array {
  const [first = new Float64Array(), ...rest] = columns
  return first.map((value, place) => rest.reduce((sum, other) => sum + (other[place] ?? Number.NaN), value))
}

/** Prices from a quarter on to the last that is known, NaN where one is missing. */
function column(prices: ReadonlyMap<EpochMs, number>, from: EpochMs): Float64Array {
  let last = -1
  for (const at of prices.keys()) last = Math.max(last, Math.round((at - from) / quarterMs))
  return Float64Array.from({ length: last + 1 }, (_, place) => prices.get(from + place * quarterMs) ?? Number.NaN)
}

/** Without what is missing at the begin; `undefined` when nothing is left. */
function begun(history: QuantityHistory): QuantityHistory | undefined {
  const first = history.values.findIndex((value) => !Number.isNaN(value))
  if (first < 0) return undefined
  return { ...history, from: history.from + first * quarterMs, values: history.values.subarray(first).slice() }
}

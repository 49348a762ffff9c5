import type { Forecast } from '../../../../../domain/dispatch/forecast.ts'
import { type Column, emptyColumn } from '../../../../history/tiles/column.ts'
import type { Lane } from './lane-list.ts'
import { quarterMs } from './plan-columns.ts'

/** The part of a forecast that bands are drawn from. */
export type Bands = Pick<Forecast, 'edges' | 'quantiles'> & { quantity: string }

/** Places of the widest band and of the median in `forecastQuantiles`: 5, 50 and 95 %. */
const [low, middle, high] = [0, 2, 4]

/**
 * What is foreseen for a lane with nine in ten: the market price, or sun and wind added up, as if all erred the same way
 * at once, which is the widest the sum can be. `undefined` where a part is not foreseen.
 */
export function bandColumn(lane: Lane, forecasts: readonly Bands[]): Column | undefined {
  const wanted = quantitiesOf(lane)
  const found = wanted.map((quantity) => forecasts.find((forecast) => forecast.quantity === quantity))
  const parts = found.filter((forecast) => forecast !== undefined)
  const [first] = parts
  if (!first || parts.length < wanted.length) return undefined
  const from = Math.floor((first.edges[0] ?? 0) / quarterMs) * quarterMs
  const last = first.edges.at(-1) ?? from
  const column = emptyColumn(from, quarterMs, Math.ceil((last - from) / quarterMs))
  for (let i = 0; i < column.mean.length; i++) {
    const at = from + (i + 0.5) * quarterMs
    const sum = (quantile: number) => parts.reduce((all, part) => all + valueAt(part, quantile, at), 0)
    column.min[i] = sum(low)
    column.mean[i] = sum(middle)
    column.max[i] = sum(high)
  }
  return column
}

function quantitiesOf(lane: Lane): string[] {
  if (lane.counts === 'price') return ['price']
  return lane.id === 'sources' ? lane.assets.map(({ kind, id }) => `${kind}:${id}`) : []
}

function valueAt({ edges, quantiles }: Bands, quantile: number, at: number): number {
  const step = edges.findLastIndex((edge) => edge <= at)
  return quantiles[quantile]?.[step] ?? Number.NaN
}

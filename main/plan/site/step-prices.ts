import type { Outlook } from '../../../domain/dispatch/forecast.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { meanBetween } from './horizon.ts'

/** Prices of each step, EUR/MWh, fees included. */
export interface StepPrices {
  importEurPerMWh: number[]
  exportEurPerMWh: number[]
}

/**
 * Known prices where there are some, then the forecast with the fees of the site file, then what is known once more;
 * `undefined` when nothing is known at all. Import never costs less than export brings: else the plan would do both at once.
 */
export function stepPrices(
  outlook: Outlook,
  edges: readonly EpochMs[],
  fees: { importFeeEurPerMWh: number; exportFeeEurPerMWh: number },
): StepPrices | undefined {
  const known = outlook.prices()
  const forecast = outlook.forecastFor('price', edges)
  // The mean, not the median: rare dear quarters are what storage is held back for.
  const foreseen = forecast?.expected
  const prices: StepPrices = { importEurPerMWh: [], exportEurPerMWh: [] }
  for (const [t, from] of edges.slice(0, -1).entries()) {
    const until = edges[t + 1] ?? from
    const ahead = foreseen?.[t]
    const bought =
      meanBetween(known.edges, known.importEurPerMWh, from, until) ??
      plus(ahead, fees.importFeeEurPerMWh) ??
      asBefore(known.edges, known.importEurPerMWh, from, until)
    const sold =
      meanBetween(known.edges, known.exportEurPerMWh, from, until) ??
      plus(ahead, -fees.exportFeeEurPerMWh) ??
      asBefore(known.edges, known.exportEurPerMWh, from, until)
    if (bought === undefined || sold === undefined) return undefined
    prices.importEurPerMWh.push(Math.max(bought, sold))
    prices.exportEurPerMWh.push(sold)
  }
  return prices
}

const dayMs = 86_400_000

/** Without a forecast: as at the same time of the last day that is known, or as on the mean. */
function asBefore(
  edges: readonly EpochMs[],
  values: readonly (number | null)[],
  from: EpochMs,
  until: EpochMs,
): number | undefined {
  for (let days = 1; days <= 4; days++) {
    const price = meanBetween(edges, values, from - days * dayMs, until - days * dayMs)
    if (price !== undefined) return price
  }
  return meanBetween(edges, values, -Infinity, Infinity)
}

function plus(price: number | undefined, fee: number): number | undefined {
  return price === undefined ? undefined : price + fee
}

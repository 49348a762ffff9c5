import type { EpochMs, Ms } from '../units.ts'

/**
 * What can be forecast: what all loads that nobody steers draw together, the energy price, one PV plant or wind park.
 * Powers in kW, positive into the bus, so a load is negative; prices in EUR/MWh.
 */
export type ForecastQuantity = 'load' | 'price' | `pv:${string}` | `wind:${string}`

/** Probabilities for which a forecast names the value that is not exceeded, rising. */
export const forecastQuantiles = [0.05, 0.25, 0.5, 0.75, 0.95] as const

/** How good a model was on days it had not learned from, by the time ahead. */
export interface ForecastAccuracy {
  /** Time ahead up to which it is counted, beginning where the place before ends. */
  horizonMs: Ms
  /** Steps compared. */
  count: number
  /** Mean absolute error of the median, unit of the quantity. */
  mae: number
  /** Mean quantile (pinball) loss over all quantiles, unit of the quantity. */
  pinball: number
  /** Share of steps inside the 5 to 95 % band; 0.9 is right. */
  coverageRatio: number
}

/** Accuracy of a model beside its peers. */
export interface ModelAccuracy {
  /** Name for people, such as `yesterday` or `regression trees`. */
  model: string
  byHorizon: readonly ForecastAccuracy[]
}

/** What is foreseen for one quantity. All columns have a place per step; steps are half-open, UTC. */
export interface Forecast {
  quantity: ForecastQuantity
  madeAt: EpochMs
  /** Model in use, for people. */
  model: string
  /** Begin of each step and, last, the end; one place more than there are steps. */
  edges: readonly EpochMs[]
  /** A column per entry of {@link forecastQuantiles}, in that order; the third is the median. */
  quantiles: readonly (readonly number[])[]
  /** Mean of what may come: what a plan reckons with. Above the median where rare highs are far, as with prices. */
  expected: readonly number[]
  /** Days of own history behind it. Below about 14 it is a cold start: wide bands, and {@link note} says so. */
  historyDays: number
  /** What a person should know of it; empty when nothing. */
  note: string
  /** Own accuracy on days not learned from, the model in use first, then the naive ones. Empty at a cold start. */
  accuracy: readonly ModelAccuracy[]
}

/** The column of the median. */
export function medianOf(forecast: Forecast): readonly number[] {
  return forecast.quantiles[2] ?? []
}

/**
 * Whether prices may be acted upon. `good`; `stale` too old; `implausible` refused, for example a hundred times what
 * is usual; `missing` never had any. On anything but `good` the plan keeps to its safe schedule.
 */
export type PriceState = 'good' | 'stale' | 'implausible' | 'missing'

/** Energy prices over quarters of an hour as a source gave them, EUR/MWh; negative ones are fine. */
export interface Prices {
  /** Begin of each quarter and, last, the end; one place more than there are quarters. */
  edges: readonly EpochMs[]
  /** What energy taken from the grid costs, fees included; `null` where it is not known. */
  importEurPerMWh: readonly (number | null)[]
  /** What energy given to the grid brings, fees taken off; `null` where it is not known. */
  exportEurPerMWh: readonly (number | null)[]
  /** End of the last known quarter; `null` when nothing is known. */
  knownUntil: EpochMs | null
  /** Where they come from, for people. */
  source: string
  /** When the source last answered with usable prices; `null` when never. */
  fetchedAt: EpochMs | null
  state: PriceState
  /** Why the state is what it is; empty when good. */
  detail: string
}

/** What the planner asks for: forecasts and prices over any steps, the newest there are. */
export interface Outlook {
  /** Forecast over the steps between `edges`; `undefined` for a quantity that was never seen. */
  forecastFor(quantity: ForecastQuantity, edges: readonly EpochMs[]): Forecast | undefined
  /** Prices as they are known; where they end, the forecast of `price` goes on. */
  prices(): Prices
}

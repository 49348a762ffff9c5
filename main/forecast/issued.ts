import { type Forecast, forecastQuantiles, type ForecastQuantity } from '../../domain/dispatch/forecast.ts'
import type { EpochMs } from '../../domain/units.ts'
import { quarterMs } from './model/calendar.ts'
import type { Ahead } from './model/issue.ts'
import type { Trained } from './model/train.ts'

/** The newest forecast of a quantity on its own grid of quarters, with what is known before it. */
export interface Issued {
  quantity: ForecastQuantity
  madeAt: EpochMs
  trained: Trained
  /** Begin of the first known quarter, and the values known from there on; NaN where missing. */
  from: EpochMs
  known: Float64Array
  /** For the quarters after the last known one. */
  ahead: Ahead
}

/** A forecast over any steps: time-weighted means of its quarters. Beyond its end the last day of it is repeated. */
export function overSteps(issued: Issued, edges: readonly EpochMs[]): Forecast {
  const { quantity, madeAt, trained } = issued
  const column = (ahead: Float64Array) => edges.slice(1).map((end, i) => meanOver(issued, ahead, edges[i] ?? end, end))
  return {
    quantity,
    madeAt,
    model: trained.name,
    edges,
    quantiles: forecastQuantiles.map((_, q) => column(issued.ahead.quantiles[q] ?? new Float64Array())),
    expected: column(issued.ahead.expected),
    historyDays: Math.floor(trained.historyDays),
    note: trained.note,
    accuracy: trained.accuracy,
  }
}

function meanOver(issued: Issued, ahead: Float64Array, from: EpochMs, to: EpochMs): number {
  let [sum, ms] = [0, 0]
  for (let quarter = Math.floor(from / quarterMs) * quarterMs; quarter < to; quarter += quarterMs) {
    const part = Math.min(to, quarter + quarterMs) - Math.max(from, quarter)
    sum += part * valueIn(issued, ahead, quarter)
    ms += part
  }
  return sum / ms
}

function valueIn({ from, known }: Issued, ahead: Float64Array, quarter: EpochMs): number {
  const place = Math.max(0, Math.floor((quarter - from) / quarterMs))
  const value = known[place]
  if (value !== undefined && !Number.isNaN(value)) return value
  const step = place - known.length
  const last = ahead.length - 96
  // A missing value of the past is best guessed by what was foreseen first.
  return ahead[step < ahead.length ? Math.max(0, step) : last + ((step - last) % 96)] ?? 0
}

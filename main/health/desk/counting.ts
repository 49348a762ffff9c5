import type { Precision } from '../../../domain/rpc/health/forecasts.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { type Announced, precisionByMonth, precisionOf } from '../feedback/precision.ts'
import type { ForecastTable } from '../keep/forecast-table.ts'
import type { WorkTable } from '../orders/work-table.ts'

/** How right forecasts were. */
export interface Counting {
  between(from: EpochMs, to: EpochMs): Precision
  byMonth(now: EpochMs): (Precision & { month: string })[]
}

/** Counts over all that is kept. Errors: `Store.Failed`. */
export function createCounting({ table, work }: { table: ForecastTable; work: WorkTable }): Counting {
  const announced = (): Announced[] =>
    table.since(0).map((forecast) => ({ forecast, first: table.history(forecast.id)[0] }))
  return {
    between: (from, to) => precisionOf({ announced: announced(), orders: work.all(), from, to }),
    byMonth: (now) => precisionByMonth({ announced: announced(), orders: work.all() }, now),
  }
}

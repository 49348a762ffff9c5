import type { ForecastQuantity } from '../../../domain/dispatch/forecast.ts'
import type { EpochMs } from '../../../domain/units.ts'

/** What is known of a quantity, by quarter of an hour: plain data, so that it can go to a thread. */
export interface QuantityHistory {
  quantity: ForecastQuantity
  /** Begin of the first quarter. */
  from: EpochMs
  /** Means of the quarters, kW into the bus or EUR/MWh; NaN where missing. The last place is the last one known. */
  values: Float64Array
  timeZone: string
  /** Rated power of what is foreseen, kW; 0 for prices. */
  ratedKW: number
  /** Prices published beforehand; reaches beyond the last value. Absent for powers. */
  published?: Float64Array
  /** Ambient temperature, °C, NaN where missing; absent when the site does not measure it. */
  ambientDegC?: Float64Array
}

import type { PriceUnit } from '../../../domain/dispatch/price-settings.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'

/** A price that holds from `at` until another begins, for `spanMs` at most. EUR/MWh, or EUR/TH/day of a hashprice. */
export interface PriceRow {
  at: EpochMs
  spanMs: Ms
  price: number
}

/** What a price in each unit is multiplied with. */
const factors: Readonly<Record<PriceUnit, number>> = {
  'EUR/MWh': 1,
  'EUR/kWh': 1_000,
  'ct/kWh': 10,
  'EUR/TH/day': 1,
  'EUR/PH/day': 1e-3,
}

/** A price as the source writes it, in EUR/MWh or EUR/TH/day. */
export function inOurUnit(price: number, { unit, scale }: { unit: PriceUnit; scale: number }): number {
  return price * factors[unit] * scale
}

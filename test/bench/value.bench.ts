import type { Figure } from './figure.ts'
import { valueFigures } from './value/value-figures.ts'

/** What forecasts and decisions earn over a year of real prices, beside perfect foresight and naive rules. */
export function measure(): Promise<Figure[]> {
  return Promise.resolve(valueFigures())
}

import { formatNumber, type Quantity, quantityText } from './number.ts'

/** An amount in whole euros; who pays is said by the words beside it. */
export function formatEuro(eur: number): Quantity {
  return { number: formatNumber(Math.abs(eur)), unit: '€' }
}

/** {@link formatEuro} in one string, for sentences. */
export function euroText(eur: number): string {
  return quantityText(formatEuro(eur))
}

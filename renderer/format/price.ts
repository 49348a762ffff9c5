import { formatNumber, type Quantity } from './number.ts'

/** An energy price as a rate; below zero the consumer is paid, which the unit says. */
export function formatPrice(eurPerMWh: number): Quantity {
  const number = formatNumber(Math.abs(eurPerMWh), 2)
  return eurPerMWh < 0 ? { number, unit: '€/MWh paid to us' } : { number, unit: '€/MWh' }
}

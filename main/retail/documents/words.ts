import type { BillLine } from '../../../domain/retail/bill.ts'
import type { Plan } from '../../../domain/retail/plan.ts'
import { decimalOf } from './decimal.ts'

/** What a line charges for, in words. */
export function lineWords({ component, band }: BillLine, plan: Plan): string {
  const name = plan.bands.find(({ id }) => id === band)?.name
  return name === undefined || plan.bands.length === 1 ? component : `${component}, ${name.toLowerCase()}`
}

/** Quantity of a line with its unit. */
export function quantityWords({ kind, quantity }: BillLine, currency: string): string {
  if (kind === 'energy') return `${decimalText(BigInt(quantity), 3)} kWh`
  return kind === 'daily' ? `${quantity} days` : `${decimalOf(BigInt(quantity))} ${currency}`
}

/** Price of a line with its unit. */
export function priceWords({ kind, price }: BillLine, currency: string): string {
  if (kind === 'percent') return `${decimalText(BigInt(price), 4)} %`
  return `${decimalText(BigInt(price), 8)} ${currency} per ${kind === 'energy' ? 'kWh' : 'day'}`
}

/** A whole number of parts as a decimal with a point, without zeros at its end beyond two places. */
export function decimalText(value: bigint, places: number): string {
  const digits = String(value).padStart(places + 1, '0')
  const fraction = digits.slice(-places).replace(/0+$/, '').padEnd(Math.min(places, 2), '0')
  return `${digits.slice(0, -places)}.${fraction}`
}

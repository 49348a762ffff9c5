import { formatNumber, type Quantity, quantityText } from './number.ts'

const perToken = 10n ** 18n
const perHundredth = perToken / 100n
const perGwei = 1e9

/** Units (1e-18 POWEC, decimal text) in POWEC with two decimals, cut, never more than there is. */
export function formatPowec(units: string): Quantity {
  return { number: tokens(units), unit: 'POWEC' }
}

/** {@link formatPowec} in one string, for sentences. */
export function powecText(units: string): string {
  return quantityText(formatPowec(units))
}

/** Wei as decimal text in ETH with four decimals. */
export function etherText(wei: string): string {
  return quantityText({ number: formatNumber(Number(BigInt(wei) / 10n ** 12n) / 1e6, 4), unit: 'ETH' })
}

/** A fee per gas, wei as decimal text, in gwei. */
export function gweiText(wei: string): string {
  return quantityText({ number: formatNumber(Number(wei) / perGwei, 2), unit: 'gwei' })
}

/** POWEC typed by a person as units; `undefined` for what is no amount above zero with at most 18 decimals. */
export function unitsOf(typed: string): string | undefined {
  const [, whole, part = ''] = /^(\d{1,20})(?:[.,](\d{1,18}))?$/.exec(typed.trim().replaceAll(/[\s_']/g, '')) ?? []
  if (whole === undefined) return undefined
  const units = BigInt(whole) * perToken + BigInt(part.padEnd(18, '0') || '0')
  return units > 0n ? String(units) : undefined
}

function tokens(units: string): string {
  const value = BigInt(units)
  const size = value < 0n ? -value : value
  const hundredths = size / perHundredth
  // below 2^53 for any supply there can be; beyond it the decimals would not be exact
  return formatNumber(Number(hundredths) / 100, 2)
}

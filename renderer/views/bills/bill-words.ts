import type { BillLine } from '../../../domain/retail/bill.ts'
import type { Plan } from '../../../domain/retail/plan.ts'
import type { BillRow, Posting, RetailNow } from '../../../domain/rpc/retail/shapes.ts'
import { formatNumber } from '../../format/number.ts'
import { formatDate } from '../../format/time.ts'

const quarterMs = 900_000
const signs: Readonly<Record<string, string>> = { EUR: '€', USD: '$', GBP: '£' }

/** An amount of cents with two decimals; what is taken back keeps its minus. */
export function centsText(minor: string): string {
  return formatNumber(Number(minor) / 100, 2)
}

/** {@link centsText} with its currency. */
export function amountText(minor: string, currency: string): string {
  return `${centsText(minor)}\u00A0${signOf(currency)}`
}

/** Sign of a currency as it stands behind an amount. */
export function signOf(currency: string): string {
  return signs[currency] ?? currency
}

/** Energy of bills, kWh with one decimal. */
export function energyText(wh: number): string {
  return `${formatNumber(wh / 1_000, 1)}\u00A0kWh`
}

/** First and last local day of a period: `1 Sep to 30 Sep 2026`. */
export function periodText(fromQuarter: number, toQuarter: number, timeZone: string): string {
  const [from, to] = [formatDate(fromQuarter * quarterMs, timeZone), formatDate(toQuarter * quarterMs - 1, timeZone)]
  const [day, month, year] = from.split(' ')
  return to.endsWith(`${month} ${year}`)
    ? `${day} to ${to}`
    : to.endsWith(year ?? '')
      ? `${day} ${month} to ${to}`
      : `${from} to ${to}`
}

/** Where a bill stands, in a word or two. */
export const stateWords: Readonly<Record<BillRow['state'], string>> = {
  issued: 'issued',
  partPaid: 'part paid',
  paid: 'paid',
  overdue: 'overdue',
  corrected: 'corrected',
  writtenOff: 'given up',
}

/** Where a posting stands, in a few words. */
export const postingWords: Readonly<Record<Posting, string>> = {
  none: 'not on chain',
  waiting: 'in the outbox',
  posted: 'on chain',
  final: 'final',
}

/** What a line charges for. */
export function lineText({ component, band }: BillLine, plan: Plan | undefined): string {
  const bands = plan?.bands ?? []
  const name = bands.find(({ id }) => id === band)?.name
  return name === undefined || bands.length === 1 ? component : `${component}, ${name.toLowerCase()}`
}

/** Quantity of a line with its unit. */
export function quantityText({ kind, quantity }: BillLine, currency: string): string {
  if (kind === 'energy') return `${formatNumber(Number(quantity) / 1_000, 3)}\u00A0kWh`
  return kind === 'daily' ? `${quantity} days` : amountText(quantity, currency)
}

/** Price of a line with its unit. */
export function priceText({ kind, price }: BillLine): string {
  if (kind === 'percent') return `${formatNumber(Number(price) / 10_000, 1)}\u00A0%`
  return `${formatNumber(Number(price) / 1_000_000, 2)}\u00A0ct/${kind === 'energy' ? 'kWh' : 'day'}`
}

/** Name of a tariff plan. */
export function planName({ plans }: RetailNow, id: number): string {
  return plans.find((plan) => plan.id === id)?.name ?? `plan ${id}`
}

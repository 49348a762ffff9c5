import type { Bill } from '../../../domain/retail/bill.ts'
import type { Consumer, Party, RetailConfig } from '../../../domain/retail/settings.ts'
import type { Rate } from '../../../domain/rpc/retail/money-shapes.ts'
import { dayOfQuarter } from '../consumption/local-clock.ts'
import { retailFault } from '../fault.ts'

/** What an invoice or an act says. */
export interface InvoiceData {
  bill: Bill
  leaf: string
  supplier: Party
  consumer: Consumer
  currency: string
  /** First and last local day. */
  from: string
  until: string
  issuedOn: string
  dueOn: string
  /** Sum without what is a part of everything before it (taxes). */
  net: bigint
  total: bigint
  /** Rate that could be used when the bill was issued, and what the total comes to. */
  inTokens: { rate: Rate; units: bigint } | undefined
}

const day = (at: number) => new Date(at).toISOString().slice(0, 10)

/** What an invoice of a bill says. Errors: `Retail.Invalid` when the consumer is no company. */
export function invoiceDataOf(given: {
  config: RetailConfig
  consumer: Consumer
  bill: Bill
  leaf: string
  rate: Rate | undefined
}): InvoiceData {
  const { config, consumer, bill, leaf, rate } = given
  if (!consumer.isCompany) throw retailFault(`${consumer.name} is no company: its bill is the document it gets.`)
  const supplier = config.parties.find(({ id }) => id === config.supplier)
  if (!supplier) throw new RangeError('a checked site file names its supplier')
  const total = BigInt(bill.total)
  const net = bill.lines.reduce((sum, { kind, amount }) => (kind === 'percent' ? sum : sum + BigInt(amount)), 0n)
  return {
    bill,
    leaf,
    supplier,
    consumer,
    currency: config.currency,
    from: dayOfQuarter(bill.fromQuarter, bill.timeZone),
    until: dayOfQuarter(bill.toQuarter - 1, bill.timeZone),
    issuedOn: day(bill.issuedAt),
    dueOn: day(bill.dueAt),
    net,
    total,
    inTokens: rate && { rate, units: total * BigInt(rate.unitsPerMinor) },
  }
}

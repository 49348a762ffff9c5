import { consumerDocument } from '../../../domain/retail/bill.ts'
import type { Finding } from '../../verify/finding.ts'
import { contentHashOf, meterPointOf } from './reader.ts'
import { verifyBill } from './verify-bill.ts'

/** Verifies everything a consumer was given: each bill, that they are the consumer's own, and that money in and out add up. */
export function verifyConsumer(document: unknown): Finding[] {
  const parsed = consumerDocument.safeParse(document)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return [{ what: 'form', result: 'wrong', detail: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` }]
  }
  const { consumer, bills, payments, outstanding, advance } = parsed.data
  const hash = meterPointOf(consumer.meterPointName, consumer.meterPointSalt)
  const isOwn = hash === consumer.meterPoint && bills.every(({ bill }) => bill.meterPoint === hash)
  const due = sum(bills.map((bill) => bill.outstanding))
  const used = bills
    .flatMap(({ allocations }) => allocations)
    .filter(({ kind }) => kind === 'payment' || kind === 'returned' || kind === 'moved')
  const left = sum(payments.map(({ amount }) => amount)) - sum(used.map(({ amount }) => amount))
  const isWhole = contentHashOf(parsed.data) === parsed.data.check
  return [
    { what: 'damage', result: isWhole ? 'right' : 'wrong', detail: parsed.data.check },
    { what: 'meter point', result: isOwn ? 'right' : 'wrong', detail: hash },
    { what: 'outstanding', result: due === BigInt(outstanding) ? 'right' : 'wrong', detail: `${due}` },
    { what: 'advance', result: left === BigInt(advance) ? 'right' : 'wrong', detail: `${left}` },
    ...bills.flatMap((bill) =>
      verifyBill(bill).map(({ what, result, detail }) => ({ what: `${bill.bill.number} ${what}`, result, detail })),
    ),
  ]
}

function sum(amounts: readonly string[]): bigint {
  return amounts.reduce((all, amount) => all + BigInt(amount), 0n)
}

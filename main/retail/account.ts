import type { billStates } from '../../domain/rpc/retail/shapes.ts'
import type { BookAllocation, BookBill, Books } from './books.ts'
import { sumOf } from './money/split.ts'

/** Money that was taken from what a consumer paid, in contrast to what was taken back or given up. */
export function usesMoney({ kind }: Pick<BookAllocation, 'kind'>): boolean {
  return kind === 'payment' || kind === 'token' || kind === 'returned' || kind === 'moved'
}

/** What a bill still lacks; never below 0 but for a bill that takes another back before it is set off. */
export function outstandingOf(books: Books, bill: BookBill): bigint {
  return sumOf(books.lacking(bill))
}

/** Money of a consumer that no bill has taken yet. */
export function advanceOf(books: Books, consumer: string): bigint {
  const paid = books.paymentsOf(consumer)
  const used = books.billsOf(consumer).flatMap(({ id }) => books.allocationsOf(id).filter(usesMoney))
  return sumOf(paid.map(({ amount }) => amount)) - sumOf(used.map(({ amount }) => amount))
}

/** Money nobody is known for. */
export function suspenseOf(books: Books): bigint {
  return sumOf(
    books
      .payments()
      .filter(({ id }) => books.ownerOf(id) === undefined)
      .map(({ amount }) => amount),
  )
}

/** Where a bill stands: all of it follows from the rows behind it. */
export function stateOf(books: Books, bill: BookBill, now: number): (typeof billStates)[number] {
  const allocations = books.allocationsOf(bill.id)
  if (bill.reverses !== null || allocations.some(({ kind }) => kind === 'reversal')) return 'corrected'
  const left = outstandingOf(books, bill)
  if (left === 0n) return allocations.some(({ kind }) => kind === 'writeOff') ? 'writtenOff' : 'paid'
  if (bill.dueAt < now) return 'overdue'
  return left < bill.total ? 'partPaid' : 'issued'
}

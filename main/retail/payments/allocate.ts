import type { EpochMs } from '../../../domain/units.ts'
import type { Allocation } from '../../../domain/retail/bill.ts'
import { advanceOf } from '../account.ts'
import type { BookBill, Books, RetailDb } from '../books.ts'
import { insert } from '../insert.ts'
import { splitByWeights, sumOf } from '../money/split.ts'

/** A row of money that goes to a bill. */
export interface Allocating {
  kind: Allocation['kind']
  bill: BookBill
  payment: number | null
  amount: bigint
  shares: readonly bigint[]
  at: EpochMs
  person: string
}

/** Keeps an allocation with its shares. Errors: `Store.Failed`. */
export function keepAllocation(db: RetailDb, { bill, amount, shares, ...rest }: Allocating): void {
  const id = insert(db, 'allocation', { ...rest, bill: bill.id, amount: `${amount}` })
  keepShares(db, 'allocation', id, bill.parties, shares)
}

/** Keeps the shares of a bill or an allocation. Errors: `Store.Failed`. */
export function keepShares(
  db: RetailDb,
  subject: 'bill' | 'allocation',
  id: number,
  parties: readonly number[],
  shares: readonly bigint[],
): void {
  for (const [position, share] of shares.entries())
    insert(db, 'split_share', { subject, id, position, party: parties[position] ?? 0, amount: `${share}` })
}

/**
 * Part of a payment that a bill takes, divided by what each share still lacks: no share is ever paid more than it is, and the
 * last payment closes all of them exactly. Whatever is left stays the consumer's advance and is not divided.
 */
export function partFor(lacking: readonly bigint[], money: bigint): { amount: bigint; shares: bigint[] } {
  const left = sumOf(lacking)
  const amount = money < left ? money : left
  return { amount, shares: splitByWeights(amount, lacking).shares }
}

/** Whose money goes to bills, and to which first. */
export interface Spending {
  consumer: string
  /** Bill that the payer named. */
  first?: number | undefined
  payment: number | null
  at: EpochMs
  person: string
}

/**
 * Gives a consumer's money that no bill has taken to bills that lack some: first to the one that was named, then to the
 * oldest. `moved` = so much of it was given to bills before and only moves on. To be called in a transaction, with books that
 * know everything before it. Errors: `Store.Failed`.
 */
export function allocateAdvance({ db, books }: { db: RetailDb; books: Books }, spending: Spending, moved = 0n): void {
  const { consumer, first, payment, at, person } = spending
  let [once, free] = [moved, advanceOf(books, consumer) - moved]
  const open = books
    .billsOf(consumer)
    .filter(({ reverses }) => reverses === null)
    .toSorted((a, b) => Number(b.id === first) - Number(a.id === first) || a.dueAt - b.dueAt || a.id - b.id)
  for (const bill of open) {
    let lacking = books.lacking(bill)
    const give = (kind: 'moved' | 'payment', money: bigint): bigint => {
      const { amount, shares } = partFor(lacking, money > 0n ? money : 0n)
      if (amount === 0n) return 0n
      keepAllocation(db, { kind, bill, payment, amount, shares, at, person })
      lacking = lacking.map((left, i) => left - (shares[i] ?? 0n))
      return amount
    }
    once -= give('moved', once)
    free -= give('payment', free)
    if (once + free <= 0n) break
  }
  books.catchUp()
}

import { dayOf } from '../../../domain/metering/quarter.ts'
import type { BillStore } from '../bills/bill-store.ts'
import type { Books } from '../books.ts'
import type { Hashing } from '../leaves/hashing.ts'
import type { Leaves } from '../leaves/leaves.ts'
import { type PaymentDay, struct } from './acts.ts'

const dayMs = 86_400_000

/**
 * Lists of what was paid on bills, one for each UTC day that is over. Money that only moved on from a corrected bill was in an
 * earlier list; money no bill has taken yet is in none.
 */
export function paymentDaysOf(needs: {
  books: Books
  store: BillStore
  leaves: Leaves
  hashing: Hashing
  collector: number
  /** What the ids of the lists are bound to. */
  contract: string
  now: number
}): PaymentDay[] {
  const { books, store, leaves, hashing, collector, contract, now } = needs
  const paid = books.allocations().filter(({ kind }) => kind === 'payment')
  const byDay = Map.groupBy(paid, ({ at }) => Math.floor(at / dayMs))
  return [...byDay]
    .filter(([day]) => (day + 1) * dayMs <= now)
    .toSorted(([a], [b]) => a - b)
    .map(([day, rows]) => {
      const date = dayOf(day * dayMs, 'UTC')
      const list = leaves.textHash(`payments ${contract} ${collector} ${date}`)
      const totals = new Map<number, bigint>()
      const hashed = rows
        .toSorted((a, b) => a.id - b.id)
        .map(({ bill, payment, amount, shares }, index) => {
          books
            .bill(bill)
            ?.parties.forEach((party, i) => totals.set(party, (totals.get(party) ?? 0n) + (shares[i] ?? 0n)))
          const bankReference = payment === null ? '' : (books.payment(payment)?.bankReference ?? '')
          const salt = hashing.bytesOf(leaves.leafSalt('payment', day, index))
          return leaves.payment({
            list,
            index,
            bill: store.body(bill)?.leaf ?? '',
            amount,
            shares,
            bankReference,
            salt,
          })
        })
      const partyTotals = [...totals]
        .toSorted(([a], [b]) => a - b)
        .map(([party, amount]) => struct({ party, amount: `${amount}` }))
      const total = [...totals.values()].reduce((sum, amount) => sum + amount, 0n)
      const root = hashing.hex(hashing.rootOf(hashed))
      const head = {
        list,
        collector: String(collector),
        day: String(day),
        count: String(rows.length),
        total: `${total}`,
      }
      return { date, list, struct: { ...head, root, partyTotals } }
    })
}

import type { Allocation } from '../../domain/retail/bill.ts'
import { sumOf } from './money/split.ts'

/** As much of a database as retail needs. Errors: `Store.Failed`. */
export interface RetailDb {
  all<Row>(sql: string, ...values: (string | number | null)[]): Row[]
  get<Row>(sql: string, ...values: (string | number | null)[]): Row | undefined
  run(sql: string, ...values: (string | number | null)[]): number
  durable<T>(work: () => T): T
}

/** A bill as the books know it; the whole of it lies in the store. */
export interface BookBill {
  id: number
  run: number
  number: string
  consumer: string
  /** Bill it takes back. */
  reverses: number | null
  plan: number
  fromQuarter: number
  toQuarter: number
  wh: number
  total: bigint
  parties: readonly number[]
  shares: readonly bigint[]
  issuedAt: number
  dueAt: number
}

/** Money that went to a bill. */
export interface BookAllocation {
  id: number
  kind: Allocation['kind']
  bill: number
  payment: number | null
  amount: bigint
  shares: readonly bigint[]
  at: number
}

/** Money that came in. */
export interface BookPayment {
  id: number
  list: number
  paidOn: string
  amount: bigint
  payer: string
  reference: string
  bankReference: string
}

interface BillRow extends Omit<BookBill, 'total' | 'parties' | 'shares'> {
  total: string
}
interface ShareRow {
  id: number
  party: number
  amount: string
}
type WithText<T> = Omit<T, 'amount' | 'shares'> & { amount: string }

/** Bills, payments and what went where, in memory: a fold over rows that are only ever added. */
export type Books = ReturnType<typeof openBooks>

/** Opens the books over the site's database. Errors: `Store.Failed`. */
export function openBooks(db: RetailDb) {
  const bills = new Map<number, BookBill>()
  const byConsumer = new Map<string, BookBill[]>()
  const allocations = new Map<number, BookAllocation[]>()
  const payments = new Map<number, BookPayment>()
  const owners = new Map<number, string>()
  const owned = new Map<string, BookPayment[]>()
  const last = { bill: 0, allocation: 0, payment: 0, owner: 0 }
  const catchUp = (): void => {
    for (const bill of newBills(db, last.bill)) {
      bills.set(bill.id, bill)
      byConsumer.set(bill.consumer, [...(byConsumer.get(bill.consumer) ?? []), bill])
      last.bill = bill.id
    }
    for (const allocation of newAllocations(db, last.allocation)) {
      allocations.set(allocation.bill, [...(allocations.get(allocation.bill) ?? []), allocation])
      last.allocation = allocation.id
    }
    for (const payment of newPayments(db, last.payment)) {
      payments.set(payment.id, payment)
      last.payment = payment.id
    }
    for (const { n, payment, consumer } of newOwners(db, last.owner)) {
      owners.set(payment, consumer)
      const known = payments.get(payment)
      if (known) owned.set(consumer, [...(owned.get(consumer) ?? []), known])
      last.owner = n
    }
  }
  catchUp()
  const allocationsOf = (bill: number): readonly BookAllocation[] => allocations.get(bill) ?? []
  return {
    /** Takes in what was added since. */
    catchUp,
    /** Forgets everything and reads it anew: for when a transaction was taken back. */
    reload(): void {
      for (const map of [bills, byConsumer, allocations, payments, owners, owned]) map.clear()
      Object.assign(last, { bill: 0, allocation: 0, payment: 0, owner: 0 })
      catchUp()
    },
    bill: (id: number) => bills.get(id),
    bills: (): BookBill[] => [...bills.values()],
    billsOf: (consumer: string): readonly BookBill[] => byConsumer.get(consumer) ?? [],
    payment: (id: number) => payments.get(id),
    payments: (): BookPayment[] => [...payments.values()],
    ownerOf: (payment: number) => owners.get(payment),
    paymentsOf: (consumer: string): readonly BookPayment[] => owned.get(consumer) ?? [],
    allocationsOf,
    allocations: (): BookAllocation[] => [...allocations.values()].flat(),
    /** What each share of a bill still lacks. */
    lacking: ({ id, shares }: BookBill): bigint[] =>
      shares.map((share, i) => share - sumOf(allocationsOf(id).map((one) => one.shares[i] ?? 0n))),
  }
}

function newBills(db: RetailDb, after: number): BookBill[] {
  const rows = db.all<BillRow>(
    `SELECT id, run, number, consumer, reverses, plan, from_quarter AS fromQuarter, to_quarter AS toQuarter, wh, total,
     issued_at AS issuedAt, due_at AS dueAt FROM bill WHERE id > ? ORDER BY id`,
    after,
  )
  const shares = sharesAfter(db, 'bill', after)
  return rows.map((row) => billOf(row, shares.get(row.id) ?? []))
}

function billOf(row: BillRow, own: readonly ShareRow[]): BookBill {
  const [parties, shares] = [own.map(({ party }) => party), own.map(({ amount }) => BigInt(amount))]
  return { ...row, total: BigInt(row.total), parties, shares }
}

function newAllocations(db: RetailDb, after: number): BookAllocation[] {
  const rows = db.all<WithText<BookAllocation>>(
    'SELECT id, kind, bill, payment, amount, at FROM allocation WHERE id > ? ORDER BY id',
    after,
  )
  const shares = sharesAfter(db, 'allocation', after)
  return rows.map(({ id, kind, bill, payment, amount, at }) => {
    const own = (shares.get(id) ?? []).map((share) => BigInt(share.amount))
    return { id, kind, bill, payment, amount: BigInt(amount), shares: own, at }
  })
}

function newPayments(db: RetailDb, after: number): BookPayment[] {
  const rows = db.all<WithText<BookPayment>>(
    `SELECT id, list, paid_on AS paidOn, amount, payer, reference, bank_reference AS bankReference
     FROM payment WHERE id > ? ORDER BY id`,
    after,
  )
  return rows.map(({ id, list, paidOn, amount, payer, reference, bankReference }) => {
    return { id, list, paidOn, amount: BigInt(amount), payer, reference, bankReference }
  })
}

function newOwners(db: RetailDb, after: number) {
  return db.all<{ n: number; payment: number; consumer: string }>(
    'SELECT n, payment, consumer FROM payment_owner WHERE n > ? ORDER BY n',
    after,
  )
}

function sharesAfter(db: RetailDb, subject: 'bill' | 'allocation', after: number): Map<number, ShareRow[]> {
  const rows = db.all<ShareRow>(
    'SELECT id, party, amount FROM split_share WHERE subject = ? AND id > ? ORDER BY id, position',
    subject,
    after,
  )
  const groups = new Map<number, ShareRow[]>()
  for (const row of rows) groups.set(row.id, [...(groups.get(row.id) ?? []), row])
  return groups
}

/** Does `work` in a transaction that is on the disk afterwards, and keeps the books in step with it. Errors: `Store.Failed`. */
export function keepInBooks<T>({ db, books }: { db: RetailDb; books: Books }, work: () => T): T {
  try {
    const result = db.durable(work)
    books.catchUp()
    return result
  } catch (error) {
    books.reload()
    throw error
  }
}

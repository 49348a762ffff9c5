import type { BillDetail, BillRow, ConsumerRow, RetailNow } from '../../../domain/rpc/retail/shapes.ts'
import type { Consumer, RetailConfig } from '../../../domain/retail/settings.ts'
import { advanceOf, outstandingOf, stateOf, suspenseOf, usesMoney } from '../account.ts'
import { splitBill } from '../bills/make-bill.ts'
import type { BillStore } from '../bills/bill-store.ts'
import type { BookBill, Books } from '../books.ts'
import type { Contracts } from '../contracts/contracts.ts'
import { notFound } from '../fault.ts'
import { sumOf } from '../money/split.ts'

/** What rows are read from. */
export interface RowNeeds {
  config: RetailConfig
  timeZone: string
  books: Books
  store: BillStore
  contracts: Contracts
  now(): number
}

/** How retail stands as a whole, but for the chain. */
export function nowOf({ config, timeZone, books, now }: RowNeeds): Omit<RetailNow, 'chain'> {
  const bills = books.bills()
  const open = bills.filter(({ reverses }) => reverses === null)
  const sums = (of: readonly BookBill[]) => `${sumOf(of.map((bill) => outstandingOf(books, bill)))}`
  const used = books.allocations().filter(usesMoney)
  const at = now()
  return {
    currency: config.currency,
    timeZone,
    isSimulated: config.consumers.every(({ supply }) => supply.from === 'simulated'),
    supplier: config.supplier,
    collector: config.collector,
    parties: config.parties,
    formula: config.formula,
    plans: config.plans,
    consumers: config.consumers.length,
    billed: `${sumOf(bills.map(({ total }) => total))}`,
    paid: `${sumOf(used.map(({ amount }) => amount))}`,
    outstanding: sums(open),
    overdue: sums(open.filter((bill) => stateOf(books, bill, at) === 'overdue')),
    advance: `${sumOf(config.consumers.map(({ id }) => advanceOf(books, id)))}`,
    suspense: `${suspenseOf(books)}`,
  }
}

/** A consumer with what is due. */
export function consumerRow({ books, contracts, now }: RowNeeds, consumer: Consumer): ConsumerRow {
  const { id, name, meterPoint, isCompany, supply, since } = consumer
  const bills = books.billsOf(id)
  const at = now()
  const open = bills
    .filter(({ reverses }) => reverses === null)
    .map((bill) => ({ dueAt: bill.dueAt, left: outstandingOf(books, bill), state: stateOf(books, bill, at) }))
    .filter(({ left }) => left > 0n)
  return {
    id,
    name,
    meterPoint,
    plan: contracts.planAt(consumer, at),
    isCompany,
    supply: supply.from,
    contract: contracts.kindOf(id),
    since,
    bills: bills.filter(({ reverses }) => reverses === null).length,
    billed: `${sumOf(bills.map(({ total }) => total))}`,
    outstanding: `${sumOf(open.map(({ left }) => left))}`,
    overdue: `${sumOf(open.filter(({ state }) => state === 'overdue').map(({ left }) => left))}`,
    advance: `${advanceOf(books, id)}`,
    oldestDueAt: open.length > 0 ? Math.min(...open.map(({ dueAt }) => dueAt)) : null,
    lastPaidOn:
      books
        .paymentsOf(id)
        .map(({ paidOn }) => paidOn)
        .toSorted()
        .at(-1) ?? null,
  }
}

/** A bill in a list. */
export function billRow({ books, now }: RowNeeds, bill: BookBill): BillRow {
  const { id, number, run, consumer, plan, fromQuarter, toQuarter, wh, total, issuedAt, dueAt, reverses } = bill
  return {
    id,
    number,
    run,
    consumer,
    plan,
    fromQuarter,
    toQuarter,
    wh,
    issuedAt,
    dueAt,
    reverses,
    total: `${total}`,
    outstanding: `${outstandingOf(books, bill)}`,
    state: stateOf(books, bill, now()),
  }
}

/** A bill with everything it rests on. Errors: `Config.NotFound`. */
export function billDetail(needs: RowNeeds, id: number): Omit<BillDetail, 'posting' | 'token'> {
  const { books, store, config } = needs
  const book = books.bill(id)
  const run = book && store.run(book.run)
  // what takes a bill back shows what it took back
  const kept = book && store.body(book.reverses ?? book.id)
  if (!book || !kept || !run) throw notFound(`There is no bill ${id}.`)
  const { consumption, lines, meterPoint, timeZone, formula } = kept.bill
  const { more } = splitBill(lines, { ...formula, parties: [...book.parties] })
  const nameOf = (position: number) =>
    config.parties.find((party) => party.id === book.parties[position])?.name ?? `party ${book.parties[position]}`
  return {
    ...billRow(needs, book),
    meterPoint,
    timeZone,
    consumption,
    lines,
    parties: [...book.parties],
    shares: book.shares.map(String),
    lacking: books.lacking(book).map(String),
    remainder:
      more.length === 0
        ? 'The shares come out exactly.'
        : `No exact division had ${more.length} of the cents: by the largest remainders ${more.map(nameOf).join(', ')} got one more.`,
    allocations: books.allocationsOf(id).map(({ kind, amount, shares, at, payment }) => ({
      kind,
      at,
      payment,
      amount: `${amount}`,
      shares: shares.map(String),
    })),
    leaf: book.reverses === null ? kept.leaf : '',
    root: run.root,
  }
}

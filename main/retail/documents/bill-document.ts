import type { BillDocument, ConsumerDocument } from '../../../domain/retail/bill.ts'
import type { Consumer } from '../../../domain/retail/settings.ts'
import { advanceOf, outstandingOf } from '../account.ts'
import type { BillStore } from '../bills/bill-store.ts'
import type { BookBill, Books } from '../books.ts'
import { notFound } from '../fault.ts'
import type { Hashing } from '../leaves/hashing.ts'
import type { Leaves } from '../leaves/leaves.ts'
import { sumOf } from '../money/split.ts'

/** What documents are made of. */
export interface DocumentNeeds {
  books: Books
  store: BillStore
  leaves: Leaves
  hashing: Hashing
}

/** A bill as a document that verifies without the site. Errors: `Config.NotFound` for one that takes another back. */
export function billDocumentOf({ books, store, leaves, hashing }: DocumentNeeds, book: BookBill): BillDocument {
  const kept = store.body(book.id)
  const run = store.run(book.run)
  if (!kept || !run) throw notFound(`There is no document of ${book.number}: it only takes another bill back.`)
  const { hex, bytesOf, pathOf } = hashing
  const { place, fromQuarter, toQuarter, corrects, count, total, root } = run
  const path = pathOf(
    store.leaves(book.run).map((leaf) => bytesOf(leaf)),
    kept.bill.index,
  )
  const content = {
    kind: 'powerchain/bill' as const,
    version: 1 as const,
    place,
    run: { run: run.run, fromQuarter, toQuarter, corrects, count, total, root },
    bill: kept.bill,
    leaf: kept.leaf,
    path: path.map(hex),
    allocations: books.allocationsOf(book.id).map(({ kind, amount, shares, at }) => ({
      kind,
      amount: `${amount}`,
      shares: shares.map(String),
      at,
    })),
    outstanding: `${outstandingOf(books, book)}`,
  }
  return { ...content, check: leaves.contentHash(content) }
}

/** Everything of a consumer: every bill that was issued, also those taken back, with proofs; payments; what is due. */
export function consumerDocumentOf(needs: DocumentNeeds, consumer: Consumer, madeAt: number): ConsumerDocument {
  const { books, leaves } = needs
  const { id, name, meterPoint } = consumer
  const bills = books.billsOf(id).filter(({ reverses }) => reverses === null)
  const content = {
    kind: 'powerchain/consumer' as const,
    version: 1 as const,
    madeAt,
    consumer: {
      id,
      name,
      meterPointName: meterPoint,
      meterPoint: leaves.meterPoint(meterPoint),
      meterPointSalt: leaves.meterPointSalt(meterPoint),
    },
    bills: bills.map((bill) => billDocumentOf(needs, bill)),
    payments: books.paymentsOf(id).map(({ paidOn, amount, reference, bankReference }) => ({
      paidOn,
      amount: `${amount}`,
      reference,
      bankReference,
    })),
    outstanding: `${sumOf(bills.map((bill) => outstandingOf(books, bill)))}`,
    advance: `${advanceOf(books, id)}`,
  }
  return { ...content, check: leaves.contentHash(content) }
}

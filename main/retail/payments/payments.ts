import { randomUUID } from 'node:crypto'
import type { Clock } from '../../../domain/clock.ts'
import type { RetailConfig } from '../../../domain/retail/settings.ts'
import type { GivenFile } from '../../../domain/rpc/files.ts'
import type { PaymentList, PaymentRow, PaymentsCheck } from '../../../domain/rpc/retail/money-shapes.ts'
import { type BookPayment, type Books, keepInBooks, type RetailDb } from '../books.ts'
import { notFound, retailFault } from '../fault.ts'
import { insert } from '../insert.ts'
import { sumOf } from '../money/split.ts'
import { allocateAdvance } from './allocate.ts'
import { readCamt } from './camt.ts'
import type { BankFile, Incoming } from './incoming.ts'
import { createMatcher, type Match } from './match.ts'
import { readPaymentCsv } from './payment-csv.ts'

/** What payments are taken in with. */
export interface PaymentsNeeds {
  config: RetailConfig
  db: RetailDb
  books: Books
  /** Hash of a text, for ids of lists. */
  textHash(text: string): string
  clock: Pick<Clock, 'now'>
}

interface Checked {
  fileId: string
  name: string
  file: BankFile
  matches: readonly Match[]
}

interface ListRow {
  list: number
  name: string
  day: string
  count: number
  total: string
  madeAt: number
  person: string
}

const keptChecks = 8
const listColumns = 'list, name, day, count, total, made_at AS madeAt, person'

/** Takes in payments and gives them to bills. */
export function createPayments(needs: PaymentsNeeds) {
  const { config, db, books } = needs
  const checks = new Map<string, Checked>()
  const listOf = (row: ListRow): PaymentList => ({ ...row, suspense: suspendedIn(books, row.list) })
  return {
    /** What a file says. Errors: `Retail.Invalid` for what is no bank file, `Config.Invalid` for a broken table. */
    check({ name, base64 }: GivenFile): PaymentsCheck {
      const file = read(Buffer.from(base64, 'base64'), name, config.currency)
      const match = createMatcher(needs)
      const checked = { fileId: fileIdOf(needs, file), name, file, matches: file.rows.map(match) }
      refuseKnown(db, checked.fileId)
      const isUsable = file.faults.length === 0 && checked.matches.some(({ kind }) => kind !== 'duplicate')
      const checkId = isUsable ? randomUUID() : null
      if (checks.size >= keptChecks) checks.delete(checks.keys().next().value ?? '')
      if (checkId !== null) checks.set(checkId, checked)
      return checkOf(checkId, checked)
    },
    /** Takes a checked file in, all of it or nothing. Errors: `Retail.Invalid`, `Store.Failed`. */
    apply(checkId: string, person: string): PaymentList {
      const checked = checks.get(checkId)
      if (!checked) throw retailFault('This file is not known any more. Give it again.')
      checks.delete(checkId)
      refuseKnown(db, checked.fileId)
      const again = checked.file.rows.map(createMatcher(needs))
      if (JSON.stringify(again) !== JSON.stringify(checked.matches))
        throw retailFault('The payments would go elsewhere by now. Give the file again.')
      const list = keepInBooks(needs, () => keepList(needs, checked, person))
      return listOf(needed(db.get<ListRow>(`SELECT ${listColumns} FROM payment_list WHERE list = ?`, list)))
    },
    /** Says whose money a payment is that waited. Errors: `Config.NotFound`, `Retail.Invalid`. */
    assign(id: number, consumer: string, person: string): PaymentRow {
      const payment = books.payment(id)
      if (!payment || !config.consumers.some((one) => one.id === consumer))
        throw notFound(`There is no payment ${id} or no consumer ${consumer}.`)
      const owner = books.ownerOf(id)
      if (owner !== undefined) throw retailFault(`The payment is that of ${owner} already.`)
      keepInBooks(needs, () => {
        own(needs, id, consumer, person)
        books.catchUp()
        allocateAdvance(needs, { consumer, payment: id, at: needs.clock.now(), person })
      })
      return rowOf(books, payment)
    },
    /** The newest first. */
    lists: (): PaymentList[] =>
      db.all<ListRow>(`SELECT ${listColumns} FROM payment_list ORDER BY list DESC LIMIT 500`).map(listOf),
    /** The newest first. */
    rows: (isSuspense: boolean, limit: number): PaymentRow[] =>
      books
        .payments()
        .filter(({ id }) => !isSuspense || books.ownerOf(id) === undefined)
        .toReversed()
        .slice(0, limit)
        .map((payment) => rowOf(books, payment)),
  }
}

/** XML when it begins like it, else a table. */
function read(bytes: Buffer, name: string, currency: string): BankFile {
  if (bytes.length === 0) throw retailFault('The file is empty.')
  const head = bytes.subarray(0, 200).toString('latin1').replace(/^ï»¿/, '').trimStart()
  return head.startsWith('<') ? readCamt(bytes, currency) : readPaymentCsv(name, bytes, currency)
}

/** A statement by its account and number, a table by what its rows say. */
function fileIdOf({ textHash }: PaymentsNeeds, { format, identity, rows }: BankFile): string {
  const facts = rows.map(({ bankReference, amount }) => `${bankReference} ${amount}`).join('\n')
  return textHash(`${format}\n${identity.trim() || facts}`)
}

function refuseKnown(db: RetailDb, fileId: string): void {
  const known = db.get<{ name: string; day: string }>('SELECT name, day FROM payment_list WHERE file_id = ?', fileId)
  if (known) throw retailFault(`This list was taken in before, as ${known.name} of ${known.day}.`)
}

function checkOf(checkId: string | null, { name, file, matches }: Checked): PaymentsCheck {
  return {
    checkId,
    format: file.format,
    listName: name,
    day: lastDay(file.rows) ?? null,
    total: `${sumOf(file.rows.map(({ amount }) => amount))}`,
    rows: file.rows.map(({ paidOn, amount, payer, reference }, i) => {
      const { kind = 'suspense', consumer = null, words = '' } = matches[i] ?? {}
      return { paidOn, amount: `${amount}`, payer, reference, match: kind, consumer, words }
    }),
    faults: file.faults,
  }
}

function lastDay(rows: readonly Incoming[]): string | undefined {
  return rows
    .map(({ paidOn }) => paidOn)
    .toSorted()
    .at(-1)
}

function keepList(needs: PaymentsNeeds, { fileId, name, file, matches }: Checked, person: string): number {
  const { db, books, clock } = needs
  const at = clock.now()
  const taken = file.rows.flatMap((row, i) => {
    const match = matches[i]
    return match && match.kind !== 'duplicate' ? [{ row, match }] : []
  })
  const total = sumOf(taken.map(({ row }) => row.amount))
  const day = lastDay(taken.map(({ row }) => row)) ?? ''
  const head = { file_id: fileId, name, day, count: taken.length, total: `${total}`, made_at: at, person }
  const list = insert(db, 'payment_list', head)
  for (const { row, match } of taken) {
    const { paidOn: paid_on, amount, payer, reference, bankReference: bank_reference } = row
    const id = insert(db, 'payment', { list, paid_on, amount: `${amount}`, payer, reference, bank_reference })
    if (match.consumer === null) continue
    own(needs, id, match.consumer, person)
    books.catchUp()
    allocateAdvance(needs, { consumer: match.consumer, first: match.bill, payment: id, at, person })
  }
  return list
}

function own({ db, clock }: PaymentsNeeds, payment: number, consumer: string, person: string): void {
  insert(db, 'payment_owner', { payment, consumer, at: clock.now(), person })
}

function rowOf(books: Books, payment: BookPayment): PaymentRow {
  const { id, list, paidOn, amount, payer, reference, bankReference } = payment
  const consumer = books.ownerOf(id) ?? null
  const allocated =
    consumer === null
      ? 0n
      : sumOf(
          books
            .billsOf(consumer)
            .flatMap((bill) => books.allocationsOf(bill.id))
            .filter((one) => one.payment === id)
            .map((one) => one.amount),
        )
  return { id, list, paidOn, amount: `${amount}`, payer, reference, bankReference, consumer, allocated: `${allocated}` }
}

function suspendedIn(books: Books, list: number): number {
  return books.payments().filter((payment) => payment.list === list && books.ownerOf(payment.id) === undefined).length
}

function needed<T>(row: T | undefined): T {
  if (row === undefined) throw new RangeError('a row that was just written is not there')
  return row
}

import { dayOf } from '../../../domain/metering/quarter.ts'
import type { BillDetail } from '../../../domain/rpc/retail/shapes.ts'
import type { Ledger, LedgerEvent, LedgerValue } from '../../../domain/settlement/ledger.ts'
import type { WriteAudit } from '../../audit/audit.ts'
import { type BookBill, type Books, keepInBooks, type RetailDb } from '../books.ts'
import { insert } from '../insert.ts'
import { sumOf } from '../money/split.ts'
import { allocateAdvance, keepAllocation } from '../payments/allocate.ts'

/** What a contract told of a payment in tokens: cents, divided as it was there. */
interface TokenPayment {
  /** Transaction and position in its block: the same payment is taken once. */
  key: string
  leaf: string
  payer: string
  amount: bigint
  shares: bigint[]
  event: LedgerEvent
}

interface TokenNeeds {
  db: RetailDb
  books: Books
  ledger: Ledger | undefined
  timeZone: string
  audit: WriteAudit
}

/** List of payments that came over the chain: no bank gave one. */
const noList = 0
const person = 'chain'

/** Takes payments in tokens into the books once they are final, each once over restarts. */
export function createTokenPayments(needs: TokenNeeds) {
  const { db, books, ledger } = needs
  let folded: readonly LedgerEvent[] = []
  let all: readonly TokenPayment[] = []
  const taken = new Set<string>()
  const fold = (): readonly TokenPayment[] => {
    const events = ledger?.events() ?? []
    if (events !== folded) [folded, all] = [events, events.flatMap(paymentOf)]
    return all
  }
  return {
    /** Takes what became final since. Errors: `Store.Failed`. */
    take(): void {
      for (const payment of fold()) {
        if (!payment.event.isFinal || taken.has(payment.key)) continue
        const bill = billOf(db, books, payment)
        const isKept = db.get('SELECT 1 FROM payment WHERE bank_reference = ?', payment.key) !== undefined
        if (bill && !isKept) keepInBooks(needs, () => keepPayment(needs, bill, payment))
        taken.add(payment.key)
      }
    },
    /** Whether a bill can be paid in tokens, and what of it is on the way. */
    standing(bill: BookBill, leaf: string): BillDetail['token'] {
      const onTheWay = fold().filter((payment) => payment.leaf === leaf && !payment.event.isFinal)
      const waiting = `${sumOf(onTheWay.map(({ amount }) => amount))}`
      return { ...standingOf(books, bill, ledger !== undefined), waiting }
    },
  }
}

function paymentOf(event: LedgerEvent): TokenPayment[] {
  const { contract, name, args, transaction, logIndex } = event
  if (contract !== 'RetailBilling' || name !== 'BillPaid') return []
  const shares = Array.isArray(args.shares) ? args.shares.map((share: LedgerValue) => BigInt(String(share))) : []
  return [
    {
      key: `${transaction}:${logIndex}`,
      leaf: String(args.bill).toLowerCase(),
      payer: String(args.payer),
      amount: BigInt(String(args.amount)),
      shares,
      event,
    },
  ]
}

/** Bill of ours that is meant; its leaf binds supplier, chain and contract, so others' bills never match. */
function billOf(db: RetailDb, books: Books, { leaf }: TokenPayment): BookBill | undefined {
  const row = db.get<{ id: number }>('SELECT id FROM bill WHERE leaf = ?', leaf)
  return row && books.bill(row.id)
}

/**
 * Counts a payment as the contract divided it. Where a share was paid already, at a bank or by a correction, so much money of the
 * bill goes back to the consumer first and on to other bills.
 */
function keepPayment(needs: TokenNeeds, bill: BookBill, { key, payer, amount, shares, event }: TokenPayment): void {
  const { db, books, timeZone, audit } = needs
  const { consumer, number } = bill
  const at = event.blockAt
  const words = { payer, reference: `POWEC for ${number}`, bank_reference: key }
  const row = { list: noList, paid_on: dayOf(at, timeZone), amount: `${amount}`, ...words }
  const payment = insert(db, 'payment', row)
  insert(db, 'payment_owner', { payment, consumer, at, person })
  const twice = books.lacking(bill).map((left, i) => ((shares[i] ?? 0n) > left ? left - (shares[i] ?? 0n) : 0n))
  const back = sumOf(twice)
  if (back < 0n) keepAllocation(db, { kind: 'returned', bill, payment: null, amount: back, shares: twice, at, person })
  keepAllocation(db, { kind: 'token', bill, payment, amount, shares, at, person })
  books.catchUp()
  if (back < 0n) allocateAdvance({ db, books }, { consumer, payment: null, at, person }, -back)
  audit({ person, action: 'TokenPaymentTaken', detail: `${amount} cents for ${number} in ${key}` })
}

/** One kind of money for a bill: both divide the rest by what they know to be outstanding, and could differ by a cent. */
function standingOf(books: Books, bill: BookBill, hasChain: boolean): Omit<BillDetail['token'], 'waiting'> {
  if (bill.reverses !== null || sumOf(books.lacking(bill)) <= 0n) return { isOffered: false, words: '' }
  const given = books.allocationsOf(bill.id)
  const atBank = sumOf(given.filter(({ kind }) => kind !== 'token').map(({ amount }) => amount))
  if (atBank !== 0n)
    return { isOffered: false, words: 'Paid in part at a bank: the rest is to be paid there, not in POWEC.' }
  if (!hasChain) return { isOffered: false, words: '' }
  return given.length > 0
    ? { isOffered: true, words: 'Paid in part in POWEC: the rest is to be paid in POWEC, not at a bank.' }
    : { isOffered: true, words: 'Can be paid in POWEC or at a bank: all of it in one of the two.' }
}

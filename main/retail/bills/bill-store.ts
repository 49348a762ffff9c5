import {
  type Bill,
  billShape,
  type BillingPlace,
  billingPlaceShape,
  type BillRun,
} from '../../../domain/retail/bill.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { BookBill, RetailDb } from '../books.ts'
import { insert } from '../insert.ts'
import { keepShares } from '../payments/allocate.ts'

/** A run as it is kept. */
export interface KeptRun extends BillRun {
  /** What its leaves are bound to. */
  place: BillingPlace
  madeAt: number
  person: string
}

interface RunRow extends Omit<KeptRun, 'place'> {
  place: string
}

const runColumns =
  'run, from_quarter AS fromQuarter, to_quarter AS toQuarter, corrects, place, count, total, root, made_at AS madeAt, person'

/** Bills and runs in the site's database: never changed. */
export type BillStore = ReturnType<typeof createBillStore>

/** Bills and runs in the site's database. Errors: `Store.Failed`. */
export function createBillStore(db: RetailDb) {
  return {
    nextRun: (): number => (db.get<{ last: number | null }>('SELECT max(run) AS last FROM bill_run')?.last ?? 0) + 1,
    addRun({ run, corrects, place, count, total, root, person, ...kept }: KeptRun): void {
      const { fromQuarter: from_quarter, toQuarter: to_quarter, madeAt: made_at } = kept
      const row = { run, from_quarter, to_quarter, corrects, count, total, root, made_at, person }
      insert(db, 'bill_run', { ...row, place: JSON.stringify(place) })
    },
    /** Keeps a bill with its shares, and gives its id. */
    addBill(bill: Bill, { consumer, wh, leaf }: { consumer: string; wh: number; leaf: string }): number {
      const { number, run, index: place, plan, total, parties, shares } = bill
      const times = timesOf(bill)
      const row = { run, place, number, consumer, plan: plan.id, wh, total, leaf, body: JSON.stringify(bill) }
      const id = insert(db, 'bill', { ...row, ...times })
      keepShares(db, 'bill', id, parties, shares.map(BigInt))
      return id
    },
    /** Keeps a bill that takes another back: its total and stored shares, negated. It has no leaf: its run names the run it corrects. */
    addReversal(of: BookBill, run: number, at: EpochMs): number {
      const { id: reverses, consumer, plan, parties, shares } = of
      const row = { run, number: `${of.number}-R`, consumer, reverses, plan, wh: -of.wh, total: `${-of.total}` }
      const times = timesOf({ ...of, issuedAt: at, dueAt: at })
      const id = insert(db, 'bill', { ...row, ...times, body: '', leaf: '' })
      const negated = shares.map((share) => -share)
      keepShares(db, 'bill', id, parties, negated)
      return id
    },
    run(run: number): KeptRun | undefined {
      const row = db.get<RunRow>(`SELECT ${runColumns} FROM bill_run WHERE run = ?`, run)
      return row && runOf(row)
    },
    /** The newest first. */
    runs: (): KeptRun[] => db.all<RunRow>(`SELECT ${runColumns} FROM bill_run ORDER BY run DESC`).map(runOf),
    /** The whole of a bill; `undefined` for one that takes another back. */
    body(id: number): { bill: Bill; leaf: string } | undefined {
      const row = db.get<{ body: string; leaf: string }>('SELECT body, leaf FROM bill WHERE id = ?', id)
      return row?.body ? { bill: billShape.parse(JSON.parse(row.body)), leaf: row.leaf } : undefined
    },
    /** Leaves of a run in their order. */
    leaves: (run: number): string[] =>
      db
        .all<{ leaf: string }>('SELECT leaf FROM bill WHERE run = ? AND place IS NOT NULL ORDER BY place', run)
        .map(({ leaf }) => leaf),
  }
}

function runOf(row: RunRow): KeptRun {
  return { ...row, place: billingPlaceShape.parse(JSON.parse(row.place)) }
}

function timesOf(of: Pick<Bill, 'fromQuarter' | 'toQuarter' | 'issuedAt' | 'dueAt'>) {
  return { from_quarter: of.fromQuarter, to_quarter: of.toQuarter, issued_at: of.issuedAt, due_at: of.dueAt }
}

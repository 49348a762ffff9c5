import { randomUUID } from 'node:crypto'
import type { Clock } from '../../../domain/clock.ts'
import type { Bill, BillingPlace } from '../../../domain/retail/bill.ts'
import type { RunPreview } from '../../../domain/rpc/retail/shapes.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { advanceOf, stateOf, usesMoney } from '../account.ts'
import { type BookAllocation, type BookBill, keepInBooks, type RetailDb } from '../books.ts'
import { endedBy, firstQuarter } from '../consumption/local-clock.ts'
import { energyOf, estimatedOf } from '../consumption/sources.ts'
import { retailFault } from '../fault.ts'
import type { Hashing } from '../leaves/hashing.ts'
import type { Leaves } from '../leaves/leaves.ts'
import { sumOf } from '../money/split.ts'
import { allocateAdvance, keepAllocation } from '../payments/allocate.ts'
import type { BillStore, KeptRun } from './bill-store.ts'
import { type Prepared, prepareCorrection, type PrepareNeeds, prepareNew } from './prepare.ts'

/** What runs are made with. */
export interface RunsNeeds extends PrepareNeeds {
  db: RetailDb
  store: BillStore
  leaves: Leaves
  hashing: Hashing
  place(): BillingPlace
  /** Lets other work go on between consumers. */
  pause(): Promise<void>
  clock: Pick<Clock, 'now'>
}

/** Local days [from, to), and the run that is corrected; 0 = none. */
export interface RunAsked {
  from: string
  to: string
  corrects: number
}

interface Checked {
  asked: RunAsked
  prepared: readonly Prepared[]
  held: RunPreview['held']
  fromQuarter: number
  toQuarter: number
}

const keptChecks = 8
const mostLeaves = 65_536
const dayMs = 86_400_000

/** Makes and keeps runs of bills. */
export function createRuns(needs: RunsNeeds) {
  const checks = new Map<string, Checked>()
  return {
    /** What a run would issue. Errors: `Retail.Invalid`. */
    async preview(asked: RunAsked): Promise<RunPreview> {
      const checked = await check(needs, asked)
      const checkId = randomUUID()
      if (checks.size >= keptChecks) checks.delete(checks.keys().next().value ?? '')
      checks.set(checkId, checked)
      return previewOf(needs, checkId, checked)
    },
    /** Issues what was looked at; nothing when it would come out otherwise by now. Errors: `Retail.Invalid`, `Store.Failed`. */
    async issue(checkId: string, person: string): Promise<KeptRun> {
      const looked = checks.get(checkId)
      if (!looked) throw retailFault('This preview is not known any more. Look at the run again.')
      checks.delete(checkId)
      const now = await check(needs, looked.asked)
      if (!isSame(looked, now)) throw retailFault('Bills would come out otherwise by now. Look at the run again.')
      if (now.prepared.length === 0) throw retailFault('There is no bill to issue.')
      return keepInBooks(needs, () => keepRun(needs, now, person))
    },
  }
}

async function check(needs: RunsNeeds, asked: RunAsked): Promise<Checked> {
  const { timeZone, config, store, books, clock } = needs
  const corrected = asked.corrects > 0 ? store.run(asked.corrects) : undefined
  if (asked.corrects > 0 && !corrected) throw retailFault(`There is no run ${asked.corrects}.`)
  const fromQuarter = corrected?.fromQuarter ?? firstQuarter(asked.from, timeZone)
  const toQuarter = corrected?.toQuarter ?? firstQuarter(asked.to, timeZone)
  if (fromQuarter >= toQuarter) throw retailFault('The period ends before it begins.')
  if (toQuarter > endedBy(clock.now())) throw retailFault('The period is not over yet.')
  const prepared: Prepared[] = []
  const held: RunPreview['held'] = []
  for (const consumer of config.consumers) {
    await needs.pause()
    const found = corrected
      ? books.billsOf(consumer.id).flatMap((bill) => correctionOf(needs, consumer, bill, asked.corrects))
      : [prepareNew(needs, consumer, fromQuarter, toQuarter)].flat()
    for (const one of found) {
      if (typeof one === 'string') held.push({ consumer: consumer.id, why: one })
      else prepared.push(one)
    }
  }
  if (prepared.length > mostLeaves) throw retailFault(`A run has at most ${mostLeaves} bills.`)
  return { asked, prepared, held, fromQuarter, toQuarter }
}

function correctionOf(
  needs: RunsNeeds,
  consumer: Prepared['consumer'],
  bill: BookBill,
  run: number,
): (Prepared | string)[] {
  if (bill.run !== run || stateOf(needs.books, bill, 0) === 'corrected') return []
  const body = needs.store.body(bill.id)
  const prepared = body && prepareCorrection(needs, consumer, bill, body.bill.lines)
  return prepared === undefined ? [] : [prepared]
}

function isSame(a: Checked, b: Checked): boolean {
  const facts = ({ prepared }: Checked) =>
    prepared.map(({ consumer, lines, shares, replaces }) => [consumer.id, lines, shares.map(String), replaces?.id ?? 0])
  return JSON.stringify(facts(a)) === JSON.stringify(facts(b))
}

function previewOf({ books, config }: RunsNeeds, checkId: string, checked: Checked): RunPreview {
  const { prepared, held, fromQuarter, toQuarter, asked } = checked
  const advances = new Map(prepared.map(({ consumer }) => [consumer.id, advanceOf(books, consumer.id)]))
  return {
    checkId,
    fromQuarter,
    toQuarter,
    corrects: asked.corrects,
    total: `${sumOf(prepared.map(({ total }) => total))}`,
    parties: config.formula.parties,
    shares: config.formula.parties.map((_, i) => `${sumOf(prepared.map(({ shares }) => shares[i] ?? 0n))}`),
    bills: prepared.map(({ consumer, plan, consumption, total, replaces }) => {
      const advance = advances.get(consumer.id) ?? 0n
      const used = advance < total ? advance : total
      advances.set(consumer.id, advance - used)
      return {
        consumer: consumer.id,
        plan: plan.id,
        wh: energyOf(consumption),
        estimatedWh: estimatedOf(consumption),
        total: `${total}`,
        before: replaces ? `${replaces.total}` : null,
        advanceUsed: `${used}`,
      }
    }),
    held,
  }
}

function keepRun(needs: RunsNeeds, { asked, prepared, fromQuarter, toQuarter }: Checked, person: string): KeptRun {
  const { store, hashing, leaves, books, db } = needs
  const at = needs.clock.now()
  const place = needs.place()
  const run = store.nextRun()
  const issued = prepared.map((one, index) => billOf(needs, one, { run, index, at }))
  const hashed = issued.map((bill) => leaves.bill(place, bill))
  const kept: KeptRun = {
    run,
    fromQuarter,
    toQuarter,
    corrects: asked.corrects,
    place,
    count: issued.length,
    total: `${sumOf(prepared.map(({ total }) => total))}`,
    root: hashing.hex(hashing.rootOf(hashed)),
    madeAt: at,
    person,
  }
  store.addRun(kept)
  const moved = new Map<string, bigint>()
  for (const { replaces, consumer } of prepared)
    if (replaces) moved.set(consumer.id, (moved.get(consumer.id) ?? 0n) + takeBack(needs, replaces, run, at, person))
  issued.forEach((bill, i) => {
    const one = prepared[i]
    const leaf = hashed[i]
    if (one && leaf)
      store.addBill(bill, { consumer: one.consumer.id, wh: energyOf(one.consumption), leaf: hashing.hex(leaf) })
  })
  books.catchUp()
  for (const id of new Set(prepared.map(({ consumer }) => consumer.id)))
    allocateAdvance({ db, books }, { consumer: id, payment: null, at, person }, moved.get(id))
  return kept
}

function billOf(
  { config, timeZone, leaves }: RunsNeeds,
  { consumer, plan, fromQuarter, toQuarter, consumption, lines, total, shares }: Prepared,
  { run, index, at }: { run: number; index: number; at: EpochMs },
): Bill {
  const { id, version, kind, weightsPpm, parties } = config.formula
  return {
    number: `${config.prefix}-${String(run).padStart(4, '0')}-${String(index + 1).padStart(4, '0')}`,
    supplier: config.supplier,
    run,
    index,
    meterPoint: leaves.meterPoint(consumer.meterPoint),
    plan,
    timeZone,
    fromQuarter,
    toQuarter,
    consumption,
    lines,
    total: `${total}`,
    formula: { id, version, kind, weightsPpm },
    parties,
    shares: shares.map(String),
    issuedAt: at,
    dueAt: at + config.dueDays * dayMs,
    salt: leaves.leafSalt('bill', run, index),
  }
}

/** Takes a bill back with its stored shares negated; what was paid on it goes back to the consumer and is given. */
function takeBack(needs: RunsNeeds, bill: BookBill, run: number, at: EpochMs, person: string): bigint {
  const { db, books, store } = needs
  const { shares, total } = bill
  const back = (to: BookBill, kind: 'returned' | 'reversal', amount: bigint, parts: readonly bigint[]) =>
    keepAllocation(db, { kind, bill: to, payment: null, amount, shares: parts, at, person })
  const given = books.allocationsOf(bill.id)
  const paid = undo(given.filter(usesMoney), shares.length)
  const givenUp = undo(
    given.filter((one) => !usesMoney(one)),
    shares.length,
  )
  if (paid.amount !== 0n) back(bill, 'returned', paid.amount, paid.shares)
  if (givenUp.amount !== 0n) back(bill, 'reversal', givenUp.amount, givenUp.shares)
  const id = store.addReversal(bill, run, at)
  back(bill, 'reversal', total, shares)
  const negated = shares.map((share) => -share)
  back({ ...bill, id }, 'reversal', -total, negated)
  return -paid.amount
}

/** What takes allocations back as a whole. */
function undo(allocations: readonly BookAllocation[], positions: number): { amount: bigint; shares: bigint[] } {
  return {
    amount: -sumOf(allocations.map(({ amount }) => amount)),
    shares: Array.from({ length: positions }, (_, i) => -sumOf(allocations.map(({ shares }) => shares[i] ?? 0n))),
  }
}

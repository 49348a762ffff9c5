import type { BillLine, Consumption } from '../../../domain/retail/bill.ts'
import type { Plan } from '../../../domain/retail/plan.ts'
import type { Consumer, RetailConfig } from '../../../domain/retail/settings.ts'
import { stateOf } from '../account.ts'
import type { BookBill, Books } from '../books.ts'
import { firstQuarter } from '../consumption/local-clock.ts'
import type { ConsumptionOf } from '../consumption/sources.ts'
import { linesOf, splitBill, totalOf } from './make-bill.ts'

/** A bill reckoned and not yet issued. */
export interface Prepared {
  consumer: Consumer
  plan: Plan
  fromQuarter: number
  toQuarter: number
  consumption: Consumption
  lines: BillLine[]
  total: bigint
  shares: bigint[]
  /** Bill it takes the place of. */
  replaces: BookBill | undefined
}

/** A plan that holds for quarters [from, to). */
export interface PlanSpan {
  plan: number
  from: number
  to: number
}

/** What bills are prepared from. */
export interface PrepareNeeds {
  config: RetailConfig
  timeZone: string
  books: Books
  consumptionOf: ConsumptionOf
  /** Plans of a consumer over some quarters, in order. */
  plansOf(consumer: Consumer, from: number, to: number): readonly PlanSpan[]
}

/** Bills of one consumer for some quarters, one for each plan that held; a text says why there is none. */
export function prepareNew(needs: PrepareNeeds, consumer: Consumer, from: number, to: number): Prepared[] | string {
  const begin = Math.max(from, firstQuarter(consumer.since, needs.timeZone))
  if (begin >= to) return `supplied from ${consumer.since} on`
  const billed = needs.books
    .billsOf(consumer.id)
    .find((bill) => bill.fromQuarter < to && bill.toQuarter > begin && stateOf(needs.books, bill, 0) !== 'corrected')
  if (billed) return `billed already: ${billed.number}`
  const prepared: Prepared[] = []
  for (const span of needs.plansOf(consumer, begin, to)) {
    const bill = reckon(needs, consumer, span, undefined)
    if (typeof bill === 'string') return bill
    prepared.push(bill)
  }
  return prepared
}

/** The bill that would take the place of another one; `undefined` = nothing differs. */
export function prepareCorrection(
  needs: PrepareNeeds,
  consumer: Consumer,
  bill: BookBill,
  linesNow: readonly BillLine[],
) {
  const span = { plan: bill.plan, from: bill.fromQuarter, to: bill.toQuarter }
  const prepared = reckon(needs, consumer, span, bill)
  if (typeof prepared === 'string') return prepared
  return JSON.stringify(prepared.lines) === JSON.stringify(linesNow) ? undefined : prepared
}

function reckon(
  { config, timeZone, consumptionOf }: PrepareNeeds,
  consumer: Consumer,
  { plan: id, from: fromQuarter, to: toQuarter }: PlanSpan,
  replaces: BookBill | undefined,
): Prepared | string {
  const plan = config.plans.find((one) => one.id === id)
  if (!plan) return `there is no plan ${id}`
  const consumption = consumptionOf(consumer, fromQuarter, toQuarter)
  if (typeof consumption === 'string') return consumption
  const lines = linesOf({ plan, fromQuarter, toQuarter, timeZone, consumption })
  const { shares } = splitBill(lines, config.formula)
  return { consumer, plan, fromQuarter, toQuarter, consumption, lines, total: totalOf(lines), shares, replaces }
}

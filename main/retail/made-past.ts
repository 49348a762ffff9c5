import type { Clock } from '../../domain/clock.ts'
import { quarterStart } from '../../domain/metering/quarter.ts'
import type { RetailConfig } from '../../domain/retail/settings.ts'
import type { EpochMs } from '../../domain/units.ts'
import { createRuns } from './bills/runs.ts'
import type { BookBill } from './books.ts'
import { dayOfQuarter, endedBy, firstQuarter, monthStart } from './consumption/local-clock.ts'
import { decimalOf } from './documents/decimal.ts'
import { createPayments } from './payments/payments.ts'
import type { RetailCore } from './core.ts'

const dayMs = 86_400_000
const person = 'simulation'
/** Bills come so long after the month, payments so long after the bills. */
const issuedAfterMs = 2 * dayMs + 9 * 3_600_000
const paidAfterMs = 9 * dayMs

/** How a consumer of a made-up street pays, by place in it: most pay, some don't, some otherwise. */
type Habit = 'exact' | 'half' | 'never' | 'more' | 'withoutNumber'
const usual = 'exact' as const
const habits: readonly Habit[] = [
  ...([usual, usual, 'withoutNumber', usual, usual, 'half', usual, usual, 'never'] as const),
  ...([usual, 'more', usual, usual, usual, usual, usual, usual] as const),
]

/**
 * Makes up months of bills and payments at a first start of a street that is made up as a whole, by the same runs and imports that
 * people use, each at the time it would have been. Does nothing where a bill is, or a consumer is real. Errors: `Retail.Invalid`, `Store.Failed`.
 */
export async function makeRetailPast(needs: {
  config: RetailConfig
  timeZone: string
  core: RetailCore
  clock: Pick<Clock, 'now'>
}): Promise<void> {
  const { config, timeZone, core, clock } = needs
  const isMadeUp = config.consumers.length > 0 && config.consumers.every(({ supply }) => supply.from === 'simulated')
  if (!isMadeUp || core.store.runs().length > 0) return
  const today = dayOfQuarter(endedBy(clock.now()), timeZone)
  for (let months = config.simulatedPastMonths; months >= 1; months--) {
    const [from, to] = [monthStart(today, -months), monthStart(today, 1 - months)]
    const issuedAt = Math.min(quarterStart(firstQuarter(to, timeZone)) + issuedAfterMs, clock.now())
    const runs = createRuns({ ...core.runsNeeds, ...at(issuedAt) })
    const { checkId, bills } = await runs.preview({ from, to, corrects: 0 })
    if (bills.length === 0) continue
    const { run } = await runs.issue(checkId, person)
    const paidAt = issuedAt + paidAfterMs
    if (paidAt > clock.now()) continue
    const payments = createPayments({ ...core.paymentsNeeds, ...at(paidAt) })
    const issued = core.books.bills().filter((bill) => bill.run === run)
    const check = payments.check({
      name: `made-up-${from.slice(0, 7)}.csv`,
      base64: paymentsOf(issued, paidAt, months),
    })
    if (check.checkId !== null) payments.apply(check.checkId, person)
  }
  core.keep(() => {
    if (core.rates.state(clock.now()) === 'none')
      core.rates.add({ minorPerToken: '1', source: 'made up for practice', at: clock.now() }, person, null)
  })
}

function at(instant: EpochMs) {
  return { clock: { now: () => instant } }
}

function paymentsOf(bills: readonly BookBill[], paidAt: EpochMs, months: number): string {
  const day = new Date(paidAt).toISOString().slice(0, 10)
  const lines = bills.flatMap(({ number, total, consumer }, i) => {
    const habit = habits[(i + months) % habits.length] ?? 'exact'
    if (habit === 'never') return []
    const amount = habit === 'half' ? total / 2n : habit === 'more' ? total + 2_500n : total
    const text = habit === 'withoutNumber' ? 'electricity' : `Bill ${number}`
    return [`${day},${decimalOf(amount)},${consumer},${text},made-up-${number}`]
  })
  return Buffer.from(['date,amount,payer,reference,bank reference', ...lines, ''].join('\n')).toString('base64')
}

import type { Clock } from '../../../domain/clock.ts'
import type { RetailConfig } from '../../../domain/retail/settings.ts'
import type { Payouts } from '../../../domain/rpc/retail/money-shapes.ts'
import type { Table } from '../../tables/table.ts'
import { usesMoney } from '../account.ts'
import type { Books, RetailDb } from '../books.ts'
import { decimalOf } from '../documents/decimal.ts'
import { insert } from '../insert.ts'
import { notFound, retailFault } from '../fault.ts'

interface PayoutRow {
  list: number
  party: number
  amount: string
  madeAt: number
  person: string
}
type PayoutList = Payouts['lists'][number]

/** What payouts are made from. */
interface PayoutNeeds {
  config: RetailConfig
  db: RetailDb
  books: Books
  clock: Pick<Clock, 'now'>
}

/** What parties are owed of what was paid, and lists for the bank. */
export type PayoutDesk = ReturnType<typeof createPayouts>

/** What parties are owed of what was paid, and lists for the bank. Errors: `Store.Failed`. */
export function createPayouts(needs: PayoutNeeds) {
  const { config, db, clock } = needs
  const find = (list: number): PayoutList => {
    const made = listsIn(db).find((one) => one.list === list)
    if (!made) throw notFound(`There is no payment list ${list}.`)
    return made
  }
  return {
    get: (): Payouts => ({
      owed: owedTo(needs).map(({ party, amount }) => ({ party, amount: `${amount}` })),
      lists: listsIn(db),
    }),
    /** Makes a list of everything that is owed. Errors: `Retail.Invalid` when nothing is. */
    make(person: string): PayoutList {
      const due = owedTo(needs).filter(({ amount }) => amount > 0n)
      if (due.length === 0) throw retailFault('Nothing is owed to any party now.')
      const list = (db.get<{ last: number | null }>('SELECT max(list) AS last FROM payout')?.last ?? 0) + 1
      db.durable(() => {
        for (const { party, amount } of due)
          insert(db, 'payout', { list, party, amount: `${amount}`, made_at: clock.now(), person })
      })
      return find(list)
    },
    /** A list for the bank as a table. Errors: `Config.NotFound`. */
    table: (list: number): Table => ({
      title: `Payments ${list}`,
      columns: ['payee', 'iban', 'amount', 'currency', 'reference'],
      rows: find(list).rows.map(({ party, amount }) => {
        const known = config.parties.find(({ id }) => id === party)
        const reference = `${config.prefix}-OUT-${String(list).padStart(4, '0')}`
        return [
          known?.name ?? `party ${party}`,
          known?.iban ?? '',
          decimalOf(BigInt(amount)),
          config.currency,
          reference,
        ]
      }),
    }),
  }
}

/** The newest first. */
function listsIn(db: RetailDb): PayoutList[] {
  const rows = db.all<PayoutRow>(
    'SELECT list, party, amount, made_at AS madeAt, person FROM payout ORDER BY list DESC, party',
  )
  return [...Map.groupBy(rows, ({ list }) => list)].map(([list, group]) => ({
    list,
    madeAt: group[0]?.madeAt ?? 0,
    person: group[0]?.person ?? '',
    rows: group.map(({ party, amount }) => ({ party, amount })),
  }))
}

/** Shares of money that was paid, but for tokens, which parties got at once, less what was passed on; negative = more was passed on than is due after a correction. */
function owedTo({ config, db, books }: PayoutNeeds): { party: number; amount: bigint }[] {
  const sums = new Map(config.formula.parties.map((party) => [party, 0n]))
  const add = (party: number, amount: bigint) => sums.set(party, (sums.get(party) ?? 0n) + amount)
  for (const bill of books.bills())
    for (const { shares } of books.allocationsOf(bill.id).filter((one) => usesMoney(one) && one.kind !== 'token'))
      for (const [i, party] of bill.parties.entries()) add(party, shares[i] ?? 0n)
  for (const { party, amount } of listsIn(db).flatMap(({ rows }) => rows)) add(party, -BigInt(amount))
  return [...sums].filter(([party]) => party !== config.collector).map(([party, amount]) => ({ party, amount }))
}

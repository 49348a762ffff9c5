import type { Ledger } from '../../../../domain/settlement/ledger.ts'
import type { SettlementDb } from '../../statements/statement-store.ts'
import { balancesOf, entriesOf, type Entry, powec } from './entries.ts'

interface Row {
  cause: string
  account: string
  units: string
  words: string
  batch: string | null
  at: number
}

/** Double-entry books of the tokens in the vault. */
export type Books = ReturnType<typeof createBooks>

/**
 * Keeps entries of what is final, and of nothing else; what is not final yet is told apart. Entries are never changed, so a
 * difference from the chain is a fault of the disk or of a node.
 */
export function createBooks({ db, ledger }: { db: SettlementDb; ledger: Pick<Ledger, 'events'> }) {
  const kept = (): Entry[] =>
    db
      .all<Row>('SELECT cause, account, units, words, batch, at FROM ledger_entry ORDER BY n')
      .map(({ units, ...row }) => Object.assign(row, { units: BigInt(units) }))
  const ofChain = (isFinal: boolean) => entriesOf(ledger.events().filter((event) => event.isFinal === isFinal))
  return {
    /** Takes what became final since the last time. Gives how many entries that was. Errors: `Store.Failed`. */
    turn(): number {
      const { n } = db.get<{ n: number }>('SELECT count(*) AS n FROM ledger_entry') ?? { n: 0 }
      const fresh = ofChain(true).slice(n)
      if (fresh.length > 0) db.durable(() => fresh.forEach((entry) => add(db, entry)))
      return fresh.length
    },
    /** Final entries, in order. */
    entries: kept,
    balances: () => balancesOf(kept()),
    /** Entries of movements that can still be reorganised away. */
    unconfirmed: () => ofChain(false),
    /** Causes at which what is kept differs from the chain, or does not add up to zero; empty = the books are right. */
    differences(): string[] {
      const entries = kept()
      const chain = ofChain(true)
      const sums = new Map<string, bigint>()
      for (const { cause, units } of entries) sums.set(cause, (sums.get(cause) ?? 0n) + units)
      const unequal = entries.filter((entry, i) => textOf(entry) !== textOf(chain[i]))
      return [
        ...new Set([...unequal.map(({ cause }) => cause), ...[...sums].flatMap(([c, sum]) => (sum === 0n ? [] : c))]),
      ]
    },
  }
}

function textOf(entry: Entry | undefined): string {
  return entry ? [entry.cause, entry.account, entry.units, entry.at].join() : ''
}

function add(db: SettlementDb, { cause, account, units, words, batch, at }: Entry): void {
  db.run(
    'INSERT INTO ledger_entry (cause, account, units, currency, words, batch, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    cause,
    account,
    `${units}`,
    powec,
    words,
    batch,
    at,
  )
}

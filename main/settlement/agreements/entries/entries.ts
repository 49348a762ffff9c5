import type { LedgerEvent } from '../../../../domain/settlement/ledger.ts'
import type { Units } from '../../../../domain/settlement/reward.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { textOf } from '../contract-words.ts'

/** One side of a movement of tokens. Those of one cause add up to zero. */
export interface Entry {
  /** Log that says so: transaction, and position in its block. */
  cause: string
  /** `wallet:ADDRESS` outside the vault, `free:ADDRESS` in it, `purse:NAME` held for something. */
  account: string
  units: Units
  words: string
  /** Batch whose line was paid. */
  batch: string | null
  at: EpochMs
}

/** Currency of all entries that come from the chain. */
export const powec = 'POWEC'

interface Move {
  from: string
  to: string
}

const free = (address: string) => `free:${address.toLowerCase()}`
const wallet = (address: string) => `wallet:${address.toLowerCase()}`
const purse = (module: string, id: string) => `purse:${module.toLowerCase()}:${id.toLowerCase()}`

/** How each event of the vault moves tokens. */
const moves: Readonly<Record<string, (arg: (name: string) => string) => Move>> = {
  Deposited: (arg) => ({ from: wallet(arg('account')), to: free(arg('account')) }),
  Withdrawn: (arg) => ({ from: free(arg('account')), to: wallet(arg('to')) }),
  Held: (arg) => ({ from: free(arg('from')), to: purse(arg('module'), arg('purse')) }),
  Released: (arg) => ({ from: purse(arg('module'), arg('purse')), to: free(arg('to')) }),
  PushedOut: (arg) => ({ from: purse(arg('module'), arg('purse')), to: 'wallets of a list' }),
  HandedOver: (arg) => ({
    from: purse(arg('module'), arg('purse')),
    to: purse(arg('toModule'), arg('toPurse')),
  }),
}

/** Entries of all movements in the vault, in their order: two for each, which add up to zero. */
export function entriesOf(events: readonly LedgerEvent[]): Entry[] {
  const reasons = reasonsOf(events)
  return events.flatMap((event, i): Entry[] => {
    const move = event.contract === 'EscrowVault' ? moves[event.name] : undefined
    if (!move) return []
    const { from, to } = move((name) => textOf(event.args[name]))
    const reason = reasons[i]
    const units = BigInt(textOf(event.args['units']))
    const same = {
      cause: `${event.transaction}/${event.logIndex}`,
      words: reason ? wordsOf(reason) : event.name,
      batch: reason?.name === 'LineSettled' ? textOf(reason.args['batch']) : null,
      at: event.blockAt,
    }
    return [
      { ...same, account: from, units: -units },
      { ...same, account: to, units },
    ]
  })
}

/**
 * Why each event happened: the last one of the book or of the dispute desk before it in its transaction, and where there is none
 * yet, the first one after it - bonds are paid before a ruling is told.
 */
function reasonsOf(events: readonly LedgerEvent[]): (LedgerEvent | undefined)[] {
  const after = nearestReasons(events.toReversed()).toReversed()
  return nearestReasons(events).map((before, i) => before ?? after[i])
}

/** For each event the nearest one of the book or the desk that is not after it, in its transaction. */
function nearestReasons(events: readonly LedgerEvent[]): (LedgerEvent | undefined)[] {
  let near: LedgerEvent | undefined
  return events.map((event) => {
    if (event.contract === 'AgreementBook' || event.contract === 'DisputeDesk') near = event
    return near?.transaction === event.transaction ? near : undefined
  })
}

function wordsOf({ name, args }: LedgerEvent): string {
  const of =
    args['agreement'] === undefined ? `dispute ${textOf(args['dispute'])}` : `agreement ${textOf(args['agreement'])}`
  return `${name} of ${of}`
}

/** Account of the tokens that somebody may withdraw at any time. */
export const freeAccount = free

/** Balances of accounts after all entries. */
export function balancesOf(entries: readonly Pick<Entry, 'account' | 'units'>[]): Map<string, Units> {
  const balances = new Map<string, Units>()
  for (const { account, units } of entries) balances.set(account, (balances.get(account) ?? 0n) + units)
  return balances
}

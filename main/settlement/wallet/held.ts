import type { LedgerEvent } from '../../../domain/settlement/ledger.ts'

/** What lies in a purse of the vault, and how much of it somebody brought. */
interface Purse {
  total: bigint
  own: bigint
}

/**
 * Units of an account that purses of the vault hold: what was held from it, less its share of what left them. Folded from the
 * vault's events.
 */
export function heldOf(account: string, events: readonly LedgerEvent[]): bigint {
  const purses = new Map<string, Purse>()
  const purseOf = (module: unknown, purse: unknown): Purse => {
    const key = `${String(module)}/${String(purse)}`
    const known = purses.get(key) ?? { total: 0n, own: 0n }
    purses.set(key, known)
    return known
  }
  for (const { contract, name, args } of events) {
    if (contract !== 'EscrowVault' || args['purse'] === undefined) continue
    const units = BigInt(String(args['units'] ?? '0'))
    const purse = purseOf(args['module'], args['purse'])
    if (name === 'Held') {
      purse.total += units
      if (String(args['from']).toLowerCase() === account.toLowerCase()) purse.own += units
      continue
    }
    const left = take(purse, units)
    if (name !== 'HandedOver') continue
    const next = purseOf(args['toModule'], args['toPurse'])
    next.total += units
    next.own += left
  }
  return [...purses.values()].reduce((sum, { own }) => sum + own, 0n)
}

/** Takes units out of a purse; gives how many of them were the account's. */
function take(purse: Purse, units: bigint): bigint {
  const own = purse.total > 0n ? (purse.own * units) / purse.total : 0n
  purse.total -= units
  purse.own = purse.total <= 0n ? 0n : purse.own - own
  return own
}

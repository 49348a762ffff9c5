import type { Prices } from '../../../domain/market/shapes.ts'
import type { StorageKind } from '../../../domain/market/names.ts'
import type { MarketState } from '../fold/state.ts'

const least = 2

/** Middle prices of a storage kind. */
export type GoingTariff = (kind: StorageKind | undefined) => Prices | undefined

/**
 * Middle prices of what is on offer and was agreed, per storage kind and over all kinds where a kind has fewer than two; each worked
 * out when it is first asked for.
 */
export function goingTariffs(state: MarketState): GoingTariff {
  const all = pricesOf(state)
  const byKind = Map.groupBy(all, ({ kind }) => kind)
  const known = new Map<StorageKind | undefined, Prices | undefined>()
  return (kind) => {
    const own = byKind.get(kind) ?? []
    const of = own.length >= least ? kind : undefined
    if (!known.has(of)) known.set(of, middlePrices(own.length >= least ? own : all))
    return known.get(of)
  }
}

function middlePrices(rows: readonly { prices: Prices }[]): Prices | undefined {
  if (rows.length < least) return undefined
  const middle = (name: keyof Prices) => String(median(rows.map(({ prices }) => BigInt(prices[name]))))
  return { capacity: middle('capacity'), hold: middle('hold'), giveBack: middle('giveBack') }
}

function pricesOf({ offers, agreements, nodes }: MarketState): { kind: StorageKind | undefined; prices: Prices }[] {
  const offered = Object.values(offers)
    .filter(({ state }) => state === 'live')
    .map(({ node, prices }) => ({ kind: nodes[node]?.kind, prices }))
  const agreed = Object.values(agreements).map(({ node, terms }) => ({
    kind: node === null ? undefined : nodes[node]?.kind,
    prices: { capacity: terms.capacityPrice, hold: terms.holdPrice, giveBack: terms.returnPrice },
  }))
  return [...offered, ...agreed]
}

/** The middle one; of an even count the lower of the two. */
function median(values: readonly bigint[]): bigint {
  const sorted = values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0n
}

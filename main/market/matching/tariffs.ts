import type { Prices } from '../../../domain/market/shapes.ts'
import type { StorageKind } from '../../../domain/market/names.ts'
import type { MarketState } from '../fold/state.ts'

const least = 2

/** Middle prices of what is on offer and was agreed, per storage kind and over all kinds where a kind has fewer than two. */
export function goingTariff(state: MarketState, kind: StorageKind | undefined): Prices | undefined {
  const all = pricesOf(state)
  const own = all.filter((row) => row.kind === kind)
  const rows = own.length >= least ? own : all
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

import { costOfPart } from '../../../domain/market/cost.ts'
import type { MatchView } from '../../../main/market/matching/match.ts'
import { createSolver } from '../../../main/plan/model/solver.ts'
import type { Asked } from './offers.ts'

/** An offer that takes parts at a cost each. */
export interface PlainBid {
  offer: number
  cost: bigint
  parts: number
}

const day = 86_400_000

/**
 * The peer of matching: one pass over all offers with the contract's conditions written out, then a sort by cost. It shares no code
 * with the product but the price of a part.
 */
export function sortAndScan({ state, now }: MatchView, { terms, bidUntil }: Asked): PlainBid[] {
  const zones = new Map(terms.zones.map(({ zone, surcharge }) => [zone, BigInt(surcharge)]))
  const limits = [terms.limits.capacity, terms.limits.hold, terms.limits.giveBack].map(BigInt)
  const quarters = terms.supplyTo - terms.accumulateFrom
  const found: PlainBid[] = []
  for (const offer of Object.values(state.offers)) {
    const node = state.nodes[offer.node]
    if (!node || offer.state !== 'live' || offer.validUntil < now) continue
    const free = offer.availableWh - offer.lockedWh
    const surcharge = zones.get(node.zone)
    const prices = [offer.prices.capacity, offer.prices.hold, offer.prices.giveBack].map(BigInt)
    const isTaken =
      node.owner !== terms.payer &&
      free >= terms.partWh &&
      offer.fromQuarter <= terms.accumulateFrom &&
      offer.toQuarter >= terms.supplyTo &&
      quarters * 15 >= node.minDurationMin &&
      quarters * 15 <= node.maxDurationMin &&
      node.chargePowerW * (terms.accumulateTo - terms.accumulateFrom) >= terms.partWh * 4 &&
      node.dischargePowerW * (terms.supplyTo - terms.supplyFrom) >= terms.partWh * 4 &&
      node.state === 'verified' &&
      node.measuredAt + day >= now &&
      node.statusValidUntil >= bidUntil &&
      node.hasLane &&
      node.guaranteedWh >= node.committedWh + terms.partWh &&
      node.lossPpmPerHour * quarters <= terms.permittedLossPpm * 4 &&
      terms.kinds.includes(node.kind) &&
      terms.sources.includes(offer.source) &&
      prices.every((price, i) => price <= (limits[i] ?? 0n))
    if (!isTaken || surcharge === undefined) continue
    const cost = costOfPart(terms, offer.prices, 1_000_000, surcharge)
    found.push({ offer: offer.offer, cost, parts: Math.floor(free / terms.partWh) })
  }
  return found.toSorted((a, b) => Number(a.cost - b.cost))
}

/** Cost of so many parts, taken in the order of the bids, units; `undefined` when they are too few. */
export function costInOrder(bids: readonly PlainBid[], wanted: number): bigint | undefined {
  let [left, cost] = [wanted, 0n]
  for (const bid of bids) {
    const taken = Math.min(left, bid.parts)
    cost += BigInt(taken) * bid.cost
    left -= taken
  }
  return left > 0 ? undefined : cost
}

/** The least that so many parts can cost, by a linear programme (HiGHS), POWEC. */
export async function leastCost(bids: readonly PlainBid[], wanted: number): Promise<number> {
  const model = (await createSolver()).open({
    cost: Float64Array.from(bids, ({ cost }) => Number(cost) / 1e18),
    lower: new Float64Array(bids.length),
    upper: Float64Array.from(bids, ({ parts }) => parts),
    rowLower: Float64Array.of(wanted),
    rowUpper: Float64Array.of(wanted),
    starts: Int32Array.of(0, bids.length),
    indices: Int32Array.from(bids.keys()),
    values: new Float64Array(bids.length).fill(1),
    constant: 0,
  })
  const { objective } = model.solve()
  model.close()
  return objective
}

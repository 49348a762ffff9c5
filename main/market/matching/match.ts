import type { MarketRequest, Offer, RequestTerms } from '../../../domain/market/book.ts'
import { bondOf, costOfPart, largestReward, partOf } from '../../../domain/market/cost.ts'
import type { Match } from '../../../domain/market/match.ts'
import type { MarketNode } from '../../../domain/market/members.ts'
import { storageKindNames } from '../../../domain/market/names.ts'
import { isSame } from '../../../domain/market/shapes.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { factorOf, type MarketState } from '../fold/state.ts'
import { judge } from './criteria.ts'
import { distanceKm, type Place } from './distance.ts'
import type { OwnOutlook, Wanted } from './judged.ts'
import { goingTariff } from './tariffs.ts'

/** What matching knows besides the state of the ledger. */
export interface MatchView {
  state: MarketState
  now: EpochMs
  /** Account of this site; its nodes are our own. */
  account: string | undefined
  /** Places by node, kept locally. */
  placeOf(node: number): Place | undefined
  /** Where the requested energy comes from. */
  origin: Place | undefined
  /** What our own site foresees of its storage between two quarters. */
  outlook(from: number, to: number): OwnOutlook | undefined
}

/** A request as offers are judged against it. */
export function wantedOf({ terms, bidUntil, candidates }: MarketRequest): Wanted {
  return { terms, bidUntil, standing: candidates }
}

/** Every live offer against a request: those that fit first, the cheapest at the top. */
export function matchAll(view: MatchView, wanted: Wanted): Match[] {
  return Object.values(view.state.offers)
    .filter(({ state, validUntil }) => state === 'live' && validUntil >= view.now)
    .flatMap((offer) => {
      const node = view.state.nodes[offer.node]
      return node ? [matchOne(view, wanted, offer, node)] : []
    })
    .toSorted(byCost)
}

function matchOne(view: MatchView, wanted: Wanted, offer: Offer, node: MarketNode): Match {
  const { state, now } = view
  const { terms } = wanted
  const kindPpm = factorOf(state, storageKindNames.indexOf(node.kind), now)
  const surcharge = surchargeOf(terms, node.zone)
  const costWith = (prices: Offer['prices']) => costOfPart(terms, prices, kindPpm, surcharge ?? 0n)
  const cost = surcharge === undefined ? undefined : costWith(offer.prices)
  const [going, place] = [goingTariff(state, node.kind), view.placeOf(node.node)]
  const far = place && view.origin ? distanceKm(place, view.origin) : null
  const judgements = judge({
    wanted,
    offer,
    node,
    state,
    now,
    cost,
    distanceKm: far,
    going: going && costWith(going),
    own: isSame(node.owner, view.account) ? view.outlook(terms.accumulateFrom, terms.supplyTo) : undefined,
  })
  const escrow = largestReward(partOf(terms, kindPpm), offer.prices)
  return {
    offer: offer.offer,
    node: node.node,
    isFit: judgements.every(({ verdict }) => verdict !== 'misses'),
    judgements,
    costUnits: cost === undefined ? null : String(cost),
    bondUnits: String(bondOf(terms, escrow)),
    distanceKm: far,
    parts: Math.floor((offer.availableWh - offer.lockedWh) / terms.partWh),
  }
}

/** Surcharge of a zone, units per kWh; `undefined` when the zone is not wanted. */
function surchargeOf({ zones }: RequestTerms, zone: number): bigint | undefined {
  const found = zones.find((wanted) => wanted.zone === zone)
  return found && BigInt(found.surcharge)
}

function byCost(a: Match, b: Match): number {
  if (a.isFit !== b.isFit) return a.isFit ? -1 : 1
  const [mine, other] = [BigInt(a.costUnits ?? '0'), BigInt(b.costUnits ?? '0')]
  return mine === other ? a.offer - b.offer : mine < other ? -1 : 1
}

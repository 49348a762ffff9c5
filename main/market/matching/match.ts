import type { MarketRequest, Offer, RequestTerms } from '../../../domain/market/book.ts'
import { bondOf, costOfPart, largestReward, partOf } from '../../../domain/market/cost.ts'
import type { Match } from '../../../domain/market/match.ts'
import type { MarketNode } from '../../../domain/market/members.ts'
import { storageKindNames } from '../../../domain/market/names.ts'
import { isSame, type Prices } from '../../../domain/market/shapes.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { factorOf, type MarketState } from '../fold/state.ts'
import { isFitting, judge } from './criteria.ts'
import { distanceKm, type Place } from './distance.ts'
import type { Judged, OwnOutlook, Wanted } from './judged.ts'
import { type GoingTariff, goingTariffs } from './tariffs.ts'

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

/** An offer that the contract would take for a part. */
export interface Bid {
  offer: number
  /** Cost of a part, units. */
  cost: bigint
  /** Parts it could fill. */
  parts: number
}

/** Words are made for so many offers of a table: nobody reads more, and the loop of the engine waits meanwhile. */
const mostWorded = 200

/** Offers that fit a request, the cheapest first; absent = of all live ones. Makes no words. */
export function fitting(view: MatchView, wanted: Wanted, among: readonly Listed[] = live(view)): Bid[] {
  const bids: Bid[] = []
  for (const one of among) {
    if (!isFitting(sifted(view, wanted, one))) continue
    const cost = costOf(view, wanted, one)
    if (cost !== undefined) bids.push({ offer: one[0].offer, cost, parts: partsOf(one[0], wanted) })
  }
  return bids.toSorted((a, b) => (a.cost === b.cost ? a.offer - b.offer : a.cost < b.cost ? -1 : 1))
}

/** Live offers against a request with the words why: those that fit first, the cheapest at the top; of very many the first ones. */
export function matchAll(view: MatchView, wanted: Wanted): Match[] {
  const all = live(view)
  const bids = fitting(view, wanted, all)
  const best = new Set(bids.slice(0, mostWorded).map(({ offer }) => offer))
  const first = all.filter(([{ offer }]) => best.has(offer))
  const fits = new Set(bids.map(({ offer }) => offer))
  const others = bids.length < mostWorded ? all.filter(([{ offer }]) => !fits.has(offer)) : []
  const usual = goingTariffs(view.state)
  return [...first, ...others]
    .slice(0, mostWorded)
    .map((one) => matchOne(view, wanted, one, usual))
    .toSorted(byCost)
}

/** One live offer against a request; `undefined` when it is not live. */
export function matchOffer(view: MatchView, wanted: Wanted, id: number): Match | undefined {
  const found = live(view).find(([{ offer }]) => offer === id)
  return found && matchOne(view, wanted, found, goingTariffs(view.state))
}

/** An offer with its node. */
export type Listed = readonly [Offer, MarketNode]

/** Live offers that fit at some other time. */
export function fittingAnyTime(view: MatchView, wanted: Wanted): Listed[] {
  return live(view).filter((one) => isFitting(sifted(view, wanted, one), 'time'))
}

function live({ state, now }: MatchView): Listed[] {
  const all: Listed[] = []
  for (const offer of Object.values(state.offers)) {
    const node = state.nodes[offer.node]
    if (node && offer.state === 'live' && offer.validUntil >= now) all.push([offer, node])
  }
  return all
}

/** What decides whether it fits; what only notes are made of is left out, and the cost where nothing competes with it. */
function sifted(view: MatchView, wanted: Wanted, one: Listed): Judged {
  return {
    wanted,
    offer: one[0],
    node: one[1],
    state: view.state,
    now: view.now,
    cost: wanted.standing.length > 0 ? costOf(view, wanted, one) : undefined,
    distanceKm: null,
    going: undefined,
    own: undefined,
  }
}

/** Cost of a part at an offer's prices or at others; `undefined` when the zone is not wanted. */
function costOf(
  { state, now }: MatchView,
  { terms }: Wanted,
  [offer, node]: Listed,
  prices: Prices = offer.prices,
): bigint | undefined {
  const surcharge = surchargeOf(terms, node.zone)
  if (surcharge === undefined) return undefined
  return costOfPart(terms, prices, factorOf(state, storageKindNames.indexOf(node.kind), now), surcharge)
}

function matchOne(view: MatchView, wanted: Wanted, one: Listed, usual: GoingTariff): Match {
  const { terms } = wanted
  const [offer, node] = one
  const [place, going] = [view.placeOf(node.node), usual(node.kind)]
  const far = place && view.origin ? distanceKm(place, view.origin) : null
  const isOwn = isSame(node.owner, view.account)
  const cost = costOf(view, wanted, one)
  const judgements = judge({
    ...sifted(view, wanted, one),
    cost,
    distanceKm: far,
    going: going && costOf(view, wanted, one, going),
    own: isOwn ? view.outlook(terms.accumulateFrom, terms.supplyTo) : undefined,
  })
  const kindPpm = factorOf(view.state, storageKindNames.indexOf(node.kind), view.now)
  const escrow = largestReward(partOf(terms, kindPpm), offer.prices)
  return {
    offer: offer.offer,
    node: node.node,
    isFit: judgements.every(({ verdict }) => verdict !== 'misses'),
    judgements,
    costUnits: cost === undefined ? null : String(cost),
    bondUnits: String(bondOf(terms, escrow)),
    distanceKm: far,
    parts: partsOf(offer, wanted),
  }
}

function partsOf({ availableWh, lockedWh }: Offer, { terms }: Wanted): number {
  return Math.floor((availableWh - lockedWh) / terms.partWh)
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

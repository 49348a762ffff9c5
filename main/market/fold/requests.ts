import type { MarketRequest, RequestTerms } from '../../../domain/market/book.ts'
import { energySourceNames, namesOf, storageKindNames } from '../../../domain/market/names.ts'
import { agreementKinds } from '../../../domain/settlement/agreement.ts'
import { agreementTermsOf } from './agreements.ts'
import { lock, take } from './offers.ts'
import type { MarketState } from './state.ts'
import { count, type Fields, instantOf, type Steps, struct, text, texts } from './values.ts'

/** What the market tells of requests, their competition, and what they became. */
export const requestSteps: Steps<MarketState> = {
  RequestPlaced(state, args, { blockAt, transaction }) {
    const terms = termsOf(struct(args, 'terms'))
    const request = count(args, 'request')
    const parts = Math.floor(terms.volumeWh / terms.partWh) || 0
    state.rawTerms[request] = args['terms'] ?? ''
    state.requests[request] = {
      request,
      payer: text(args, 'payer'),
      terms,
      heldUnits: text(args, 'held'),
      bidUntil: terms.bidUntil,
      candidates: Array.from({ length: parts }, () => null),
      state: 'open',
      agreements: [],
      linkedTo: null,
      placedAt: blockAt,
      transaction,
    }
  },
  CandidateStood(state, args, { blockAt }) {
    const found = state.requests[count(args, 'request')]
    if (!found) return
    const part = count(args, 'part')
    const before = found.candidates[part]
    if (before) lock(state, before.offer, -found.terms.partWh)
    const offer = count(args, 'offer')
    lock(state, offer, found.terms.partWh)
    found.candidates[part] = { offer, costUnits: text(args, 'cost'), proposer: text(args, 'proposer'), at: blockAt }
    found.bidUntil = instantOf(args, 'until')
  },
  RequestsLinked(state, args) {
    const [taking, supply] = [count(args, 'utilization'), count(args, 'supply')]
    for (const [id, other] of [
      [taking, supply],
      [supply, taking],
    ] as const) {
      const found = state.requests[id]
      if (found) found.linkedTo = other
    }
  },
  BondMissing(state, args) {
    const found = state.requests[count(args, 'request')]
    if (!found) return
    lock(state, count(args, 'offer'), -found.terms.partWh)
    found.candidates[count(args, 'part')] = null
  },
  AgreementTermsPublished(state, args, { blockAt }) {
    const found = state.requests[count(args, 'request')]
    const agreement = count(args, 'agreement')
    const terms = agreementTermsOf(struct(args, 'terms'))
    const winner = found && winnerOf(found)
    if (found && winner) take(state, winner.offer, found.terms.partWh)
    found?.agreements.push(agreement)
    state.agreements[agreement] = {
      agreement,
      request: count(args, 'request'),
      offer: winner?.offer ?? null,
      node: winner ? (state.offers[winner.offer]?.node ?? null) : null,
      terms,
      state: 'open',
      paidUnits: '0',
      concludedAt: blockAt,
    }
  },
  RequestConcluded: (state, args) => end(state, args, 'concluded'),
  RequestReturned(state, args) {
    const found = state.requests[count(args, 'request')]
    for (const candidate of found?.candidates ?? [])
      if (candidate) lock(state, candidate.offer, -(found?.terms.partWh ?? 0))
    end(state, args, 'returned')
  },
}

function end(state: MarketState, args: Fields, how: MarketRequest['state']): void {
  const found = state.requests[count(args, 'request')]
  if (found) found.state = how
}

/** Candidate of the next part that becomes an agreement: parts are concluded in order, those without a bond are gone. */
function winnerOf({ candidates, agreements }: MarketRequest) {
  return candidates.filter((candidate) => candidate !== null)[agreements.length]
}

/** Terms of a request as people read them. A contract without sources takes all. */
export function termsOf(terms: Fields): RequestTerms {
  const limits = struct(terms, 'limits')
  const [zones, surcharges] = [texts(terms, 'zones'), texts(terms, 'surcharges')]
  const sources = 'sourcesMask' in terms ? count(terms, 'sourcesMask') : 0xff
  return {
    kind: agreementKinds[count(terms, 'kind') - 1] ?? 'storage',
    payer: text(terms, 'payer'),
    meteredSite: count(terms, 'meteredSite'),
    volumeWh: count(terms, 'volume'),
    partWh: count(terms, 'part'),
    zones: zones.map((zone, i) => ({ zone: Number(zone), surcharge: surcharges[i] ?? '0' })),
    kinds: namesOf(count(terms, 'kindsMask'), storageKindNames),
    sources: namesOf(sources, energySourceNames),
    accumulateFrom: count(terms, 'accumulateFrom'),
    accumulateTo: count(terms, 'accumulateTo'),
    supplyFrom: count(terms, 'supplyFrom'),
    supplyTo: count(terms, 'supplyTo'),
    permittedLossPpm: count(terms, 'permittedLossPpm'),
    limits: { capacity: text(limits, 'capacity'), hold: text(limits, 'hold'), giveBack: text(limits, 'giveBack') },
    shortPrice: text(terms, 'shortPrice'),
    deviationPrice: text(terms, 'deviationPrice'),
    bondPpm: count(terms, 'bondPpm'),
    brokerFeePpm: count(terms, 'brokerFeePpm'),
    bidUntil: instantOf(terms, 'bidUntil'),
    allOrNone: terms['allOrNone'] === true,
    mayConvert: terms['mayConvert'] === true,
    arbiter: text(terms, 'arbiter'),
  }
}

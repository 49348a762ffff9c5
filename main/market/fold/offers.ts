import { type EnergySource, energySourceNames } from '../../../domain/market/names.ts'
import type { MarketState } from './state.ts'
import { count, type Fields, instantOf, type Steps, struct, text } from './values.ts'

/** What the market tells of offers. */
export const offerSteps: Steps<MarketState> = {
  OfferPlaced(state, args, { blockAt, transaction }) {
    const [terms, prices] = [struct(args, 'terms'), struct(args, 'prices')]
    const offer = count(args, 'offer')
    const availableWh = count(terms, 'available')
    state.offers[offer] = {
      offer,
      node: count(args, 'node'),
      volumeWh: availableWh,
      availableWh,
      lockedWh: 0,
      fromQuarter: count(terms, 'fromQuarter'),
      toQuarter: count(terms, 'toQuarter'),
      validUntil: instantOf(terms, 'validUntil'),
      source: sourceOf(terms),
      prices: { capacity: text(prices, 'capacity'), hold: text(prices, 'hold'), giveBack: text(prices, 'giveBack') },
      state: 'live',
      placedAt: blockAt,
      transaction,
    }
  },
  OfferClosed(state, args) {
    const offer = state.offers[count(args, 'offer')]
    if (offer) [offer.state, offer.availableWh] = ['closed', 0]
  },
}

/** Energy of an offer begins (positive) or ends (negative) to stand as a candidate. */
export function lock(state: MarketState, id: number, wh: number): void {
  const offer = state.offers[id]
  if (offer) offer.lockedWh += wh
}

/** Energy that stood as a candidate becomes an agreement. */
export function take(state: MarketState, id: number, wh: number): void {
  const offer = state.offers[id]
  if (!offer) return
  offer.lockedWh -= wh
  offer.availableWh -= wh
  if (offer.availableWh === 0) offer.state = 'exhausted'
}

function sourceOf(terms: Fields): EnergySource {
  return energySourceNames[count(terms, 'source')] ?? 'unknown'
}

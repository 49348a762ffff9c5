import { powecOf } from '../../../domain/market/amount.ts'
import type { RequestDraft } from '../../../domain/market/acts.ts'
import type { MarketRequest } from '../../../domain/market/book.ts'
import { isSame } from '../../../domain/market/shapes.ts'
import { kWhText } from '../matching/judged.ts'
import { fitting, matchOffer } from '../matching/match.ts'
import { funding } from './funds.ts'
import { type ActView, type Make, sentences, step } from './plan.ts'
import { encodeTerms, termFaults } from './terms.ts'
import { escrowNeeded } from './waiting.ts'

/** Asks for storage: escrow made ready step by step, then the request. */
export const request: Make<{ terms: RequestDraft }> = (view, { terms: draft }) => {
  const { state, now, account } = view
  const terms = { ...draft, payer: account, bidUntil: Math.floor(draft.bidUntil / 1_000) * 1_000 }
  const faults = termFaults(terms, now)
  const escrow = faults.length > 0 ? 0n : escrowNeeded(state, terms, now)
  const wanted = { terms, bidUntil: terms.bidUntil, standing: [] }
  const there = faults.length > 0 ? 0 : fitting(view.match, wanted).length
  const funds = escrow > 0n ? funding(view, escrow) : { obstacles: [], steps: [] }
  return {
    lines: [
      { label: 'Asks for', words: `${kWhText(terms.volumeWh)} in ${terms.volumeWh / Math.max(1, terms.partWh)} parts` },
      {
        label: 'Escrow',
        words: `${powecOf(escrow)} POWEC at the price limits, the broker’s fee included; what is not needed comes back`,
      },
      { label: 'Offers now', words: there === 0 ? 'none fits yet' : `${there} fit` },
      { label: 'Afterwards', words: 'can be taken back until a candidate stands' },
    ],
    obstacles: sentences(
      ...faults,
      faults.length === 0 && escrow === 0n && 'Price limits are needed: the escrow would be empty.',
      ...funds.obstacles,
    ),
    steps: [
      ...funds.steps,
      step(`Ask for ${kWhText(terms.volumeWh)}`, 'StorageMarket', 'request', [encodeTerms(terms)]),
    ],
  }
}

/** Takes an own request back. */
export const cancelRequest: Make<{ request: number }> = (view, input) => {
  const found = view.state.requests[input.request]
  return {
    lines: [{ label: 'Comes back', words: `${powecOf(found?.heldUnits ?? '0')} POWEC of the escrow` }],
    obstacles: sentences(
      ...openFaults(view, input.request),
      found && !isSame(found.payer, view.account) && 'It is not a request of this site.',
      found?.candidates.some((candidate) => candidate !== null) &&
        'A candidate stands: the request is bound until the end of the competition.',
    ),
    steps: [
      step(`Take request ${input.request} back`, 'StorageMarket', 'cancelRequest', withTerms(view, input.request)),
    ],
  }
}

/** Brings an offer for a part of a request. */
export const propose: Make<{ request: number; part: number; offer: number }> = (view, input) => {
  const found = view.state.requests[input.request]
  const standing = found?.candidates[input.part]
  const wanted = found && { terms: found.terms, bidUntil: found.bidUntil, standing: [standing ?? null] }
  const match = wanted && matchOffer(view.match, wanted, input.offer)
  const misses = match?.judgements.filter(({ verdict }) => verdict === 'misses').map(({ words }) => words) ?? []
  const isOver = found !== undefined && found.bidUntil < view.now
  return {
    lines: [
      { label: 'Proposes', words: `offer ${input.offer} for part ${input.part + 1} of request ${input.request}` },
      {
        label: 'Costs',
        words: `${powecOf(match?.costUnits ?? '0')} POWEC at most${standing ? `, ${powecOf(standing.costUnits)} stand` : ''}`,
      },
      { label: 'Bond', words: `${powecOf(match?.bondUnits ?? '0')} POWEC of the storage when it wins` },
    ],
    obstacles: sentences(
      ...openFaults(view, input.request),
      isOver && 'The competition is over.',
      found &&
        input.part >= found.candidates.length &&
        `Request ${input.request} has ${found.candidates.length} parts.`,
      found && !match && `Offer ${input.offer} is not live.`,
      ...misses,
    ),
    steps: [
      step(`Propose offer ${input.offer} for request ${input.request}`, 'StorageMarket', 'propose', [
        ...withTerms(view, input.request),
        String(input.part),
        String(input.offer),
      ]),
    ],
  }
}

/** Ends the competition: agreements are opened, the rest of the escrow comes back. A linked request ends with its other leg. */
export const conclude: Make<{ request: number }> = (view, input) => {
  const found = view.state.requests[input.request]
  const other = found?.linkedTo ? view.state.requests[found.linkedTo] : undefined
  const filled = found?.candidates.filter((candidate) => candidate !== null).length ?? 0
  const isReturned = filled === 0 || (found?.terms.allOrNone === true && filled < found.candidates.length)
  const [taking, supply] = other && found && found.terms.kind === 'supply' ? [other, found] : [found, other]
  return {
    lines: [
      {
        label: 'Becomes',
        words: isReturned
          ? 'no agreement: the escrow comes back'
          : `${filled} of ${found?.candidates.length} parts agreements`,
      },
      ...(other ? [{ label: 'Together with', words: `request ${other.request}: both or none` }] : []),
    ],
    obstacles: sentences(
      ...openFaults(view, input.request),
      other &&
        other.state !== 'open' &&
        `Request ${other.request}, its other leg, is ${other.state}: this one can only be returned.`,
      ...[found, other].map(
        (leg) => leg && leg.bidUntil >= view.now && `The competition of request ${leg.request} is not over.`,
      ),
    ),
    steps: [
      other
        ? step(`Conclude requests ${taking?.request} and ${supply?.request}`, 'StorageMarket', 'concludeBoth', [
            ...withTerms(view, taking?.request ?? 0),
            ...withTerms(view, supply?.request ?? 0),
          ])
        : step(`Conclude request ${input.request}`, 'StorageMarket', 'conclude', withTerms(view, input.request)),
    ],
  }
}

const returnMs = 86_400_000

/** Gives the escrow of a request back that nobody could conclude. */
export const returnRequest: Make<{ request: number }> = (view, input) => {
  const found = view.state.requests[input.request]
  return {
    lines: [
      { label: 'Comes back', words: `${powecOf(found?.heldUnits ?? '0')} POWEC to ${found?.payer ?? ''}` },
      { label: 'Costs', words: 'nothing but gas; candidates that stood are free again' },
    ],
    obstacles: sentences(
      ...openFaults(view, input.request),
      found && found.bidUntil + returnMs >= view.now && 'That can be done a day after the end of the competition.',
    ),
    steps: [step(`Return request ${input.request}`, 'StorageMarket', 'returnRequest', withTerms(view, input.request))],
  }
}

/** Ties two own requests: converting a surplus and buying energy back. */
export const link: Make<{ utilization: number; supply: number }> = (view, input) => {
  const legs = [view.state.requests[input.utilization], view.state.requests[input.supply]] as const
  return {
    lines: [
      {
        label: 'Ties',
        words: `request ${input.utilization} (utilization) and ${input.supply} (supply): concluded both or none`,
      },
      { label: 'Held', words: `${heldText(legs)} POWEC of escrow, held already; tying costs nothing but gas` },
      { label: 'Final', words: 'a tie can’t be undone; each can be taken back until a candidate stands' },
    ],
    obstacles: sentences(
      ...openFaults(view, input.utilization),
      ...openFaults(view, input.supply),
      legs.some((leg) => leg && !isSame(leg.payer, view.account)) && 'Both have to be requests of this site.',
      legs[0] && legs[0].terms.kind !== 'utilization' && 'The first has to be a utilization.',
      legs[0] && !legs[0].terms.mayConvert && 'The utilization was not asked for as one that may convert.',
      legs[1] && legs[1].terms.kind !== 'supply' && 'The second has to be a supply.',
      legs.some((leg) => leg?.linkedTo != null) && 'One of them is linked already.',
      legs.some((leg) => leg?.candidates.some((c) => c !== null)) && 'A candidate stands for one of them.',
    ),
    steps: [
      step(`Link requests ${input.utilization} and ${input.supply}`, 'StorageMarket', 'link', [
        ...withTerms(view, input.utilization),
        ...withTerms(view, input.supply),
      ]),
    ],
  }
}

function heldText(legs: readonly (MarketRequest | undefined)[]): string {
  return powecOf(legs.reduce((sum, leg) => sum + BigInt(leg?.heldUnits ?? '0'), 0n))
}

function openFaults({ state }: ActView, id: MarketRequest['request']): string[] {
  const found = state.requests[id]
  if (!found) return [`There is no request ${id}.`]
  return found.state === 'open' ? [] : [`Request ${id} is ${found.state} already.`]
}

/** Number and terms of a request, which the contract wants back word for word. */
function withTerms({ state }: ActView, id: number) {
  return [String(id), state.rawTerms[id] ?? '']
}

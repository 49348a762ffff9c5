import type { MarketAgreement, MarketRequest, Offer, PayoutList } from '../../../domain/market/book.ts'
import type { Group } from '../../../domain/market/groups.ts'
import type { MarketNode, Member } from '../../../domain/market/members.ts'
import type { Proposal } from '../../../domain/market/votes.ts'
import type { LedgerValue } from '../../../domain/settlement/ledger.ts'

/** A proposal as events tell it; quorum and state follow from the time. */
export interface ProposalFacts extends Omit<Proposal, 'state' | 'quorumUnits'> {
  isCanceled: boolean
  isExecuted: boolean
}

/** Factor of a storage kind, millionths, and the next one. */
export interface KindFactor {
  ppm: number
  nextPpm: number
  dueAt: number
}

/** Everything the market's contracts told, folded. JSON values only; keys of accounts are in small letters. */
export interface MarketState {
  members: Record<string, Member>
  nodes: Record<string, MarketNode>
  offers: Record<string, Offer>
  requests: Record<string, MarketRequest>
  agreements: Record<string, MarketAgreement>
  groups: Record<string, Group>
  lists: Record<string, PayoutList>
  proposals: Record<string, ProposalFacts>
  /** Terms of requests as the contract told them: it wants them back word for word. */
  rawTerms: Record<string, LedgerValue>
  /** Last suspension of a node: an unanswered challenge keeps its admission, a verifier's act ends it. */
  suspensions: Record<string, { transaction: string; wasAdmitted: boolean }>
  kindFactors: Record<string, KindFactor>
  admission: { feeUnits: string; referralPpm: number; fund: string }
  /** Holders of roles in the registry, by hash of the role. */
  holders: Record<string, string[]>
  /** Free tokens in the vault by account. */
  free: Record<string, string>
  /** What modules may hold, by `account/module`. */
  allowed: Record<string, { units: string; until: number }>
  /** Wrapped tokens: balances, who votes with them, votes now, and the supply over time (unix ms). */
  wrapped: {
    balances: Record<string, string>
    delegates: Record<string, string>
    votes: Record<string, string>
    supply: { at: number; units: string }[]
    quorumPct: number
  }
}

/** The state before anything happened. */
export function emptyMarket(): MarketState {
  return {
    members: {},
    nodes: {},
    offers: {},
    requests: {},
    agreements: {},
    groups: {},
    lists: {},
    proposals: {},
    rawTerms: {},
    suspensions: {},
    kindFactors: {},
    admission: { feeUnits: '0', referralPpm: 0, fund: '' },
    holders: {},
    free: {},
    allowed: {},
    wrapped: { balances: {}, delegates: {}, votes: {}, supply: [], quorumPct: 4 },
  }
}

/** Without a schedule each kind counts fully. */
const defaultFactorPpm = 1_000_000

/** Factor of a storage kind (code) at an instant, millionths. */
export function factorOf(state: Pick<MarketState, 'kindFactors'>, kind: number, at: number): number {
  const factor = state.kindFactors[kind]
  if (!factor) return defaultFactorPpm
  return at >= factor.dueAt ? factor.nextPpm : factor.ppm
}

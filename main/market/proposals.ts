import type { Proposal, ProposalState } from '../../domain/market/votes.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { MarketState, ProposalFacts } from './fold/state.ts'

/** Least quorum, units (PowecGovernor). */
const leastQuorum = 500_000_000n * 10n ** 18n

/** A proposal with quorum and state at an instant, as the governor counts. */
export function proposalAt(state: Pick<MarketState, 'wrapped'>, facts: ProposalFacts, now: EpochMs): Proposal {
  const { isCanceled: _canceled, isExecuted: _executed, ...proposal } = facts
  const quorum = quorumAt(state.wrapped, facts.voteStart)
  return { ...proposal, quorumUnits: String(quorum), state: stateAt(facts, quorum, now) }
}

/** 4 % of what was wrapped when voting began, and at least 500 million POWEC. */
function quorumAt({ supply, quorumPct }: MarketState['wrapped'], at: EpochMs): bigint {
  const wrapped = BigInt(supply.findLast((entry) => entry.at <= at)?.units ?? '0')
  const share = (wrapped * BigInt(quorumPct)) / 100n
  return share > leastQuorum ? share : leastQuorum
}

function stateAt(facts: ProposalFacts, quorum: bigint, now: EpochMs): ProposalState {
  if (facts.isExecuted) return 'executed'
  if (facts.isCanceled) return 'canceled'
  if (facts.voteStart >= now) return 'pending'
  if (facts.voteEnd >= now) return 'active'
  const [yes, no] = [BigInt(facts.forUnits), BigInt(facts.againstUnits)]
  if (yes <= no || yes + BigInt(facts.abstainUnits) < quorum) return 'defeated'
  return facts.executableAt === null ? 'succeeded' : 'queued'
}

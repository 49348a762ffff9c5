import { voteSupports } from '../../../domain/market/votes.ts'
import type { MarketState } from './state.ts'
import { count, type Fields, instantOf, keyOf, minus, plus, type Steps, text, texts } from './values.ts'

const nobody = '0x0000000000000000000000000000000000000000'

/** What the governor tells. */
export const governorSteps: Steps<MarketState> = {
  ProposalCreated(state, args, { blockAt }) {
    const proposal = text(args, 'proposalId')
    state.proposals[proposal] = {
      proposal,
      proposer: text(args, 'proposer'),
      description: text(args, 'description'),
      targets: texts(args, 'targets'),
      values: texts(args, 'values'),
      calldatas: texts(args, 'calldatas'),
      proposedAt: blockAt,
      voteStart: instantOf(args, 'voteStart'),
      voteEnd: instantOf(args, 'voteEnd'),
      forUnits: '0',
      againstUnits: '0',
      abstainUnits: '0',
      votes: [],
      executableAt: null,
      isCanceled: false,
      isExecuted: false,
    }
  },
  VoteCast: cast,
  VoteCastWithParams: cast,
  ProposalQueued(state, args) {
    const found = proposalOf(state, args)
    if (found) found.executableAt = instantOf(args, 'etaSeconds')
  },
  ProposalExecuted(state, args) {
    const found = proposalOf(state, args)
    if (found) found.isExecuted = true
  },
  ProposalCanceled(state, args) {
    const found = proposalOf(state, args)
    if (found) found.isCanceled = true
  },
  QuorumNumeratorUpdated(state, args) {
    state.wrapped.quorumPct = count(args, 'newQuorumNumerator')
  },
}

/** What the wrapper tells of votes. */
export const wrapperSteps: Steps<MarketState> = {
  Transfer({ wrapped }, args, { blockAt }) {
    const [from, to, units] = [text(args, 'from'), text(args, 'to'), text(args, 'value')]
    const { balances, supply } = wrapped
    const before = supply.at(-1)?.units ?? '0'
    if (from === nobody) keepSupply(supply, blockAt, plus(before, units))
    else balances[keyOf(from)] = minus(balances[keyOf(from)], units)
    if (to === nobody) keepSupply(supply, blockAt, minus(before, units))
    else balances[keyOf(to)] = plus(balances[keyOf(to)], units)
  },
  DelegateChanged({ wrapped }, args) {
    wrapped.delegates[keyOf(text(args, 'delegator'))] = text(args, 'toDelegate')
  },
  DelegateVotesChanged({ wrapped }, args) {
    wrapped.votes[keyOf(text(args, 'delegate'))] = text(args, 'newVotes')
  },
}

/** One entry a block: what holds at its end. */
function keepSupply(supply: MarketState['wrapped']['supply'], at: number, units: string): void {
  const last = supply.at(-1)
  if (last?.at === at) last.units = units
  else supply.push({ at, units })
}

function cast(state: MarketState, args: Fields, { blockAt }: { blockAt: number }): void {
  const found = proposalOf(state, args)
  const support = voteSupports[count(args, 'support')]
  if (!found || support === undefined) return
  const units = text(args, 'weight')
  found[`${support}Units`] = plus(found[`${support}Units`], units)
  found.votes.push({ voter: text(args, 'voter'), support, units, at: blockAt })
}

function proposalOf(state: MarketState, args: Fields) {
  return state.proposals[text(args, 'proposalId')]
}

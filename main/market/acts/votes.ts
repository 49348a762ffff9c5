import { powecOf } from '../../../domain/market/amount.ts'
import type { MemberAct } from '../../../domain/market/acts.ts'
import { isSame } from '../../../domain/market/shapes.ts'
import { voteSupports } from '../../../domain/market/votes.ts'
import { keyOf } from '../fold/values.ts'
import { proposalAt } from '../proposals.ts'
import { approval } from './funds.ts'
import { descriptionHash, encodeDecision } from './decisions.ts'
import { type ActView, type Make, sentences, step } from './plan.ts'

type Act<N extends MemberAct['act']> = Extract<MemberAct, { act: N }>

const powec = 10n ** 18n
/** Votes that proposing needs (PowecGovernor). */
const threshold = 1_000_000n * powec

/** Wraps tokens so that they vote; the account votes with them itself unless it gave its votes away. */
export const wrap: Make<Act<'wrap'>> = (view, { units }) => {
  const { wallet, account, state } = view
  const hasDelegate = state.wrapped.delegates[keyOf(account)] !== undefined
  return {
    lines: [
      { label: 'Wraps', words: `${powecOf(units)} POWEC one to one; unwrapping is possible at any time` },
      { label: 'Counts', words: 'for proposals whose voting begins afterwards' },
    ],
    obstacles: sentences(
      units === '0' && 'An amount is needed.',
      wallet === null && 'The chain does not say what the wallet holds.',
      wallet !== null && BigInt(wallet.powec) < BigInt(units) && `The wallet holds ${powecOf(wallet.powec)} POWEC.`,
    ),
    steps: [
      ...approval(view, 'PowecVotes', BigInt(units)),
      step(`Wrap ${powecOf(units)} POWEC`, 'PowecVotes', 'depositFor', [account, units]),
      ...(hasDelegate ? [] : [step('Vote with them ourselves', 'PowecVotes', 'delegate', [account])]),
    ],
  }
}

/** Makes wrapped tokens plain ones again. */
export const unwrap: Make<Act<'unwrap'>> = ({ state, account }, { units }) => {
  const has = state.wrapped.balances[keyOf(account)] ?? '0'
  return {
    lines: [{ label: 'Unwraps', words: `${powecOf(units)} of ${powecOf(has)} POWEC` }],
    obstacles: sentences(
      units === '0' && 'An amount is needed.',
      BigInt(has) < BigInt(units) && `${powecOf(has)} POWEC are wrapped.`,
    ),
    steps: [step(`Unwrap ${powecOf(units)} POWEC`, 'PowecVotes', 'withdrawTo', [account, units])],
  }
}

/** Gives the votes of the wrapped tokens to an account. */
export const delegateVotes: Make<Act<'delegateVotes'>> = ({ state, account }, { to }) => ({
  lines: [
    { label: 'Votes', words: isSame(to, account) ? 'this account itself' : `${to} votes with our tokens` },
    { label: 'With', words: `${powecOf(state.wrapped.balances[keyOf(account)] ?? '0')} POWEC, which stay ours` },
    { label: 'Counts', words: 'for proposals whose voting begins afterwards; it can be given anew at any time' },
  ],
  obstacles: sentences(
    (state.wrapped.balances[keyOf(account)] ?? '0') === '0' && 'Nothing is wrapped: there are no votes to give.',
    isSame(state.wrapped.delegates[keyOf(account)], to) && 'So it is already.',
  ),
  steps: [step('Give votes', 'PowecVotes', 'delegate', [to])],
})

/** Votes on a proposal. */
export const vote: Make<Act<'vote'>> = (view, { proposal: id, support }) => {
  const found = proposalOf(view, id)
  const mine = view.state.wrapped.votes[keyOf(view.account)] ?? '0'
  return {
    lines: [
      { label: 'Votes', words: `${support}: ${found?.description.split('\n')[0] ?? ''}` },
      { label: 'With', words: `${powecOf(mine)} POWEC now; what was wrapped when voting began counts` },
      { label: 'Final', words: 'a vote can’t be changed' },
    ],
    obstacles: sentences(
      ...stateFaults(found, id, 'active'),
      found?.votes.some(({ voter }) => isSame(voter, view.account)) && 'This account voted already.',
      mine === '0' && 'This account has no votes: wrap POWEC before voting begins.',
    ),
    steps: [step(`Vote ${support}`, 'PowecGovernor', 'castVote', [id, String(voteSupports.indexOf(support))])],
  }
}

/** Proposes a decision to the members. */
export const proposeDecision: Make<Act<'proposeDecision'>> = (view, { title, decision }) => {
  const { state, account, addressOf } = view
  const votes = BigInt(state.wrapped.votes[keyOf(account)] ?? '0')
  const call = encodeDecision(decision, addressOf, state.admission.fund)
  return {
    lines: [
      { label: 'Proposes', words: title },
      { label: 'Voting', words: 'begins after 2 days, lasts 7; carried out 2 days after it is queued' },
    ],
    obstacles: sentences(
      votes < threshold && `Proposing needs ${powecOf(threshold)} votes; this account has ${powecOf(votes)}.`,
      Object.values(state.proposals).some(({ description }) => description === title) &&
        'A proposal with these words exists.',
    ),
    steps: [step('Propose', 'PowecGovernor', 'propose', [[call.target], ['0'], [call.calldata], title])],
  }
}

/** Hands a decision that was taken to the timelock. */
export const queue: Make<Act<'queue'>> = (view, { proposal: id }) => {
  const found = proposalOf(view, id)
  return {
    lines: [{ label: 'Queues', words: found?.description.split('\n')[0] ?? '' }],
    obstacles: stateFaults(found, id, 'succeeded'),
    steps: [step('Queue', 'PowecGovernor', 'queue', callsOf(found))],
  }
}

/** Carries a decision out whose time has come. */
export const execute: Make<Act<'execute'>> = (view, { proposal: id }) => {
  const found = proposalOf(view, id)
  return {
    lines: [{ label: 'Carries out', words: found?.description.split('\n')[0] ?? '' }],
    obstacles: sentences(
      ...stateFaults(found, id, 'queued'),
      found?.executableAt != null && found.executableAt > view.now && 'The timelock does not let it through yet.',
    ),
    steps: [step('Carry out', 'PowecGovernor', 'execute', callsOf(found))],
  }
}

function proposalOf({ state, now }: ActView, id: string) {
  const found = state.proposals[id]
  return found && proposalAt(state, found, now)
}

type Found = ReturnType<typeof proposalOf>

function stateFaults(found: Found, id: string, wanted: string): string[] {
  if (!found) return [`There is no proposal ${id}.`]
  return found.state === wanted ? [] : [`The proposal is ${found.state}, not ${wanted}.`]
}

function callsOf(found: Found) {
  return [found?.targets ?? [], found?.values ?? [], found?.calldatas ?? [], descriptionHash(found?.description ?? '')]
}

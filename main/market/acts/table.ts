import type { MemberAct, TradeAct } from '../../../domain/market/acts.ts'
import { fund } from './funds.ts'
import { bringGroup, distributeGroup } from './groups.ts'
import { admitNode, attest, changeRoles, delegate, join, suspendNode } from './members.ts'
import { challenge, closeChallenge, openLane, registerNode, retireNode, submitStatus } from './nodes.ts'
import { cancelOffer, offer } from './offers.ts'
import type { ActPlan, ActView, Make } from './plan.ts'
import { cancelRequest, conclude, link, propose, request, returnRequest } from './requests.ts'
import { delegateVotes, execute, proposeDecision, queue, unwrap, vote, wrap } from './votes.ts'

type AnyAct = TradeAct | MemberAct

/** How each act is checked and made. */
const acts: { readonly [N in AnyAct['act']]: Make<Extract<AnyAct, { act: N }>> } = {
  offer,
  cancelOffer,
  request,
  cancelRequest,
  propose,
  conclude,
  returnRequest,
  link,
  fund,
  submitStatus,
  challenge,
  closeChallenge,
  join,
  changeRoles,
  registerNode,
  retireNode,
  openLane,
  delegate,
  bringGroup,
  distributeGroup,
  attest,
  admitNode,
  suspendNode,
  wrap,
  unwrap,
  delegateVotes,
  vote,
  proposeDecision,
  queue,
  execute,
}

/** Plan of an act as things stand. */
export function planOf(view: ActView, act: AnyAct): ActPlan {
  // the table gives each act its own maker, which the compiler can't follow through an index
  return (acts[act.act] as Make<AnyAct>)(view, act)
}

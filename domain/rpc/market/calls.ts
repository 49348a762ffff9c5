import { z } from 'zod'
import { actCheckShape, memberActShape, requestDraftShape, tradeActShape } from '../../market/acts.ts'
import { groupDraftShape, groupPaperShape, groupShape } from '../../market/groups.ts'
import { adviceShape, matchTableShape } from '../../market/match.ts'
import { memberShape } from '../../market/members.ts'
import { uint32Shape } from '../../market/shapes.ts'
import { reason } from '../files.ts'
import { engineer, operator, viewer } from '../roles.ts'
import { bookShape, marketNowShape, nodesShape, placeInput, votesShape } from './shapes.ts'

const carryOut = { id: z.uuid(), reason }
/** Acts that were kept, one for each step, in the order in which they go out. */
const kept = z.object({ acts: z.array(z.string()) })

/** Calls about the market of storage, its members and their votes. */
export const marketCalls = {
  /** How the market is seen, and how this site stands in it. */
  now: viewer.output(marketNowShape),
  /** Offers, requests with their competition, agreements and payout lists. */
  book: viewer.output(bookShape),
  /** Every node, and the places that are known here. */
  nodes: viewer.output(nodesShape),
  members: viewer.output(z.array(memberShape)),
  /** Groups of members behind one owner of nodes. */
  groups: viewer.output(z.array(groupShape)),
  /** A paper that founds or changes a group, signed by this site where it is touched. Errors: Market.Refused, Chain.Silent. */
  draftGroup: engineer.input(z.strictObject({ ...groupDraftShape.shape, reason })).output(groupPaperShape),
  /** The paper with this site’s signature. Errors: Market.Refused. */
  signGroup: engineer.input(z.strictObject({ paper: groupPaperShape, reason })).output(groupPaperShape),
  /** Decisions of the members, the newest first. */
  votes: viewer.output(votesShape),
  /** Every live offer against a request, with the words why it fits or not. Errors: Config.NotFound. */
  matches: viewer.input(z.strictObject({ request: uint32Shape })).output(matchTableShape),
  /** The same for a request that is not placed yet. */
  tryMatch: viewer.input(requestDraftShape).output(matchTableShape),
  /** Matches that would earn the broker's fee. */
  advice: viewer.output(z.array(adviceShape)),
  /** What an act would do; changes nothing. Errors: Market.Refused without an account or contracts. */
  check: operator.input(tradeActShape).output(actCheckShape),
  /** Keeps an act in the outbox, step by step; the same id twice is kept once. Errors: Market.Refused. */
  act: operator.input(z.strictObject({ ...carryOut, act: tradeActShape })).output(kept),
  /** As check, of what a member does. */
  checkMember: engineer.input(memberActShape).output(actCheckShape),
  /** As act, of what a member does. */
  actMember: engineer.input(z.strictObject({ ...carryOut, act: memberActShape })).output(kept),
  /** Keeps where a node is, here only; node 0 is this site. */
  place: operator.input(placeInput),
}

import { z } from 'zod'
import { accountShape, atShape, unitsShape } from './shapes.ts'

/** Where a proposal stands, in the words of the governor. */
export const proposalStates = ['pending', 'active', 'canceled', 'defeated', 'succeeded', 'queued', 'executed'] as const
/** One of {@link proposalStates}. */
export type ProposalState = (typeof proposalStates)[number]

/** What a vote can say, in the order of the governor's codes from 0 on. */
export const voteSupports = ['against', 'for', 'abstain'] as const
/** One of {@link voteSupports}. */
export type VoteSupport = (typeof voteSupports)[number]

/** A decision that members vote on; votes are units of wrapped POWEC. */
export const proposalShape = z.object({
  proposal: z.string(),
  proposer: accountShape,
  description: z.string(),
  targets: z.array(z.string()),
  values: z.array(unitsShape),
  calldatas: z.array(z.string()),
  proposedAt: atShape,
  voteStart: atShape,
  voteEnd: atShape,
  forUnits: unitsShape,
  againstUnits: unitsShape,
  abstainUnits: unitsShape,
  /** For and abstain together have to reach it. */
  quorumUnits: unitsShape,
  votes: z.array(z.object({ voter: accountShape, support: z.enum(voteSupports), units: unitsShape, at: atShape })),
  /** When the timelock lets it be carried out; `null` = not queued. */
  executableAt: atShape.nullable(),
  state: z.enum(proposalStates),
})
/** A decision that members vote on. */
export type Proposal = z.infer<typeof proposalShape>

import { z } from 'zod'
import { marketAgreementShape, offerShape, payoutListShape, requestShape } from '../../market/book.ts'
import { memberShape, nodeShape } from '../../market/members.ts'
import { storageKindNames } from '../../market/names.ts'
import { accountShape, atShape, pricesShape, uint32Shape, unitsShape } from '../../market/shapes.ts'
import { proposalShape } from '../../market/votes.ts'
import { chainStates } from '../../settlement/outbox.ts'
import { reason } from '../files.ts'

/** How the market is seen, and how this site stands in it. */
export const marketNowShape = z.object({
  chain: z.object({
    state: z.enum(chainStates),
    words: z.string(),
    since: atShape,
    /** Time of the newest block; `null` = none was seen. */
    blockAt: atShape.nullable(),
    /** Tokens there are worth nothing. */
    isPractice: z.boolean(),
  }),
  /** Time by which the contracts judge: the later of clock and newest block. */
  at: atShape,
  /** Account of the site; `null` while there is no operator key. */
  account: accountShape.nullable(),
  member: memberShape.nullable(),
  isVerifier: z.boolean(),
  /** Address of the unlocked controller; `null` while locked. */
  controller: accountShape.nullable(),
  admission: z.object({ feeUnits: unitsShape, referralPpm: z.number().int() }),
  /** Numbers of own nodes. */
  nodes: z.array(uint32Shape),
  /** In the vault: free and not needed by an act that waits in the outbox, what such acts will take, and what the market may hold beyond that. */
  freeUnits: unitsShape,
  reservedUnits: unitsShape,
  allowedUnits: unitsShape,
  /** Wrapped tokens, votes of this account, and who votes with its tokens. */
  wrappedUnits: unitsShape,
  votesUnits: unitsShape,
  delegate: accountShape.nullable(),
  /** Middle prices by storage kind, of kinds with two offers or agreements at least. */
  tariffs: z.array(z.object({ kind: z.enum(storageKindNames), prices: pricesShape })),
})
/** How the market is seen, and how this site stands in it. */
export type MarketNow = z.infer<typeof marketNowShape>

/** Offers, requests and what they became. */
export const bookShape = z.object({
  offers: z.array(offerShape),
  requests: z.array(requestShape),
  agreements: z.array(marketAgreementShape),
  lists: z.array(payoutListShape),
  /** Transactions that could still be reorganised away. */
  unsettled: z.array(z.string()),
})
/** Offers, requests and what they became. */
export type MarketBook = z.infer<typeof bookShape>

/** Where a node is; degrees. */
export const placeShape = z.object({
  node: uint32Shape,
  latitudeDeg: z.number().min(-90).max(90),
  longitudeDeg: z.number().min(-180).max(180),
})
/** Where a node is. */
export type NodePlace = z.infer<typeof placeShape>

/** Where a node is, and why that is said. */
export const placeInput = z.strictObject({ ...placeShape.shape, reason })

/** Nodes and the places that are known here. */
export const nodesShape = z.object({ nodes: z.array(nodeShape), places: z.array(placeShape) })
/** Nodes and the places that are known here. */
export type MarketNodes = z.infer<typeof nodesShape>

/** Decisions with what they would do, in words. */
export const votesShape = z.array(proposalShape.extend({ calls: z.array(z.string()) }))
/** A decision with what it would do. */
export type ShownProposal = z.infer<typeof votesShape>[number]

import { z } from 'zod'
import { requestTermsShape } from './book.ts'
import { groupPaperShape } from './groups.ts'
import { energySourceNames, memberRoleNames, storageKindNames } from './names.ts'
import { accountShape, atShape, pricesShape, uint32Shape, unitsShape, whShape } from './shapes.ts'
import { voteSupports } from './votes.ts'

const id = uint32Shape
/** Terms of a request as a person gives them: the payer is the site's account. */
export const requestDraftShape = requestTermsShape.omit({ payer: true })
/** Terms of a request as a person gives them. */
export type RequestDraft = z.infer<typeof requestDraftShape>

/** What those who run the site do on the market. */
export const tradeActShape = z.discriminatedUnion('act', [
  z.strictObject({
    act: z.literal('offer'),
    node: id,
    energyWh: whShape,
    fromQuarter: uint32Shape,
    toQuarter: uint32Shape,
    validUntil: atShape,
    source: z.enum(energySourceNames),
    prices: pricesShape,
  }),
  z.strictObject({ act: z.literal('cancelOffer'), offer: id }),
  z.strictObject({ act: z.literal('request'), terms: requestDraftShape }),
  z.strictObject({ act: z.literal('cancelRequest'), request: id }),
  z.strictObject({ act: z.literal('propose'), request: id, part: z.number().int().min(0).max(31), offer: id }),
  z.strictObject({ act: z.literal('conclude'), request: id }),
  z.strictObject({ act: z.literal('returnRequest'), request: id }),
  /** Ties a utilization that may convert to a supply: concluded together or not at all. */
  z.strictObject({ act: z.literal('link'), utilization: id, supply: id }),
  /** Brings tokens into the vault and lets the market hold them: for escrows and bonds. */
  z.strictObject({ act: z.literal('fund'), units: unitsShape }),
  /** Shares out what a group has earned. */
  z.strictObject({ act: z.literal('distributeGroup'), group: accountShape }),
  z.strictObject({ act: z.literal('submitStatus'), node: id, validHours: z.number().int().min(1).max(168) }),
  z.strictObject({ act: z.literal('challenge'), node: id }),
  z.strictObject({ act: z.literal('closeChallenge'), node: id }),
])
/** What those who run the site do on the market. */
export type TradeAct = z.infer<typeof tradeActShape>

/** Decisions that members can propose, as data: what is called is made from it. */
export const decisionShape = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('words') }),
  z.strictObject({
    decision: z.literal('kindFactor'),
    kind: z.enum(storageKindNames),
    ppm: z.number().int().min(100_000).max(5_000_000),
  }),
  z.strictObject({
    decision: z.literal('admission'),
    feeUnits: unitsShape,
    referralPpm: z.number().int().min(0).max(200_000),
  }),
  z.strictObject({ decision: z.literal('closeMinting') }),
])
/** A decision that members can propose. */
export type Decision = z.infer<typeof decisionShape>

/** What those who set the site up do as a member, with keys and votes. */
export const memberActShape = z.discriminatedUnion('act', [
  z.strictObject({
    act: z.literal('join'),
    referrer: accountShape.nullable(),
    roles: z.array(z.enum(memberRoleNames)),
  }),
  z.strictObject({ act: z.literal('changeRoles'), roles: z.array(z.enum(memberRoleNames)) }),
  z.strictObject({
    act: z.literal('registerNode'),
    kind: z.enum(storageKindNames),
    zone: uint32Shape,
    capacityWh: whShape,
    ratedVoltageV: uint32Shape,
    minDurationMin: uint32Shape,
    maxDurationMin: uint32Shape,
  }),
  z.strictObject({ act: z.literal('retireNode'), node: id }),
  /** Opens the lane in which the node's batches settle, from the next UTC day on. */
  z.strictObject({ act: z.literal('openLane'), node: id }),
  z.strictObject({
    act: z.literal('delegate'),
    to: accountShape,
    rights: z.array(z.enum(['market', 'dispute'])),
    capUnits: unitsShape,
    until: atShape,
  }),
  /** Founds or changes a group, joining and leaving it too, by a paper that all whom it touches have signed. */
  z.strictObject({ act: z.literal('bringGroup'), paper: groupPaperShape }),
  /** Verifiers: vouches for a member and names his beneficial group; 0 = none. */
  z.strictObject({ act: z.literal('attest'), member: accountShape, kycUntil: atShape, group: uint32Shape }),
  /** Verifiers: admits a node with an attested rating. */
  z.strictObject({ act: z.literal('admitNode'), node: id, ratingWh: whShape }),
  z.strictObject({ act: z.literal('suspendNode'), node: id }),
  z.strictObject({ act: z.literal('wrap'), units: unitsShape }),
  z.strictObject({ act: z.literal('unwrap'), units: unitsShape }),
  z.strictObject({ act: z.literal('delegateVotes'), to: accountShape }),
  z.strictObject({ act: z.literal('vote'), proposal: z.string().regex(/^\d{1,78}$/), support: z.enum(voteSupports) }),
  z.strictObject({
    act: z.literal('proposeDecision'),
    title: z.string().trim().min(5).max(500),
    decision: decisionShape,
  }),
  z.strictObject({ act: z.literal('queue'), proposal: z.string().regex(/^\d{1,78}$/) }),
  z.strictObject({ act: z.literal('execute'), proposal: z.string().regex(/^\d{1,78}$/) }),
])
/** What those who set the site up do as a member. */
export type MemberAct = z.infer<typeof memberActShape>

/** What an act would do: in words, why it can't be done, and what goes to the chain one after the other. */
export const actCheckShape = z.object({
  lines: z.array(z.object({ label: z.string(), words: z.string() })),
  /** Empty = it can be done. */
  obstacles: z.array(z.string()),
  steps: z.array(z.string()),
})
/** What an act would do. */
export type ActCheck = z.infer<typeof actCheckShape>

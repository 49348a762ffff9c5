import { z } from 'zod'
import { accountShape, atShape, isSame, uint32Shape, unitsShape } from './shapes.ts'

/** All shares of a group together, millionths. */
export const wholePpm = 1_000_000
/** Most members of a group (NodeGroups). */
export const mostMembers = 64

const shareShape = z.strictObject({ member: accountShape, ppm: z.number().int().min(1).max(wholePpm) })
/** A member's part of a group's income, millionths. */
export type GroupShare = z.infer<typeof shareShape>
const sharesShape = z.array(shareShape).min(1).max(mostMembers)

/** Members behind one owner of nodes: a super-node. */
export const groupShape = z.object({
  /** Its account, which owns nodes. */
  group: accountShape,
  founder: accountShape,
  /** Counts changes, from 1. */
  revision: uint32Shape,
  shares: sharesShape,
  /** Calls the platform for it. */
  speaker: accountShape,
  /** Stays with the group when income is distributed. */
  reserveUnits: unitsShape,
  foundedAt: atShape,
  distributedUnits: unitsShape,
})
/** Members behind one owner of nodes. */
export type Group = z.infer<typeof groupShape>

/** How a group is to be from a revision on; what its members sign. */
export const groupTermsShape = z.strictObject({
  group: accountShape,
  revision: uint32Shape,
  shares: sharesShape,
  speaker: accountShape,
  reserveUnits: unitsShape,
  /** Until then it can be brought to the chain; whole seconds. */
  deadline: atShape,
})
/** How a group is to be from a revision on. */
export type GroupTerms = z.infer<typeof groupTermsShape>

/** A paper that goes from member to member until all have signed; anybody brings it, a founding only the founder. */
export const groupPaperShape = z.strictObject({
  format: z.literal('powerchain-group-paper'),
  founding: z.strictObject({ founder: accountShape, about: z.string().regex(/^0x[0-9a-f]{64}$/) }).nullable(),
  terms: groupTermsShape,
  signatures: z
    .array(z.strictObject({ member: accountShape, signature: z.string().regex(/^0x[0-9a-fA-F]{130}$/) }))
    .max(2 * mostMembers),
})
/** A paper that goes from member to member until all have signed. */
export type GroupPaper = z.infer<typeof groupPaperShape>

/** What a group is drafted from; without one it is founded. */
export const groupDraftShape = z.strictObject({
  group: accountShape.nullable(),
  shares: sharesShape,
  speaker: accountShape,
  reserveUnits: unitsShape,
  validDays: z.number().int().min(1).max(90),
})
/** What a group is drafted from. */
export type GroupDraft = z.infer<typeof groupDraftShape>

/** Domain of what members of groups sign, without chain and contract (GroupData.sol). */
export const groupDomain = { name: 'Powerchain Groups', version: '1' } as const
/** What members of groups sign. */
export const groupTypes = {
  GroupTerms: [
    { name: 'group', type: 'address' },
    { name: 'revision', type: 'uint32' },
    { name: 'shares', type: 'Share[]' },
    { name: 'speaker', type: 'address' },
    { name: 'reserveUnits', type: 'uint128' },
    { name: 'deadline', type: 'uint40' },
  ],
  Share: [
    { name: 'member', type: 'address' },
    { name: 'ppm', type: 'uint32' },
  ],
}

/**
 * Who has to sign, by ascending account: whose share becomes larger, smaller, new or none; everybody, those who leave too, when it is
 * founded or its speaker or reserve change.
 */
export function touchedBy(before: Group | undefined, terms: GroupTerms): string[] {
  const isForAll =
    before === undefined || !isSame(before.speaker, terms.speaker) || before.reserveUnits !== terms.reserveUnits
  const had = new Map(before?.shares.map(({ member, ppm }) => [member.toLowerCase(), ppm]))
  const has = new Map(terms.shares.map(({ member, ppm }) => [member.toLowerCase(), ppm]))
  const all = [...new Set([...had.keys(), ...has.keys()])].toSorted()
  return all.filter((member) => isForAll || had.get(member) !== has.get(member))
}

/** Shares by ascending account, as the contract wants them. */
export function inOrder(shares: readonly GroupShare[]): GroupShare[] {
  return shares.toSorted((a, b) => (a.member.toLowerCase() < b.member.toLowerCase() ? -1 : 1))
}

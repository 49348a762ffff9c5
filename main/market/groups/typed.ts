import { TypedDataEncoder } from 'ethers'
import { groupDomain, type GroupTerms, groupTypes } from '../../../domain/market/groups.ts'
import type { LedgerValue } from '../../../domain/settlement/ledger.ts'
import type { ActView } from '../acts/plan.ts'

/** Terms as the contract takes them and as they are signed. */
export function encodeGroup(terms: GroupTerms): Record<string, LedgerValue> {
  const { group, revision, shares, speaker, reserveUnits, deadline } = terms
  return {
    group,
    revision: String(revision),
    shares: shares.map(({ member, ppm }) => ({ member, ppm: String(ppm) })),
    speaker,
    reserveUnits,
    deadline: String(Math.floor(deadline / 1_000)),
  }
}

/** Digest that each member signs (GroupData.sol). */
export function groupDigest({ chainId, addressOf }: Pick<ActView, 'chainId' | 'addressOf'>, terms: GroupTerms): string {
  const domain = { ...groupDomain, chainId, verifyingContract: addressOf('NodeGroups') }
  return TypedDataEncoder.hash(domain, groupTypes, encodeGroup(terms))
}

import { hexlify, randomBytes } from 'ethers'
import type { Person } from '../../../domain/access.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import {
  type Group,
  type GroupDraft,
  type GroupPaper,
  type GroupTerms,
  inOrder,
  touchedBy,
} from '../../../domain/market/groups.ts'
import { isSame } from '../../../domain/market/shapes.ts'
import type { ContractName, Ledger, LedgerValue } from '../../../domain/settlement/ledger.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { MarketState } from '../fold/state.ts'
import { keyOf } from '../fold/values.ts'
import { encodeGroup } from './typed.ts'

/** What papers of groups are drafted and signed with. */
export interface PapersNeeds {
  ledger: Pick<Ledger, 'account' | 'addressOf' | 'read'>
  state(): MarketState
  now(): EpochMs
  /** Signature (65 bytes) of terms of a group, by the account's key; `undefined` while it is locked. */
  signGroup(groups: string, terms: Readonly<Record<string, LedgerValue>>): string | undefined
  audit(entry: { person: string; action: string; detail: string }): void
}

const dayMs = 86_400_000

/** Papers by which members agree on a group; they lie nowhere here, and go from hand to hand. */
export function createPapers(needs: PapersNeeds) {
  const { ledger, state, now, signGroup, audit } = needs
  function account(): string {
    const own = ledger.account()
    if (own !== undefined) return own
    throw new PowerchainError('Market.Refused', 'This site has no account yet: make the operator key in the wallet.')
  }
  function addressOf(contract: ContractName): string {
    const address = ledger.addressOf(contract)
    if (address !== undefined) return address
    throw new PowerchainError('Market.Refused', `The network has no contract ${contract}.`)
  }
  function signed(person: Pick<Person, 'name'>, paper: GroupPaper, reason: string): GroupPaper {
    const { terms } = paper
    const own = account()
    if (!touchedBy(state().groups[keyOf(terms.group)], terms).includes(keyOf(own))) return paper
    const signature = signGroup(addressOf('NodeGroups'), encodeGroup(terms))
    if (signature === undefined)
      throw new PowerchainError('Market.Refused', 'Unlock the operator key first: it signs for the member.')
    audit({
      person: person.name,
      action: 'GroupPaperSigned',
      detail: `Group ${terms.group}, revision ${terms.revision}: ${reason}`,
    })
    const others = paper.signatures.filter(({ member }) => !isSame(member, own))
    return { ...paper, signatures: [...others, { member: own, signature }] }
  }
  return {
    /** A paper with our own signature, where it needs one. Errors: `Market.Refused`, `Chain.Silent`. */
    async draft(
      person: Pick<Person, 'name'>,
      { group, validDays, reason, ...draft }: GroupDraft & { reason: string },
    ): Promise<GroupPaper> {
      const before = group === null ? undefined : state().groups[keyOf(group)]
      if (group !== null && !before) throw new PowerchainError('Market.Refused', `There is no group ${group}.`)
      const founding = before ? null : { founder: account(), about: hexlify(randomBytes(32)) }
      const terms: GroupTerms = {
        ...draft,
        group: before?.group ?? (await groupAt(ledger, founding)),
        revision: (before?.revision ?? 0) + 1,
        shares: inOrder(draft.shares),
        deadline: Math.floor(now() / 1_000) * 1_000 + validDays * dayMs,
      }
      return signed(person, { format: 'powerchain-group-paper', founding, terms, signatures: [] }, reason)
    },
    /** The paper with our signature. Errors: `Market.Refused` when it needs none of us or the key is locked. */
    sign(person: Pick<Person, 'name'>, paper: GroupPaper, reason: string): GroupPaper {
      const next = signed(person, paper, reason)
      if (next === paper) throw new PowerchainError('Market.Refused', 'This paper needs no signature of this site.')
      return next
    },
    list: (): Group[] => Object.values(state().groups),
  }
}

async function groupAt(ledger: PapersNeeds['ledger'], founding: GroupPaper['founding']): Promise<string> {
  const args = [founding?.founder ?? '', founding?.about ?? '']
  return String(await ledger.read({ contract: 'NodeGroups', method: 'groupAt', args }))
}

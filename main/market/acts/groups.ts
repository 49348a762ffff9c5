import { recoverAddress } from 'ethers'
import type { MemberAct, TradeAct } from '../../../domain/market/acts.ts'
import { powecOf } from '../../../domain/market/amount.ts'
import { type Group, type GroupPaper, touchedBy, wholePpm } from '../../../domain/market/groups.ts'
import { isSame } from '../../../domain/market/shapes.ts'
import { keyOf } from '../fold/values.ts'
import { encodeGroup, groupDigest } from '../groups/typed.ts'
import { type ActView, type Make, sentences, step } from './plan.ts'

type Bringing = Extract<MemberAct, { act: 'bringGroup' }>
type Sharing = Extract<TradeAct, { act: 'distributeGroup' }>

/** Founds or changes a group by a paper that all whom it touches have signed. */
export const bringGroup: Make<Bringing> = (view, { paper }) => {
  const { terms, founding } = paper
  const before = view.state.groups[keyOf(terms.group)]
  const touched = touchedBy(before, terms)
  const signatures = touched.map(
    (member) => paper.signatures.find((one) => isSame(one.member, member))?.signature ?? '0x',
  )
  const call = founding
    ? step('Found the group', 'NodeGroups', 'createGroup', [founding.about, encodeGroup(terms), signatures])
    : step('Change the group', 'NodeGroups', 'changeGroup', [encodeGroup(terms), signatures])
  return {
    lines: [
      { label: founding ? 'Founds' : 'Changes', words: `group ${terms.group}, revision ${terms.revision}` },
      ...shareLines(before, paper),
      { label: 'Speaks for it', words: terms.speaker },
      { label: 'Reserve', words: `${powecOf(terms.reserveUnits)} POWEC stay with it when income is distributed` },
      ...(before ? [{ label: 'First', words: 'all that it has now is distributed by the old shares' }] : []),
      { label: 'Costs', words: 'nothing but gas' },
    ],
    obstacles: sentences(...paperFaults(view, before, paper), ...signatureFaults(view, touched, paper)),
    steps: [call],
  }
}

/** Gives what a group has above its reserve to its members' free tokens, by their shares. */
export const distributeGroup: Make<Sharing> = ({ state }, { group }) => {
  const found = state.groups[keyOf(group)]
  const free = BigInt(state.free[keyOf(group)] ?? '0')
  return {
    lines: [
      {
        label: 'Distributes',
        words: `what group ${group} has in vault and wallet, ${powecOf(free)} POWEC of it free in the vault`,
      },
      { label: 'Keeps', words: `${powecOf(found?.reserveUnits ?? '0')} POWEC as its reserve` },
      { label: 'To', words: `${found?.shares.length ?? 0} members by their shares, to the unit` },
      { label: 'Costs', words: 'nothing but gas; anybody may do it' },
    ],
    obstacles: sentences(!found && `There is no group ${group}.`),
    steps: [step('Distribute the group’s income', 'NodeGroups', 'distribute', [group])],
  }
}

function shareLines(before: Group | undefined, { terms }: GroupPaper) {
  const was = new Map(before?.shares.map(({ member, ppm }) => [keyOf(member), ppm]))
  const stay = terms.shares.map(({ member, ppm }) => {
    const had = was.get(keyOf(member))
    was.delete(keyOf(member))
    const change = before === undefined || had === ppm ? '' : had === undefined ? ', joins' : `, had ${pctText(had)}`
    return { label: member, words: `${pctText(ppm)} of the income${change}` }
  })
  return [...stay, ...[...was].map(([member, had]) => ({ label: member, words: `leaves, had ${pctText(had)}` }))]
}

function pctText(ppm: number): string {
  return `${ppm / 10_000} %`
}

function paperFaults({ state, now, account }: ActView, before: Group | undefined, { terms, founding }: GroupPaper) {
  const strangers = terms.shares.filter(({ member }) => !state.members[keyOf(member)])
  const sum = terms.shares.reduce((total, { ppm }) => total + ppm, 0)
  return sentences(
    founding !== null && before && 'This group is founded already.',
    founding === null && !before && `There is no group ${terms.group}.`,
    founding !== null &&
      !isSame(founding.founder, account) &&
      `Only ${founding.founder}, who drafted it, can found it.`,
    before &&
      before.revision + 1 !== terms.revision &&
      `The group changed meanwhile: revision ${before.revision + 1} is next.`,
    terms.deadline < now && 'The paper ran out.',
    sum !== wholePpm && `The shares are ${pctText(sum)} together, not 100 %.`,
    !terms.shares.some(({ member }) => isSame(member, terms.speaker)) &&
      'Who speaks for it has to be one of its members.',
    ...strangers.map(({ member }) => `${member} has not joined the platform.`),
  )
}

function signatureFaults(view: ActView, touched: readonly string[], { terms, signatures }: GroupPaper): string[] {
  if (touched.length === 0) return ['The paper changes nothing.']
  const digest = groupDigest(view, terms)
  return touched.flatMap((member) => {
    const found = signatures.find((one) => isSame(one.member, member))
    if (!found) return [`${member} has not signed yet.`]
    return isSame(signerOf(digest, found.signature), member)
      ? []
      : [`The signature of ${member} is for something else.`]
  })
}

function signerOf(digest: string, signature: string): string | undefined {
  try {
    return recoverAddress(digest, signature)
  } catch {
    return undefined
  }
}

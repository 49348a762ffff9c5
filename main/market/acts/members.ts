import { powecOf } from '../../../domain/market/amount.ts'
import type { MemberAct } from '../../../domain/market/acts.ts'
import { type MemberRole, maskOf, memberRoleNames, memberRoles } from '../../../domain/market/names.ts'
import { isSame } from '../../../domain/market/shapes.ts'
import { keyOf } from '../fold/values.ts'
import { kWhText } from '../matching/judged.ts'
import { approval } from './funds.ts'
import { type ActView, type Make, secondsOf, sentences, step } from './plan.ts'
import { verifierRole } from './signed.ts'

type Act<N extends MemberAct['act']> = Extract<MemberAct, { act: N }>

const rights = ['market', 'dispute'] as const
const nobody = `0x${'0'.repeat(40)}`

/** Makes the account a member: pays the admission fee. */
export const join: Make<Act<'join'>> = (view, { referrer, roles }) => {
  const { state, account, wallet } = view
  const fee = BigInt(state.admission.feeUnits)
  const brought = referrer === null ? undefined : state.members[keyOf(referrer)]
  return {
    lines: [
      { label: 'Joins', words: `as ${rolesText(roles)}` },
      { label: 'Fee', words: `${powecOf(fee)} POWEC from the wallet` },
      { label: 'Brought by', words: referrer ?? 'nobody' },
    ],
    obstacles: sentences(
      state.members[keyOf(account)] && 'This account is a member already.',
      isSame(referrer, account) && 'Nobody brings himself.',
      referrer !== null &&
        !brought?.roles.includes('attractor') &&
        'Who refers has to be a member with the role attractor.',
      wallet === null && 'The chain does not say what the wallet holds.',
      wallet !== null &&
        BigInt(wallet.powec) < fee &&
        `The wallet holds ${powecOf(wallet.powec)} POWEC, ${powecOf(fee)} are needed.`,
    ),
    steps: [
      ...approval(view, 'NodeRegistry', fee),
      step('Join', 'NodeRegistry', 'join', [referrer ?? nobody, String(maskOf(roles, memberRoleNames))]),
    ],
  }
}

/** Changes the account's roles. */
export const changeRoles: Make<Act<'changeRoles'>> = (view, { roles }) => {
  const committed = Object.values(view.state.nodes)
    .filter(({ owner }) => isSame(owner, view.account))
    .reduce((sum, { committedWh }) => sum + committedWh, 0)
  return {
    lines: [{ label: 'Roles', words: rolesText(roles) }],
    obstacles: sentences(
      ...memberFaults(view, view.account),
      !roles.includes('storage') &&
        committed > 0 &&
        `Agreements bind ${kWhText(committed)}: the role storage can’t be left.`,
    ),
    steps: [step('Change roles', 'NodeRegistry', 'changeRoles', [String(maskOf(roles, memberRoleNames))])],
  }
}

/** Lets another account act for this one. */
export const delegate: Make<Act<'delegate'>> = (view, { to, rights: given, capUnits, until }) => ({
  lines: [
    { label: 'May act', words: `${to}: ${given.length === 0 ? 'nothing any more' : given.join(', ')}` },
    { label: 'Up to', words: `${powecOf(capUnits)} POWEC in one act, from what lies free in the vault` },
    { label: 'Ends', words: given.length === 0 ? 'at once' : `after ${daysText(until - view.now)}` },
    { label: 'Costs', words: 'nothing but gas; it can be ended at any time' },
  ],
  obstacles: sentences(
    ...memberFaults(view, view.account),
    isSame(to, view.account) && 'It is this account itself.',
    given.length > 0 && until <= view.now && 'It would have ended already.',
    given.length === 0 && !isDelegate(view, to) && 'That account may do nothing now.',
  ),
  steps: [
    step('Delegate', 'NodeRegistry', 'delegate', [to, String(maskOf(given, rights)), capUnits, secondsOf(until)]),
  ],
})

/** As a verifier: vouches for a member. */
export const attest: Make<Act<'attest'>> = (view, { member, kycUntil, group }) => ({
  lines: [
    { label: 'Vouches for', words: member },
    {
      label: 'Group',
      words: group === 0 ? 'none' : `beneficial group ${group}: its members can’t trade with each other`,
    },
  ],
  obstacles: sentences(...verifierFaults(view), ...memberFaults(view, member)),
  steps: [step('Attest', 'NodeRegistry', 'attest', [member, secondsOf(kycUntil), String(group)])],
})

/** As a verifier: admits a node with the rating that was attested. */
export const admitNode: Make<Act<'admitNode'>> = (view, { node, ratingWh }) => ({
  lines: [
    { label: 'Admits', words: `node ${node} with at most ${kWhText(ratingWh)}` },
    { label: 'Then', words: 'its next status makes it ready' },
  ],
  obstacles: sentences(...verifierFaults(view), ...nodeFaults(view, node), ratingWh <= 0 && 'A rating is needed.'),
  steps: [step(`Admit node ${node}`, 'NodeRegistry', 'admitNode', [String(node), String(ratingWh)])],
})

/** As a verifier: suspends a node. */
export const suspendNode: Make<Act<'suspendNode'>> = (view, { node }) => ({
  lines: [{ label: 'Suspends', words: `node ${node}; it has to be admitted again` }],
  obstacles: sentences(...verifierFaults(view), ...nodeFaults(view, node)),
  steps: [step(`Suspend node ${node}`, 'NodeRegistry', 'suspendNode', [String(node)])],
})

function daysText(ms: number): string {
  return `${Math.max(0, Math.round(ms / 86_400_000))} days`
}

function isDelegate({ state, account }: ActView, to: string): boolean {
  return state.members[keyOf(account)]?.delegates.some((one) => isSame(one.to, to)) ?? false
}

function rolesText(roles: readonly MemberRole[]): string {
  return roles.length === 0 ? 'nothing yet' : roles.map((role) => memberRoles[role].toLowerCase()).join(', ')
}

function memberFaults({ state }: ActView, account: string): string[] {
  return state.members[keyOf(account)] ? [] : [`${account} is no member.`]
}

function verifierFaults({ state, account }: ActView): string[] {
  const isVerifier = (state.holders[verifierRole] ?? []).some((held) => isSame(held, account))
  return isVerifier ? [] : ['Only verifiers may do that; this account is none.']
}

function nodeFaults({ state }: ActView, id: number): string[] {
  const node = state.nodes[id]
  if (!node) return [`There is no node ${id}.`]
  return node.state === 'retired' ? [`Node ${id} is retired.`] : []
}

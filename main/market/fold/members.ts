import { memberRoleNames, namesOf } from '../../../domain/market/names.ts'
import { isSame } from '../../../domain/market/shapes.ts'
import { factorOf, type MarketState } from './state.ts'
import { count, type Fields, instantOf, keyOf, type Steps, text } from './values.ts'

const rights = ['market', 'dispute'] as const

/** What the registry tells of members, roles of its own and the table of kinds. */
export const memberSteps: Steps<MarketState> = {
  MemberJoined(state, args, { blockAt }) {
    const account = text(args, 'member')
    const referralUnits = text(args, 'referral')
    state.members[keyOf(account)] = {
      account,
      roles: namesOf(count(args, 'roles'), memberRoleNames),
      joinedAt: blockAt,
      kycUntil: 0,
      group: 0,
      // the registry forgets who referred when nothing waits for him
      referrer: referralUnits === '0' ? null : text(args, 'referrer'),
      referralUnits,
      hasVerifiedNode: false,
      delegates: [],
    }
  },
  RolesChanged(state, args) {
    const member = memberOf(state, args)
    if (member) member.roles = namesOf(count(args, 'roles'), memberRoleNames)
  },
  Attested(state, args) {
    const member = memberOf(state, args)
    if (member) [member.kycUntil, member.group] = [instantOf(args, 'kycUntil'), count(args, 'group')]
  },
  ReferralReleased(state, args) {
    const member = memberOf(state, args)
    if (member) member.referralUnits = '0'
  },
  Delegated(state, args) {
    const member = memberOf(state, args)
    if (!member) return
    const to = text(args, 'to')
    const others = member.delegates.filter((given) => !isSame(given.to, to))
    const given = namesOf(count(args, 'rights'), rights)
    const mine = { to, rights: given, capUnits: text(args, 'capUnits'), until: instantOf(args, 'until') }
    member.delegates = given.length === 0 ? others : [...others, mine]
  },
  AdmissionSet(state, args) {
    const { admission } = state
    ;[admission.feeUnits, admission.fund] = [text(args, 'feeUnits'), text(args, 'fund')]
    admission.referralPpm = count(args, 'referralPpm')
  },
  RoleGranted(state, args) {
    const [role, account] = [text(args, 'role'), text(args, 'account')]
    state.holders[role] = [...(state.holders[role] ?? []).filter((held) => !isSame(held, account)), account]
  },
  RoleRevoked(state, args) {
    const [role, account] = [text(args, 'role'), text(args, 'account')]
    state.holders[role] = (state.holders[role] ?? []).filter((held) => !isSame(held, account))
  },
  KindFactorScheduled(state, args, { blockAt }) {
    const kind = count(args, 'kind')
    const [nextPpm, dueAt] = [count(args, 'ppm'), instantOf(args, 'dueAt')]
    state.kindFactors[kind] = { ppm: factorOf(state, kind, blockAt), nextPpm, dueAt }
  },
}

function memberOf(state: MarketState, args: Fields) {
  return state.members[keyOf(text(args, 'member'))]
}

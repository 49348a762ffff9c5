import type { MarketState } from './state.ts'
import { count, type Fields, keyOf, plus, type Steps, text } from './values.ts'

/** What the contract of groups tells. */
export const groupSteps: Steps<MarketState> = {
  GroupCreated(state, args, { blockAt }) {
    const group = text(args, 'group')
    state.groups[keyOf(group)] = {
      group,
      founder: text(args, 'founder'),
      revision: 0,
      shares: [],
      speaker: '',
      reserveUnits: '0',
      foundedAt: blockAt,
      distributedUnits: '0',
    }
  },
  GroupChanged(state, args) {
    const shares = Object.values(args['shares'] ?? []) as Fields[]
    change(state, args, {
      revision: count(args, 'revision'),
      shares: shares.map((share) => ({ member: text(share, 'member'), ppm: count(share, 'ppm') })),
      speaker: text(args, 'speaker'),
      reserveUnits: text(args, 'reserveUnits'),
    })
  },
  SpeakerAppointed: (state, args) =>
    change(state, args, { revision: count(args, 'revision'), speaker: text(args, 'speaker') }),
  IncomeDistributed(state, args) {
    const found = state.groups[keyOf(text(args, 'group'))]
    if (found) found.distributedUnits = plus(found.distributedUnits, text(args, 'units'))
  },
}

function change(state: MarketState, args: Fields, to: Partial<MarketState['groups'][string]>): void {
  const found = state.groups[keyOf(text(args, 'group'))]
  if (found) Object.assign(found, to)
}

import type { MarketState } from './state.ts'
import { count, type Fields, instantOf, keyOf, minus, plus, type Steps, text } from './values.ts'

/** What the vault tells of free tokens and of what modules may hold. */
export const vaultSteps: Steps<MarketState> = {
  Deposited: (state, args) => add(state, text(args, 'account'), text(args, 'units')),
  Withdrawn: (state, args) => takeFree(state, text(args, 'account'), text(args, 'units')),
  Released: (state, args) => add(state, text(args, 'to'), text(args, 'units')),
  Allowed(state, args) {
    state.allowed[allowanceKey(text(args, 'account'), text(args, 'module'))] = {
      units: text(args, 'units'),
      until: instantOf(args, 'until'),
    }
  },
  Held(state, args) {
    const [from, units] = [text(args, 'from'), text(args, 'units')]
    takeFree(state, from, units)
    const allowance = state.allowed[allowanceKey(from, text(args, 'module'))]
    if (allowance) allowance.units = minus(allowance.units, units)
  },
}

/** What lists of payouts tell. */
export const payoutSteps: Steps<MarketState> = {
  ListFunded(state, args, { blockAt }) {
    const list = text(args, 'list')
    state.lists[list] = {
      list,
      payer: text(args, 'payer'),
      totalUnits: text(args, 'total'),
      leftUnits: text(args, 'total'),
      payees: count(args, 'count'),
      mode: count(args, 'mode') === 1 ? 'push' : 'claim',
      expiresAt: instantOf(args, 'expiresAt'),
      fundedAt: blockAt,
    }
  },
  ChunkPushed: pay,
  Claimed: pay,
  ListReclaimed: pay,
}

/** Key of what a module may hold of an account. */
export function allowanceKey(account: string, module: string): string {
  return `${keyOf(account)}/${keyOf(module)}`
}

function add({ free }: MarketState, account: string, units: string): void {
  free[keyOf(account)] = plus(free[keyOf(account)], units)
}

function takeFree({ free }: MarketState, account: string, units: string): void {
  free[keyOf(account)] = minus(free[keyOf(account)], units)
}

function pay(state: MarketState, args: Fields): void {
  const list = state.lists[text(args, 'list')]
  if (list) list.leftUnits = minus(list.leftUnits, text(args, 'units'))
}

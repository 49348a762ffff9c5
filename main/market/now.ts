import { storageKindNames } from '../../domain/market/names.ts'
import { isSame } from '../../domain/market/shapes.ts'
import type { MarketNow } from '../../domain/rpc/market/shapes.ts'
import type { Ledger } from '../../domain/settlement/ledger.ts'
import type { EpochMs } from '../../domain/units.ts'
import { allowedTo, freeOf } from './acts/funds.ts'
import type { Controller } from './acts/plan.ts'
import { verifierRole } from './acts/signed.ts'
import { afterWaiting } from './acts/waiting.ts'
import type { MarketState } from './fold/state.ts'
import { keyOf } from './fold/values.ts'
import { goingTariffs } from './matching/tariffs.ts'

/** How this site stands in the market. */
export function nowOf(given: { state: MarketState; ledger: Ledger; controller: Controller; at: EpochMs }): MarketNow {
  const { state, ledger, controller, at } = given
  const { state: chain, words, since, blockAt, isPractice } = ledger.now()
  const account = ledger.account()
  const key = keyOf(account ?? '')
  const { wrapped } = state
  const addressOf = (name: Parameters<Ledger['addressOf']>[0]) => ledger.addressOf(name) ?? ''
  const standing = { state, account: account ?? '', now: at, addressOf, wallet: null }
  const after = afterWaiting(standing, account === undefined ? [] : ledger.waiting())
  const going = goingTariffs(state)
  const [free, left] = [freeOf(standing), freeOf(after)]
  return {
    chain: { state: chain, words, since, blockAt, isPractice },
    at,
    account: account ?? null,
    member: state.members[key] ?? null,
    isVerifier: (state.holders[verifierRole] ?? []).some((held) => isSame(held, account)),
    controller: controller.address() ?? null,
    admission: { feeUnits: state.admission.feeUnits, referralPpm: state.admission.referralPpm },
    nodes: Object.values(state.nodes).flatMap(({ node, owner }) => (isSame(owner, account) ? [node] : [])),
    // what is on its way into the vault is not there yet
    freeUnits: String(left < free ? left : free),
    reservedUnits: String(after.reservedUnits),
    allowedUnits: String(allowedTo(after, 'StorageMarket')),
    wrappedUnits: wrapped.balances[key] ?? '0',
    votesUnits: wrapped.votes[key] ?? '0',
    delegate: wrapped.delegates[key] ?? null,
    tariffs: storageKindNames.flatMap((kind) => {
      const isOffered = Object.values(state.offers).some(({ node }) => state.nodes[node]?.kind === kind)
      const prices = isOffered ? going(kind) : undefined
      return prices ? [{ kind, prices }] : []
    }),
  }
}

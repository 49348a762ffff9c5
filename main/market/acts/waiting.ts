import { escrowOf } from '../../../domain/market/cost.ts'
import type { RequestTerms } from '../../../domain/market/book.ts'
import { storageKindNames } from '../../../domain/market/names.ts'
import { isSame } from '../../../domain/market/shapes.ts'
import type { ContractName, LedgerEvent, LedgerValue, WaitingCall } from '../../../domain/settlement/ledger.ts'
import { fold } from '../fold/fold.ts'
import { termsOf } from '../fold/requests.ts'
import { factorOf, type MarketState } from '../fold/state.ts'
import type { Fields } from '../fold/values.ts'
import { allowedTo } from './funds.ts'
import type { ActView, Wallet } from './plan.ts'

type Told = Pick<LedgerEvent, 'contract' | 'name' | 'args'>
type Place = Pick<ActView, 'account' | 'now' | 'addressOf'>
type Standing = Place & { state: MarketState }

/** Presence bond of a challenge, units (NodeRegistry). */
export const challengeUnits = 100n * 10n ** 18n
const nobody = `0x${'0'.repeat(40)}`

/** Escrow that a request needs as factors stand, units. */
export function escrowNeeded(state: Pick<MarketState, 'kindFactors'>, terms: RequestTerms, now: number): bigint {
  return escrowOf(terms, Math.max(...terms.kinds.map((kind) => factorOf(state, storageKindNames.indexOf(kind), now))))
}

/**
 * What the contracts will tell of tokens and capacity when a call of ours is carried out. What others may give back to us meanwhile is
 * not counted on.
 */
const tells: Readonly<Record<string, (args: readonly LedgerValue[], standing: Standing) => Told[]>> = {
  'EscrowVault.deposit': ([units = '0'], { account }) => [vault('Deposited', { account, units })],
  'EscrowVault.withdraw': ([units = '0'], { account }) => [vault('Withdrawn', { account, units })],
  'EscrowVault.allow': ([module = '', units = '0', until = '0'], { account }) => [
    vault('Allowed', { account, module, units, until }),
  ],
  'StorageMarket.request': ([given], standing) => {
    const terms = termsOf(given as Fields)
    if (!isSame(terms.payer, standing.account)) return []
    return held(standing, 'StorageMarket', escrowNeeded(standing.state, terms, standing.now))
  },
  'DisputeDesk.open': stake,
  'DisputeDesk.respond': stake,
  'DisputeDesk.appeal': stake,
  'StorageMarket.offer': ([id = '', energy = '0'], { state }) => {
    const node = state.nodes[String(id)]
    if (!node) return []
    const args = { node: id, offeredWh: `${node.offeredWh + Number(energy)}`, committedWh: `${node.committedWh}` }
    return [{ contract: 'NodeRegistry', name: 'CapacityUsed', args }]
  },
  'PowecVotes.depositFor': ([to = '', value = '0']) => [votes({ from: nobody, to, value })],
  'PowecVotes.withdrawTo': ([, value = '0'], { account }) => [votes({ from: account, to: nobody, value })],
}

/** What a call of ours takes from the wallet, units, and which contract takes it. */
const takes: Readonly<Record<string, (args: readonly LedgerValue[], standing: Standing) => bigint>> = {
  'EscrowVault.deposit': ([units]) => BigInt(String(units)),
  'PowecVotes.depositFor': ([, units]) => BigInt(String(units)),
  'NodeRegistry.join': (_, { state }) => BigInt(state.admission.feeUnits),
  'NodeRegistry.challengePresence': () => challengeUnits,
}

/** Things as they will stand when all that waits in the outbox went out, in order: new acts are checked against that. */
export function afterWaiting<V extends Standing & { wallet: Wallet | null }>(
  view: V,
  waiting: readonly WaitingCall[],
): V & { reservedUnits: bigint } {
  const next = { ...view, state: waiting.length === 0 ? view.state : copied(view.state), reservedUnits: 0n }
  for (const { contract, method, args, isMined } of waiting) {
    const call = `${contract}.${method}`
    // a node that is asked for balances knows already what is in a block
    if (next.wallet && !isMined) next.wallet = walletAfter(next.wallet, { contract, call, args }, next)
    for (const told of tells[call]?.(args, next) ?? []) {
      if (told.name === 'Held' || told.name === 'Withdrawn') next.reservedUnits += BigInt(String(told.args['units']))
      fold([{ ...told, ...unmined, blockAt: next.now }], next.state)
    }
  }
  return next
}

const unmined = { block: 0, logIndex: 0, transaction: '', isFinal: false } as const

function walletAfter(
  wallet: Wallet,
  { contract, call, args }: { contract: ContractName; call: string; args: readonly LedgerValue[] },
  standing: Standing,
): Wallet {
  if (call === 'PowecToken.approve') {
    const [spender, units] = args.map(String)
    const name = takers.find((taker) => isSame(standing.addressOf(taker), spender))
    return name ? { ...wallet, approved: { ...wallet.approved, [name]: units ?? '0' } } : wallet
  }
  const units = takes[call]?.(args, standing) ?? 0n
  if (units === 0n) return wallet
  const less = (have: string | undefined) => String(atLeast0(BigInt(have ?? '0') - units))
  return {
    powec: less(wallet.powec),
    approved: { ...wallet.approved, [contract]: less(wallet.approved[contract]) },
  }
}

/** Contracts that take tokens from the wallet. */
export const takers = ['EscrowVault', 'NodeRegistry', 'PowecVotes'] as const satisfies readonly ContractName[]

function copied(state: MarketState): MarketState {
  const { free, allowed, nodes, wrapped } = state
  return { ...state, ...structuredClone({ free, allowed, nodes, wrapped }) }
}

/** The desk holds the whole bond that it was allowed just before. */
function stake(_: readonly LedgerValue[], standing: Standing): Told[] {
  return held(standing, 'DisputeDesk', allowedTo(standing, 'DisputeDesk'))
}

function held({ account, addressOf }: Place, by: ContractName, units: bigint): Told[] {
  return [vault('Held', { from: account, module: addressOf(by), units: String(units) })]
}

function vault(name: string, args: Fields): Told {
  return { contract: 'EscrowVault', name, args }
}

function votes(args: Fields): Told {
  return { contract: 'PowecVotes', name: 'Transfer', args }
}

function atLeast0(units: bigint): bigint {
  return units < 0n ? 0n : units
}

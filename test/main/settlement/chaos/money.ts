import { AbiCoder, id, keccak256, solidityPacked, Wallet, ZeroHash } from 'ethers'
import type { LedgerAct } from '../../../../domain/settlement/ledger.ts'
import type { World } from './world.ts'

/** A payout of a run: a total split among payees by weights, and the acts that bring it to them. */
export interface Payout {
  total: bigint
  payees: string[]
  /** What each must get, by largest remainder. */
  shares: bigint[]
  acts: LedgerAct[]
}

function call(contract: LedgerAct['contract'], method: string, ...args: LedgerAct['args']): LedgerAct {
  const key = `${contract}.${method}`
  return { contract, method, args, key, words: method, author: 'Anna', reason: 'chaos' }
}

/** A payout by numbers of chance: deposit, permission, list, chunk. */
export function payoutOf(world: World, random: () => number, until: number): Payout {
  const total = 10n ** 18n * BigInt(1 + Math.floor(random() * 10_000)) + BigInt(Math.floor(random() * 1e9))
  const weights = Array.from({ length: 2 + Math.floor(6 * random()) }, () => BigInt(1 + Math.floor(random() * 1e6)))
  const payees = weights.map((_, i) => new Wallet(id(`payee ${i}`)).address)
  const shares = largestRemainder(total, weights)
  const [vault = '', lists = ''] = ['EscrowVault', 'PayoutLists'].map((name) => world.manifest.contracts[name]?.address)
  const about = id('payout of chaos')
  const list = keccak256(AbiCoder.defaultAbiCoder().encode(['address', 'bytes32'], [world.operator, about]))
  const entries = payees.map((payee, i) => BigInt(payee) | ((shares[i] ?? 0n) << 160n))
  const link = AbiCoder.defaultAbiCoder().encode(
    ['bytes32', 'bytes32', 'uint256', 'bytes32', 'bytes32'],
    [id('powerchain.payout.chunk.v1'), list, 0, keccak256(solidityPacked(['uint256[]'], [entries])), ZeroHash],
  )
  const acts = [
    call('PowecToken', 'approve', vault, String(total)),
    call('EscrowVault', 'deposit', String(total)),
    call('EscrowVault', 'allow', lists, String(total), String(until)),
    call('PayoutLists', 'fundList', about, keccak256(link), String(total), String(payees.length), '1', String(until)),
    call('PayoutLists', 'pushChunk', list, entries.map(String), ZeroHash),
  ]
  return { total, payees, shares, acts }
}

/** Whole numbers that add up to a total, each within one of its share; the product has a routine of its own. */
function largestRemainder(total: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((a, b) => a + b, 0n)
  const shares = weights.map((weight) => (total * weight) / sum)
  const rests = weights
    .map((weight, i) => ({ i, rest: (total * weight) % sum }))
    .sort((a, b) => {
      if (a.rest === b.rest) return a.i - b.i
      return a.rest > b.rest ? -1 : 1
    })
  const missing = Number(total - shares.reduce((a, b) => a + b, 0n))
  for (const { i } of rests.slice(0, missing)) shares[i] = (shares[i] ?? 0n) + 1n
  return shares
}

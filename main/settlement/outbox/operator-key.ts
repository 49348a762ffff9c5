import { Transaction, Wallet } from 'ethers'

/** A transaction before it is signed. */
export interface Unsigned {
  chainId: number
  nonce: number
  to: string
  data: string
  gasLimit: bigint
  maxFeePerGas: bigint
  maxPriorityFeePerGas: bigint
}

/** The key that pays gas and brings bytes to the chain; it can delay, never alter. */
export interface OperatorKey {
  /** `undefined` while locked. */
  address(): string | undefined
  /**
   * Signs for the chain and contracts of the manifest alone.
   * @throws RangeError for any other
   */
  sign(transaction: Unsigned): { raw: string; hash: string }
}

/** Keys that everybody knows, of practice chains: they sign nowhere else. */
const practiceChains: ReadonlySet<number> = new Set([31_337, 1_337])

/** An operator's key that is open; `allowed` are the contracts it may call, in any spelling. */
export function createOperatorKey(given: {
  privateKey: string
  chainId: number
  allowed: readonly string[]
  isPublished: boolean
}): OperatorKey {
  const { privateKey, chainId, isPublished } = given
  if (isPublished && !practiceChains.has(chainId))
    throw new RangeError(`a key that everybody knows signs nothing for chain ${chainId}`)
  const wallet = new Wallet(privateKey)
  const allowed = new Set(given.allowed.map((address) => address.toLowerCase()))
  return {
    address: () => wallet.address,
    sign(transaction) {
      if (transaction.chainId !== chainId) throw new RangeError(`chain ${transaction.chainId} instead of ${chainId}`)
      const isOwn = transaction.to.toLowerCase() === wallet.address.toLowerCase() && transaction.data === '0x'
      if (!isOwn && !allowed.has(transaction.to.toLowerCase()))
        throw new RangeError(`${transaction.to} is no contract of the manifest`)
      const signed = Transaction.from({ ...transaction, type: 2, value: 0n })
      signed.signature = wallet.signingKey.sign(signed.unsignedHash)
      const { serialized: raw, hash } = signed
      if (!hash) throw new RangeError('a transaction without a hash')
      return { raw, hash }
    },
  }
}

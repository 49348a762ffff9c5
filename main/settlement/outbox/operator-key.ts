import { Transaction, Wallet } from 'ethers'
import { type Typed, typedDigest } from '../hashing/typed.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import { isPublished, practiceChainId } from '../practice/published.ts'

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
  /** Signs that a line of an agreement is right, as the member; 65 bytes. */
  signAcceptance(separator: Uint8Array, fields: Typed): string
}

/**
 * An operator's key that is open; `allowed` are the contracts it may call, in any spelling.
 * @throws PowerchainError `Config.Invalid` for a key that everybody knows, at any chain but a practice chain
 */
export function createOperatorKey(given: {
  privateKey: string
  chainId: number
  allowed(): readonly string[]
}): OperatorKey {
  const { privateKey, chainId, allowed } = given
  const wallet = new Wallet(privateKey)
  if (isPublished(wallet.address) && chainId !== practiceChainId)
    throw new PowerchainError(
      'Config.Invalid',
      `Everybody knows the key of ${wallet.address}: it signs nothing for chain ${chainId}.`,
    )
  return {
    address: () => wallet.address,
    sign(transaction) {
      if (transaction.chainId !== chainId) throw new RangeError(`chain ${transaction.chainId} instead of ${chainId}`)
      const to = transaction.to.toLowerCase()
      const isOwn = to === wallet.address.toLowerCase() && transaction.data === '0x'
      if (!isOwn && !allowed().some((address) => address.toLowerCase() === to))
        throw new RangeError(`${transaction.to} is no contract of the manifest`)
      const signed = Transaction.from({ ...transaction, type: 2, value: 0n })
      signed.signature = wallet.signingKey.sign(signed.unsignedHash)
      const { serialized: raw, hash } = signed
      if (!hash) throw new RangeError('a transaction without a hash')
      return { raw, hash }
    },
    signAcceptance: (separator, fields) =>
      wallet.signingKey.sign(typedDigest(separator, 'LineAcceptance', fields)).serialized,
  }
}

import { Transaction, TypedDataEncoder, Wallet } from 'ethers'
import { groupDomain, groupTypes } from '../../../domain/market/groups.ts'
import { retailDomain, retailTypes } from '../../../domain/retail/typed-data.ts'
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
  /**
   * Signs a `ConsumerContract` for the billing contract at an address of the manifest, as the supplier; 65 bytes. Nothing else that
   * is typed for it is signed.
   * @throws RangeError for any other address
   */
  signSupply(billing: string, fields: Readonly<Record<string, string | number>>): string
  /**
   * Signs `GroupTerms` for the contract of groups at an address of the manifest, as a member; 65 bytes.
   * @throws RangeError for any other address
   */
  signGroup(groups: string, terms: Readonly<Record<string, unknown>>): string
}

const supplyTypes = {
  ConsumerContract: retailTypes.ConsumerContract.split(',').map((field) => {
    const [type = '', name = ''] = field.split(' ')
    return { type, name }
  }),
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
  const isOfManifest = (contract: string) =>
    allowed().some((address) => address.toLowerCase() === contract.toLowerCase())
  if (isPublished(wallet.address) && chainId !== practiceChainId)
    throw new PowerchainError(
      'Config.Invalid',
      `Everybody knows the key of ${wallet.address}: it signs nothing for chain ${chainId}.`,
    )
  return {
    address: () => wallet.address,
    sign(transaction) {
      if (transaction.chainId !== chainId) throw new RangeError(`chain ${transaction.chainId} instead of ${chainId}`)
      const isOwn = transaction.to.toLowerCase() === wallet.address.toLowerCase() && transaction.data === '0x'
      if (!isOwn && !isOfManifest(transaction.to))
        throw new RangeError(`${transaction.to} is no contract of the manifest`)
      const signed = Transaction.from({ ...transaction, type: 2, value: 0n })
      signed.signature = wallet.signingKey.sign(signed.unsignedHash)
      const { serialized: raw, hash } = signed
      if (!hash) throw new RangeError('a transaction without a hash')
      return { raw, hash }
    },
    signAcceptance: (separator, fields) =>
      wallet.signingKey.sign(typedDigest(separator, 'LineAcceptance', fields)).serialized,
    signSupply(billing, fields) {
      if (!isOfManifest(billing)) throw new RangeError(`${billing} is no contract of the manifest`)
      const domain = { ...retailDomain, chainId, verifyingContract: billing }
      return wallet.signingKey.sign(TypedDataEncoder.hash(domain, supplyTypes, fields)).serialized
    },
    signGroup(groups, terms) {
      if (!isOfManifest(groups)) throw new RangeError(`${groups} is no contract of the manifest`)
      const domain = { ...groupDomain, chainId, verifyingContract: groups }
      return wallet.signingKey.sign(TypedDataEncoder.hash(domain, groupTypes, { ...terms })).serialized
    },
  }
}

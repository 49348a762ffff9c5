import { settlementDomain, typedData, type TypedName } from '../../../domain/settlement/typed-data.ts'
import { keccak, keccakText } from './keccak.ts'
import { bytesOf, words } from './words.ts'

/** A value of signed data: numbers as they are, `bytes32` and addresses as bytes. */
export type TypedValue = Uint8Array | bigint | number

/** Where signatures hold: no other chain, no other contract. */
export interface SettlementPlace {
  chainId: number
  /** Address of the settlement contract, 0x and 40 digits. */
  contract: string
}

/** Hash of a struct's type, EIP-712 `typeHash`. */
export function typeHash(name: TypedName): Uint8Array {
  return keccakText(`${name}(${typedData[name]})`)
}

const domainType = keccakText('EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)')

/** EIP-712 domain separator of the settlement contract. */
export function domainSeparator({ chainId, contract }: SettlementPlace): Uint8Array {
  const address = new Uint8Array(32)
  address.set(bytesOf(contract, 20), 12)
  const { name, version } = settlementDomain
  return keccak(words(domainType, keccakText(name), keccakText(version), chainId, address))
}

/** The fields of a struct by their names. */
export type Typed = Readonly<Record<string, TypedValue>>

/**
 * Digest that is signed: `keccak256(0x1901 || separator || hash of the struct)`.
 * @throws RangeError when a field is missing or does not fit its type
 */
export function typedDigest(separator: Uint8Array, name: TypedName, fields: Typed): Uint8Array {
  const values = typedData[name].split(',').map((field) => checked(field, fields))
  const bytes = new Uint8Array(66)
  bytes.set([0x19, 0x01])
  bytes.set(separator, 2)
  bytes.set(keccak(words(typeHash(name), ...values)), 34)
  return keccak(bytes)
}

function checked(field: string, fields: Typed): TypedValue {
  const [type = '', name = ''] = field.split(' ')
  const value = fields[name]
  const bits = Number(/^uint(\d+)$/.exec(type)?.[1] ?? 0)
  const fits =
    bits === 0
      ? value instanceof Uint8Array && value.length === 32
      : value !== undefined && !(value instanceof Uint8Array) && value >= 0 && BigInt(value) < 1n << BigInt(bits)
  if (value === undefined || !fits) throw new RangeError(`${name} must be a ${type}`)
  return value
}

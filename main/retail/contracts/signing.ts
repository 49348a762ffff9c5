import type { BillingPlace } from '../../../domain/retail/bill.ts'
import { retailDomain, retailTypes } from '../../../domain/retail/typed-data.ts'
import { retailFault } from '../fault.ts'

/** What is signed, ready to be hashed and shown. */
export interface ToSign {
  name: 'ConsumerContract' | 'TariffSwitch'
  fields: Record<string, string | number>
}

/** A request for `eth_signTypedData_v4`, as wallets take it. */
export function typedDataOf({ chainId, contract }: BillingPlace, { name, fields }: ToSign): string {
  return JSON.stringify(
    {
      types: {
        EIP712Domain: typesOf('string name,string version,uint256 chainId,address verifyingContract'),
        [name]: typesOf(retailTypes[name]),
      },
      primaryType: name,
      domain: { ...retailDomain, chainId, verifyingContract: contract },
      message: fields,
    },
    undefined,
    2,
  )
}

/** 64 bytes, r and s with the parity in its highest bit, of a signature of 65 or 64 bytes. Errors: `Retail.Invalid`. */
export function compactOf(signature: string): string {
  if (signature.length === 130) return signature.toLowerCase()
  const bytes = Buffer.from(signature.slice(2), 'hex')
  const v = bytes[64] ?? 0
  const parity = v >= 27 ? v - 27 : v
  if (parity > 1 || (bytes[32] ?? 0) > 0x7f) throw retailFault('The signature has no form that is accepted.')
  if (parity === 1) bytes[32] = (bytes[32] ?? 0) | 0x80
  return `0x${bytes.subarray(0, 64).toString('hex')}`
}

/** 65 bytes of a signature kept as 64: contracts take no short ones. */
export function fullOf(compact: string): string {
  const bytes = Buffer.from(compact.slice(2), 'hex')
  const parity = (bytes[32] ?? 0) >> 7
  bytes[32] = (bytes[32] ?? 0) & 0x7f
  return `0x${bytes.toString('hex')}${(27 + parity).toString(16)}`
}

function typesOf(text: string) {
  return text.split(',').map((field) => {
    const [type = '', name = ''] = field.split(' ')
    return { name, type }
  })
}

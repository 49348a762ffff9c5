import type { Bill, BillingPlace } from '../../../domain/retail/bill.ts'
import type { Plan } from '../../../domain/retail/plan.ts'
import { retailDomain, retailTags, type RetailType, retailTypes } from '../../../domain/retail/typed-data.ts'
import { canonicalJson } from './canonical.ts'
import type { Hashing, RetailSalts, SaltedLeaf, Word } from './hashing.ts'

const encoder = new TextEncoder()

/** A payment on a bill, as its leaf holds it. */
export interface PaymentLeaf {
  /** Id of the list: hash of the bank's file. */
  list: string
  index: number
  /** Leaf of the bill. */
  bill: string
  amount: bigint
  shares: readonly bigint[]
  bankReference: string
  salt: Uint8Array
}

/** Energy of a meter point in a quarter, as its leaf holds it: codes as in statements, the quantity in Wh. */
export interface MeteredLine {
  meterPoint: string
  index: number
  quarter: number
  register: number
  quality: number
  source: number
  quantity: number
}

/** Hashes of retail: leaves of bills and payments, plans, meter points, and what consumers sign. */
export type Leaves = ReturnType<typeof createLeaves>

/** Hashes for bills, field for field those of the billing contract. */
export function createLeaves({ hashing, salts }: { hashing: Hashing; salts: RetailSalts }) {
  const { keccak, words, bytesOf, hex } = hashing
  const text = (value: string) => keccak(encoder.encode(value))
  const double = (...values: Word[]) => keccak(keccak(words(...values)))
  const address = (value: string) => padded(bytesOf(value, 20))
  const separator = ({ chainId, contract }: BillingPlace) =>
    keccak(
      words(
        text('EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)'),
        text(retailDomain.name),
        text(retailDomain.version),
        chainId,
        address(contract),
      ),
    )
  const sharesHash = (shares: readonly (bigint | string)[]) => keccak(words(...shares.map(BigInt)))
  return {
    /** Hash of a meter point's name and its salt: `keccak256(abi.encode(salt, name))`. */
    meterPoint(name: string): string {
      const bytes = encoder.encode(name)
      const encoded = new Uint8Array(96 + 32 * Math.ceil(bytes.length / 32))
      encoded.set(words(salts.meterPoint(name), 64, bytes.length))
      encoded.set(bytes, 96)
      return hex(keccak(encoded))
    },
    meterPointSalt: (name: string) => hex(salts.meterPoint(name)),
    leafSalt: (kind: SaltedLeaf, list: number, index: number) => hex(salts.leaf(kind, list, index)),
    /** Hash of a document by which damage shows: of its JSON with sorted keys. */
    contentHash: (document: unknown) => hex(text(canonicalJson(document))),
    /** Hash of any text, 0x and 64 digits. */
    textHash: (value: string) => hex(text(value)),
    /** Hash of a plan's document. */
    planHash: (plan: Plan) => hex(text(canonicalJson(plan))),
    /** Leaf of a bill, which is also its id on the chain; its hash of components binds the bill as a whole. */
    bill(place: BillingPlace, bill: Bill): Uint8Array {
      const { supplier, run, index, meterPoint, plan, total, shares, formula, dueAt, salt } = bill
      const head = [text(retailTags.bill), separator(place), supplier, run, index, bytesOf(meterPoint), plan.id]
      const money = [BigInt(total), text(canonicalJson(bill)), sharesHash(shares), formula.id, formula.version]
      return double(...head, ...money, Math.floor(dueAt / 1_000), bytesOf(salt))
    },
    /** Leaf of a payment in the tree of its list. */
    payment({ list, index, bill, amount, shares, bankReference, salt }: PaymentLeaf): Uint8Array {
      const reference = text(bankReference)
      const tag = text(retailTags.payment)
      return double(tag, bytesOf(list), index, bytesOf(bill), amount, sharesHash(shares), reference, salt)
    },
    /**
     * Leaf of a line, packed as in statements, but bound to the billing contract and the supplier. Bills keep no registers of
     * quarters: the closing one is 0.
     */
    line(place: BillingPlace, supplier: number, line: MeteredLine, salt: string): Uint8Array {
      const context = keccak(words(text(retailTags.line), separator(place), supplier, line.quarter))
      const word2 = new Uint8Array(32)
      word2.set(words(BigInt(line.quantity)))
      word2.set(bytesOf(salt).subarray(0, 16))
      return double(context, bytesOf(line.meterPoint), lineWord(line), word2)
    },
    /** Digest that is signed, EIP-712. Fields by name: numbers, or bytes as 0x text. */
    typed: (place: BillingPlace, name: RetailType, fields: TypedFields): string =>
      hex(typedDigest(hashing, separator(place), name, fields)),
  }
}

/** The packed facts of a line from bit 0: index, quarter, register, unit (1 = Wh), quality, source, agreement (none), first meter. */
function lineWord({ index, quarter, register, quality, source }: MeteredLine): bigint {
  const facts: [number, bigint][] = [
    [index, 0n],
    [quarter, 16n],
    [register, 48n],
    [1, 56n],
    [quality, 64n],
    [source, 72n],
    [1, 144n],
  ]
  return facts.reduce((word, [value, bit]) => word | (BigInt(value) << bit), 0n)
}

/** Fields of a struct by name: numbers, or bytes as 0x text. */
type TypedFields = Readonly<Record<string, string | number | bigint>>

function typedDigest(
  { keccak, words, bytesOf }: Hashing,
  separator: Uint8Array,
  name: RetailType,
  fields: TypedFields,
): Uint8Array {
  const values = retailTypes[name].split(',').map((field): Word => {
    const [type = '', key = ''] = field.split(' ')
    const value = fields[key]
    if (value === undefined) throw new RangeError(`${name}.${key} is missing`)
    if (type === 'address') return padded(bytesOf(String(value), 20))
    return type === 'bytes32' ? bytesOf(String(value)) : BigInt(value)
  })
  const bytes = new Uint8Array(66)
  bytes.set([0x19, 0x01])
  bytes.set(separator, 2)
  bytes.set(keccak(words(keccak(encoder.encode(`${name}(${retailTypes[name]})`)), ...values)), 34)
  return keccak(bytes)
}

function padded(bytes: Uint8Array): Uint8Array {
  const word = new Uint8Array(32)
  word.set(bytes, 32 - bytes.length)
  return word
}

import { createKeccak } from 'hash-wasm'
import { retailDomain, retailTags } from '../../../domain/retail/typed-data.ts'
import type { BillDocument } from '../../../domain/retail/bill.ts'

const hasher = await createKeccak(256)

const keccak = (bytes: Uint8Array): Buffer => Buffer.from(hasher.init().update(bytes).digest('binary'))
const keccakText = (text: string) => keccak(Buffer.from(text, 'utf8'))
const join = (...parts: Buffer[]) => keccak(Buffer.concat(parts))
const fromHex = (text: string) => Buffer.from(text.slice(2), 'hex')
const inHex = (bytes: Buffer) => `0x${bytes.toString('hex')}`

function numberWord(value: number | bigint | string): Buffer {
  return Buffer.from(BigInt(value).toString(16).padStart(64, '0'), 'hex')
}

/** Leaf of a bill as the billing contract has it, read anew from the fields of a document; 0x and 64 digits. */
export function leafOf({ place, bill }: Pick<BillDocument, 'place' | 'bill'>): string {
  const separator = join(
    keccakText('EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)'),
    keccakText(retailDomain.name),
    keccakText(retailDomain.version),
    numberWord(place.chainId),
    Buffer.concat([Buffer.alloc(12), fromHex(place.contract)]),
  )
  const fields = [
    keccakText(retailTags.bill),
    separator,
    numberWord(bill.supplier),
    numberWord(bill.run),
    numberWord(bill.index),
    fromHex(bill.meterPoint),
    numberWord(bill.plan.id),
    numberWord(bill.total),
    keccakText(sorted(bill)),
    join(...bill.shares.map(numberWord)),
    numberWord(bill.formula.id),
    numberWord(bill.formula.version),
    numberWord(Math.floor(bill.dueAt / 1_000)),
    fromHex(bill.salt),
  ]
  return inHex(keccak(join(...fields)))
}

/** Root that a leaf and its siblings lead to. */
export function rootOfPath(leaf: string, path: readonly string[]): string {
  const root = path.map(fromHex).reduce<Buffer>((node, sibling) => {
    const pair = Buffer.compare(node, sibling) < 0 ? [node, sibling] : [sibling, node]
    return join(Buffer.of(1), ...pair)
  }, fromHex(leaf))
  return inHex(root)
}

/** Hash of a meter point's name and its salt, as Solidity's `abi.encode(bytes32, string)` lays them out. */
export function meterPointOf(name: string, salt: string): string {
  const bytes = Buffer.from(name, 'utf8')
  const filler = Buffer.alloc((32 - (bytes.length % 32)) % 32)
  return inHex(join(fromHex(salt), numberWord(64), numberWord(bytes.length), bytes, filler))
}

/** Hash of everything in a document but its field `check`. */
export function contentHashOf(document: { check: string }): string {
  return inHex(keccakText(sorted({ ...document, check: undefined })))
}

/** JSON with the names of its fields in order and nothing between. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  )
}

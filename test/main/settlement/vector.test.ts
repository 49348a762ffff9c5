import { AbiCoder, keccak256, TypedDataEncoder } from 'ethers'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { typedData, type TypedName } from '../../../domain/settlement/typed-data.ts'
import { keccak, keccakText } from '../../../main/settlement/hashing/keccak.ts'
import { emptyLeaf, parentOf, pathOf, rootFrom, rootOf } from '../../../main/settlement/hashing/tree.ts'
import { domainSeparator, type Typed, typedDigest, typeHash } from '../../../main/settlement/hashing/typed.ts'
import { bytesOf, hex, words } from '../../../main/settlement/hashing/words.ts'
import { lineContext, lineLeaf, lineWords, type StatementLine } from '../../../main/settlement/statements/line.ts'

// The figures of these tests were made by the contracts' own library in Solidity, not by this code.
const place = { chainId: 31_337, contract: '0x5FbDB2315678afecb367f032d93F642f64180aa3' }
const separator = domainSeparator(place)
const [site, quarter] = [7, 1_957_440]
const line: StatementLine = {
  meterPoint: keccakText('demo meter point'),
  register: 4,
  unit: 1,
  quality: 1,
  source: 1,
  agreement: 42n,
  meterEpoch: 1,
  quantity: 57_500,
  closing: 1_234_567,
  salt: Uint8Array.from({ length: 16 }, (_, i) => i),
}
const zero = new Uint8Array(32)

test('type hashes are those of the contracts', () => {
  expect(hex(typeHash('IntervalStatement'))).toBe('0xb8d7962d7805a38e470e2e893bda240444743b6be7fba5640f3b505cfb766e39')
  expect(hex(typeHash('BatchHeader'))).toBe('0x2baea8ac43d6b123fc94f044cae705f214e8255bf9d57896131b4bcdb010f059')
  expect(hex(typeHash('CorrectionHeader'))).toBe('0xde235b840360fdcc56ae204361bbcdb92b71521b5237a71e15d52750971c1d99')
})

test('the example statement has the digest of the contracts', () => {
  expect(hex(separator)).toBe('0xa0b18b24677ba85ed4eb1622e519d234b7c29a6f7e579876793da15d152665b4')
  const { word1, word2 } = lineWords(line, 0, quarter)
  expect(hex(word1)).toBe(`0x${'0001000000000000002a01010104001dde400000'.padStart(64, '0')}`)
  expect(hex(word2)).toBe('0x000102030405060708090a0b0c0d0e0f000000000012d687000000000000e09c')
  const leaf = lineLeaf(lineContext(separator, site, quarter), line, 0, quarter)
  expect(hex(leaf)).toBe('0x916208aa2d494957c4d346213cbf4f321f800bd520622c7e0ac394e1c5d6b6d8')
  expect(hex(parentOf(leaf, emptyLeaf))).toBe('0x6b4edceb671d27549d0e9d1fc3db4c3caf48db56bcdfb9f289bdc21acabe8f8c')
  const statement = {
    site,
    quarter,
    revision: 0,
    lineCount: 1,
    linesRoot: rootOf([leaf]),
    previous: zero,
    replaces: zero,
  }
  expect(hex(typedDigest(separator, 'IntervalStatement', statement))).toBe(
    '0xa7f717f55e53a8c96f8b6e8436f7d47612a90bee9e0fd1cd2f4fa308446097d0',
  )
})

test('hashes are those of ethers', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(hex(keccak(bytes))).toBe(keccak256(bytes))
    }),
    { numRuns: 200 },
  )
})

test('numbers are laid out as by a general encoder', () => {
  const number = fc.oneof(fc.maxSafeNat(), fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }))
  fc.assert(
    fc.property(fc.array(number, { minLength: 1, maxLength: 6 }), (values) => {
      const types = values.map(() => 'uint256')
      expect(hex(words(...values))).toBe(AbiCoder.defaultAbiCoder().encode(types, values))
    }),
  )
  expect(() => words(-1)).toThrow('no whole number')
  expect(() => words(2n ** 256n)).toThrow('does not fit')
})

test.each(Object.keys(typedData) as TypedName[])('%s has the digest that ethers gives it', (name) => {
  const fields = typedData[name].split(',').map((field) => field.split(' ') as [string, string])
  const values = fields.map(([type], i) => (type === 'bytes32' ? keccakText(`${i}`) : i + 1))
  const typed = Object.fromEntries(fields.map(([, field], i) => [field, values[i]])) as Typed
  const domain = {
    name: 'Powerchain Settlement',
    version: '1',
    chainId: place.chainId,
    verifyingContract: place.contract,
  }
  const types = { [name]: fields.map(([type, field]) => ({ type, name: field })) }
  const plain = Object.fromEntries(Object.entries(typed).map(([k, v]) => [k, v instanceof Uint8Array ? hex(v) : v]))
  expect(hex(typedDigest(separator, name, typed))).toBe(TypedDataEncoder.hash(domain, types, plain))
  for (const [type, field] of fields)
    expect(() => typedDigest(separator, name, { ...typed, [field]: type === 'bytes32' ? 5 : -1 })).toThrow(field)
})

test('every leaf has a path to the root, and a tree with a copied leaf has another root', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 70 }), (count) => {
      const leaves = Array.from({ length: count }, (_, i) => keccakText(`leaf ${i}`))
      const root = rootOf(leaves)
      leaves.forEach((leaf, i) => expect(rootFrom(leaf, pathOf(leaves, i))).toEqual(root))
      expect(rootOf([...leaves, leaves[count - 1] ?? zero])).not.toEqual(root)
      expect(rootFrom(keccakText('leaf of another'), pathOf(leaves, 0))).not.toEqual(root)
    }),
    { numRuns: 30 },
  )
  expect(() => pathOf([zero], 1)).toThrow('leaf 1 of 1')
  expect(() => bytesOf('0x12')).toThrow('64 hexadecimal')
})

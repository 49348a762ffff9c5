import { expect, test } from 'vitest'
import { powerOfTen, rawNumber, text } from '../../../devices/sunspec/decode-field.ts'

type NumberType = Parameters<typeof rawNumber>[0]

test.each<[NumberType, string]>([
  ['int16', '8000'],
  ['sunssf', '8000'],
  ['uint16', 'ffff'],
  ['enum16', 'ffff'],
  ['bitfield16', 'ffff'],
  ['bitfield16', '8000'],
  ['int32', '80000000'],
  ['uint32', 'ffffffff'],
  ['bitfield32', 'ffffffff'],
  ['acc32', '00000000'],
  ['float32', '7fc00000'],
  ['float32', 'ff800000'],
  ['uint64', 'ffffffffffffffff'],
  ['acc64', '0000000000000000'],
])('fault 14: %s %s is no value', (type, hex) => {
  expect(rawNumber(type, Buffer.from(hex, 'hex'))).toBeUndefined()
})

test.each<[NumberType, string, number]>([
  ['int16', '8001', -32_767],
  ['uint16', '8000', 32_768],
  ['bitfield16', '7fff', 0x7fff],
  ['int32', 'ffffffff', -1],
  ['uint32', '80000000', 2 ** 31],
  ['acc32', '00000001', 1],
  ['float32', '42f60000', 123],
  ['uint64', '0000000000002710', 10_000],
  ['acc64', '0000000000002710', 10_000],
])('%s %s is %d', (type, hex, value) => {
  expect(rawNumber(type, Buffer.from(hex, 'hex'))).toBe(value)
})

test.each([
  ['0002', 2],
  ['fffe', -2],
  ['000a', 10],
  ['000b', undefined],
  ['fff5', undefined],
  ['8000', undefined],
])('fault 15: scale factor %s is %o', (hex, exponent) => {
  expect(powerOfTen(Buffer.from(hex, 'hex'))).toBe(exponent)
})

test('texts end at the first zero and are trimmed', () => {
  expect(text(Buffer.from('SN-1 \0\0xx', 'latin1'))).toBe('SN-1')
  expect(text(Buffer.alloc(8))).toBe('')
})

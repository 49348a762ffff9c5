import { describe, expect, test } from 'vitest'
import { modbusDefinition, type ModbusPoint } from '../../../devices/definition.ts'
import { planBlocks } from '../../../devices/points/blocks.ts'
import { explainPoint } from '../../../devices/points/decode.ts'
import { encodePoint } from '../../../devices/points/encode.ts'
import { addressOf, placeOf } from '../../../devices/points/place.ts'

const head = { protocol: 'modbus', id: 'a/b', kind: 'load', maker: 'a', model: 'b', source: 'test' }
const definition = (fields: object) => modbusDefinition.parse({ ...head, points: { state: fields } })
const point = (fields: object) => definition({ register: 0, ...fields }).points.state as ModbusPoint
const explain = (hex: string, fields: object) =>
  explainPoint(point(fields), { bytes: Buffer.from(hex, 'hex'), start: 0 })
const text = (words: string, length: number) => Buffer.from(words.padEnd(length * 2, '\0')).toString('hex')

const bits = [
  { bit: 15, name: 'fault', value: 8 },
  { bit: 1, name: 'running', value: 3 },
  { bit: 0, name: 'ready' },
]

test.each([
  ['12fe', { type: 'int8' }, -2],
  ['12fe', { type: 'uint8' }, 254],
  ['1234', { type: 'bcd16' }, 1_234],
  ['00120345', { type: 'bcd32', scale: 0.01 }, 1_203.45],
  ['03450012', { type: 'bcd32', order: 'CDAB' }, 120_345],
  ['8003', { type: 'uint16', bits }, 8],
  ['0003', { type: 'uint16', bits }, 3],
  ['0001', { type: 'uint16', bits }, 1],
  ['0000', { type: 'uint16', bits }, 0],
  ['0001000000000000', { type: 'uint64', bits: [{ bit: 48, name: 'high' }] }, 1],
  ['04', { type: 'bit', table: 'coil', register: 2 }, 1],
  ['fb', { type: 'bit', table: 'discrete', register: 2 }, 0],
  ['0001', { type: 'bit', table: 'coil', register: 8 }, 1],
  ['01', { type: 'bit', table: 'coil', codes: { 0: 8, 1: 3 } }, 3],
  [text('RUN ', 4), { type: 'string', length: 4, codes: { RUN: 3, STOP: 0 } }, 3],
  ['ffff', { type: 'int16', codes: { '-1': 8 } }, 8],
  ['0901fffe', { type: 'int16', scaleFrom: { register: 1 } }, 23.05],
  ['00020901', { type: 'int16', register: 1, scaleFrom: { register: 0 }, scale: 0.001 }, 230.5],
])('%s as %j is %d', (hex, fields, value) => {
  expect(explain(hex, fields)).toEqual({ value, quality: 'good' })
})

describe('no value, and the reason in words', () => {
  test.each([
    [
      'fault 15: a scale factor that is not given',
      '09018000',
      { type: 'int16', scaleFrom: { register: 1 } },
      'scale unknown',
    ],
    ['fault 15: a scale factor beyond 10', '0901000b', { type: 'int16', scaleFrom: { register: 1 } }, 'scale unknown'],
    [
      'fault 15: a scale factor that was not read',
      '0901',
      { type: 'int16', scaleFrom: { register: 1 } },
      'scale unknown',
    ],
    ['fault 14: not provided', '8000', { type: 'int16', absent: 0x8000 }, 'not provided by the device'],
    ['fault 17: NaN', '7fc00000', { type: 'float32' }, 'not a number'],
    ['decimal digits beyond 9', '12a4', { type: 'bcd16' }, 'not a number'],
    ['an unknown code', '0009', { type: 'uint16', codes: { 1: 1 } }, 'unknown code 9'],
    ['an unknown text', text('HUH', 2), { type: 'string', length: 2, codes: { RUN: 3 } }, 'unknown text "HUH"'],
    ['registers that were not read', '0001', { type: 'uint32' }, 'not among the registers that were read'],
    ['bits that were not read', '01', { type: 'bit', table: 'coil', register: 9 }, 'not among the bits that were read'],
  ])('%s', (_name, hex, fields, reason) => {
    expect(explain(hex, fields)).toEqual({ value: null, quality: 'bad', reason })
  })

  test('fault 18: an implausible value is kept, suspect', () => {
    const fields = { type: 'uint16', plausible: [0, 100] }
    expect(explain('00c8', fields)).toEqual({ value: 200, quality: 'suspect', reason: 'outside the plausible range' })
  })
})

test('fault 15: a scale factor that changes is applied from the very same answer', () => {
  const fields = { type: 'int16', scaleFrom: { register: 1 } }
  expect(explain('00640000', fields).value).toBe(100)
  expect(explain('0064ffff', fields).value).toBe(10)
})

test('a point and its scale factor are always read together', () => {
  const blocks = planBlocks(
    modbusDefinition.parse({
      ...head,
      block: { gap: 0, max: 40 },
      points: {
        voltageV: { register: 10, type: 'uint16', scaleFrom: { register: 40 } },
        currentA: { register: 50, type: 'uint16', scaleFrom: { register: 45 } },
        state: { register: 3, table: 'coil', type: 'bit' },
      },
    }),
  )
  expect(blocks.map(({ table, start, length }) => `${table} ${start}+${length}`)).toEqual([
    'coil 3+1',
    'holding 10+31',
    'holding 45+6',
  ])
})

test.each([
  [1, 'coil', 0],
  [10_001, 'discrete', 0],
  [30_010, 'input', 9],
  [40_001, 'holding', 0],
  [49_999, 'holding', 9_998],
  [410_000, 'holding', 9_999],
  [465_536, 'holding', 65_535],
] as const)('address %d is %s %d, and back', (address, table, register) => {
  expect(placeOf(address)).toEqual({ table, register })
  expect(addressOf({ table, register })).toBe(address)
  expect(
    definition({ address, type: table === 'coil' || table === 'discrete' ? 'bit' : 'uint16' }).points.state,
  ).toMatchObject({ table, register })
})

test.each([
  ['both ways', { register: 0, address: 40_001, type: 'uint16' }, 'exactly one'],
  ['no place', { type: 'uint16' }, 'exactly one'],
  ['an address of no table', { address: 20_001, type: 'uint16' }, 'an address such as'],
  ['an address of another table', { address: 30_001, table: 'holding', type: 'uint16' }, 'input, the table of'],
  ['a number in a coil', { address: 1, type: 'uint16' }, 'bit, as coils'],
  ['a bit in a register', { register: 1, type: 'bit' }, 'not bit'],
  ['a text without length', { register: 1, type: 'string', codes: { A: 1 } }, 'the registers of a string'],
  ['a text without codes', { register: 1, type: 'string', length: 2 }, 'the numbers that'],
  ['codes in words for a number', { register: 1, type: 'uint16', codes: { RUN: 1 } }, 'whole numbers'],
  ['bits of a float', { register: 1, type: 'float32', bits }, 'an integer type'],
  ['a scale factor in another table', { register: 1, type: 'int16', scaleFrom: { address: 30_002 } }, 'holding table'],
])('refused: %s', (_name, fields, message) => {
  expect(() => definition(fields)).toThrow(message)
})

test.each([
  ['bcd16', 1_234, '1234'],
  ['int8', -2, '00fe'],
  ['uint8', 254, '00fe'],
])('%s takes %d', (type, value, hex) => {
  expect(encodePoint(point({ type }), value).toString('hex')).toBe(hex)
})

test.each([
  ['bcd16', 10_000],
  ['bcd16', -1],
  ['int8', 128],
])('%s does not take %d', (type, value) => {
  expect(() => encodePoint(point({ type }), value)).toThrow(expect.objectContaining({ code: 'Device.Illegal' }))
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { modbusDefinition, type ModbusPoint, registerTypes } from '../../../devices/definition.ts'
import { decodePoint } from '../../../devices/points/decode.ts'
import { encodePoint } from '../../../devices/points/encode.ts'

const head = { protocol: 'modbus', id: 'a/b', kind: 'load', maker: 'a', model: 'b', source: 'test' }

function point(fields: object): ModbusPoint {
  const parsed = modbusDefinition.parse({ ...head, points: { voltageV: { register: 0, type: 'uint16', ...fields } } })
  return parsed.points.voltageV as ModbusPoint
}

const decode = (hex: string, fields: object) => decodePoint(point(fields), Buffer.from(hex, 'hex'), 0)
const good = (value: number) => ({ value, quality: 'good' })
const bad = { value: null, quality: 'bad' }

test.each([
  ['ffff', { type: 'uint16' }, 65_535],
  ['ffff', { type: 'int16' }, -1],
  ['fffffffe', { type: 'int32' }, -2],
  ['fffffffe', { type: 'uint32' }, 4_294_967_294],
  ['000000000000002a', { type: 'uint64' }, 42],
  ['ffffffffffffffff', { type: 'int64' }, -1],
  ['42f6e979', { type: 'float32' }, Math.fround(123.456)],
  ['405edd2f1a9fbe77', { type: 'float64' }, 123.456],
  ['01020304', { type: 'uint32', order: 'ABCD' }, 0x01020304],
  ['03040102', { type: 'uint32', order: 'CDAB' }, 0x01020304],
  ['02010403', { type: 'uint32', order: 'BADC' }, 0x01020304],
  ['04030201', { type: 'uint32', order: 'DCBA' }, 0x01020304],
  ['0201', { type: 'uint16', order: 'BADC' }, 0x0102],
  ['0201', { type: 'uint16', order: 'DCBA' }, 0x0102],
  ['0102', { type: 'uint16', order: 'CDAB' }, 0x0102],
  ['0007000500030001', { type: 'uint64', order: 'CDAB' }, Number(0x0001000300050007n)],
  ['04d2', { scale: 0.1 }, 123.4],
  ['04d2', { scale: 0.001 }, 1.234],
  ['0003', { scale: 1000 }, 3_000],
  ['0190', { scale: 0.1, offset: -40 }, 0],
  ['0064', { frame: 'load' }, -100],
  ['0064', { frame: 'generator' }, 100],
  ['0003', { codes: { '3': 7 } }, 7],
])('%s as %j is %d', (hex, fields, value) => {
  expect(decode(hex, fields)).toEqual(good(value))
})

describe('fault 14: not provided is no value, not a number', () => {
  test.each([
    ['8000', { type: 'int16', absent: 0x8000 }],
    ['8000', { type: 'int16', absent: -32_768 }],
    ['ffff', { type: 'uint16', absent: 0xffff }],
    ['80000000', { type: 'int32', absent: 0x80000000 }],
    ['7fc00000', { type: 'float32' }],
  ])('%s as %j', (hex, fields) => {
    expect(decode(hex, fields)).toEqual(bad)
  })
})

describe('fault 17: NaN, infinity and -0 in a float register', () => {
  test.each([
    ['7fc00001', 'float32'],
    ['7f800000', 'float32'],
    ['ff800000', 'float32'],
    ['7ff8000000000000', 'float64'],
  ])('%s is bad', (hex, type) => {
    expect(decode(hex, { type })).toEqual(bad)
  })
  test.each(['generator', 'load'])('-0 is 0 in frame %s', (frame) => {
    expect(Object.is(decode('80000000', { type: 'float32', frame }).value, 0)).toBe(true)
  })
})

test('fault 19: a counter is taken as unsigned up to its wrap', () => {
  expect(decode('ffffffff', { type: 'uint32', scale: 0.1 })).toEqual(good(429_496_729.5))
  expect(decode('00000000', { type: 'uint32', scale: 0.1 })).toEqual(good(0))
})

test('a value outside the plausible range is kept and marked suspect', () => {
  const fields = { frame: 'load', plausible: [0, 1_500] }
  expect(decode('05dc', fields)).toEqual(good(-1_500))
  expect(decode('05dd', fields)).toEqual({ value: -1_501, quality: 'suspect' })
})

test('a code the definition does not name is no state', () => {
  expect(decode('0009', { codes: { '3': 7 } })).toEqual(bad)
})

test('registers outside the block give no value', () => {
  expect(decode('0001', { type: 'uint32' })).toEqual(bad)
})

test.each([
  [70_000, { type: 'uint16' }],
  [-1, { type: 'uint16' }],
  [1, { type: 'uint16', frame: 'load' }],
  [1e300, { type: 'float32' }],
  [NaN, { type: 'int16' }],
  [Infinity, { type: 'float64' }],
])('writing %d as %j is refused', (value, fields) => {
  expect(() => encodePoint(point(fields), value)).toThrow(expect.objectContaining({ code: 'Device.Illegal' }))
})

test('what is written is read back within one raw unit, in every type, order, scale and frame', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...registerTypes.filter((type) => !['string', 'bit', 'int8', 'uint8'].includes(type))),
      fc.constantFrom('ABCD', 'CDAB', 'BADC', 'DCBA'),
      fc.constantFrom(1, 0.1, 0.01, 10, 0.25),
      fc.constantFrom('generator', 'load'),
      fc.double({ min: 0, max: 99.9, noNaN: true }),
      (type, order, scale, frame, size) => {
        const value = frame === 'load' ? -size : size
        const p = point({ type, order, scale, frame })
        const { value: back } = decodePoint(p, encodePoint(p, value), 0)
        expect(Math.abs((back ?? NaN) - value)).toBeLessThanOrEqual(scale / 2 + 1e-4)
      },
    ),
  )
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { modbusDefinition, type ModbusPoint, registerTypes } from '../../../devices/definition.ts'
import { explainPoint } from '../../../devices/points/decode.ts'
import { PointDecoder } from '../../../devices/points/point-decoder.ts'
import { spell } from './spelled-out.ts'

const head = { protocol: 'modbus', id: 'a/b', kind: 'load', maker: 'a', model: 'b', source: 'test' }

function point(fields: object): ModbusPoint {
  const parsed = modbusDefinition.parse({ ...head, points: { voltageV: { type: 'uint16', ...fields } } })
  return parsed.points.voltageV as ModbusPoint
}

const bits = [
  { bit: 15, name: 'fault', value: 8 },
  { bit: 20, name: 'beyond 16', value: 4 },
  { bit: 0, name: 'ready', value: 3 },
]

/** What a definition can say beyond type, order and scaling; each only of the types it may be said of. */
const says = fc.oneof(
  fc.constant({}),
  fc.constant({ codes: { 0: 7, 1: 8, '-1': 9 } }),
  fc.constant({ bits }),
  fc.nat(12).map((register) => ({ scaleFrom: { register } })),
)

const anyPoint = fc
  .record({
    register: fc.nat(12),
    type: fc.constantFrom(...registerTypes),
    order: fc.constantFrom('ABCD', 'CDAB', 'BADC', 'DCBA'),
    scale: fc.constantFrom(1, 0.1, 0.01, 10, 0.25, -1, 3.7, 1_000),
    offset: fc.constantFrom(0, -40, 0.5),
    frame: fc.constantFrom('load', 'generator'),
    plausible: fc.constantFrom([-100, 1_000], [-1e300, 1e300]),
    absent: fc.option(fc.constantFrom(0, 0x8000, 0xffff, -32_768, 0xffff_ffff, -1), { nil: undefined }),
    more: says,
  })
  .map(({ more, absent, ...fields }) => {
    const { type } = fields
    if (type === 'string') return point({ ...fields, length: 2, codes: { RUN: 1, constructing: 2 } })
    if (type === 'bit') return point({ ...fields, table: 'coil', ...('codes' in more ? more : {}) })
    const isFit = !('bits' in more) || type.includes('int')
    return point({ ...fields, ...(isFit ? more : {}), ...(absent === undefined ? {} : { absent }) })
  })

/** Bytes as devices send them: small numbers and zeroes far more often than chance would. */
const anyBytes = fc
  .array(fc.oneof(fc.constantFrom(0, 0, 1, 0x80, 0xff), fc.nat(255)), { maxLength: 30 })
  .map((bytes) => Buffer.from(bytes))

test('whatever the point and the registers, the value is the one that the definition spells out', () => {
  fc.assert(
    fc.property(anyPoint, anyBytes, fc.nat(6), (one, bytes, start) => {
      expect(new PointDecoder(one, start).read(bytes)).toEqual(spell(one, bytes, start))
    }),
    { numRuns: 5_000 },
  )
})

test('the same decoder reads one block after the other as if each were its first, and as it is explained', () => {
  fc.assert(
    fc.property(anyPoint, fc.array(anyBytes, { minLength: 2, maxLength: 6 }), fc.nat(6), (one, blocks, start) => {
      const decoder = new PointDecoder(one, start)
      for (const bytes of blocks) {
        const before = Buffer.from(bytes)
        const { reason, ...explained } = explainPoint(one, { bytes, start })
        expect(decoder.read(bytes)).toEqual(explained)
        expect(decoder.verdict === 'good').toBe(reason === undefined)
        expect(bytes).toEqual(before)
      }
    }),
    { numRuns: 2_000 },
  )
})

describe('fault 15: a scale factor', () => {
  const decoder = new PointDecoder(point({ register: 0, type: 'int16', scaleFrom: { register: 1 } }), 0)
  test.each([
    ['00640000', 100],
    ['0064ffff', 10],
    ['00648000', null],
    ['0064ffff', 10],
    ['00640001', 1_000],
    ['0064', null],
    ['00640000', 100],
  ])('from %s: %s', (hex, value) => {
    expect(decoder.read(Buffer.from(hex, 'hex')).value).toBe(value)
  })
})

test.each(['constructor', '__proto__', 'toString'])('a text that JavaScript knows, %s, is no code', (text) => {
  const words = Buffer.from(text.padEnd(16, '\0'))
  const { quality, value } = explainPoint(point({ register: 0, type: 'string', length: 8, codes: { RUN: 1 } }), {
    bytes: words,
    start: 0,
  })
  expect({ quality, value }).toEqual({ quality: 'bad', value: null })
})

test('a value that overflows when it is scaled is no number', () => {
  const huge = Buffer.alloc(8)
  huge.writeDoubleBE(1e308)
  expect(explainPoint(point({ register: 0, type: 'float64', scale: 1_000 }), { bytes: huge, start: 0 })).toEqual({
    value: null,
    quality: 'bad',
    reason: 'not a number',
  })
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { modbusDefinition, type ModbusPoint } from '../../../devices/definition.ts'
import { rawIn, rawOf, registersOf, valueOf } from '../../../devices/simulated/encode.ts'

const point = (shape: Partial<ModbusPoint> & Pick<ModbusPoint, 'type'>): ModbusPoint =>
  modbusDefinition.shape.points.parse({ activePowerKW: { register: 0, ...shape } }).activePowerKW as ModbusPoint

describe('registers of a number, as makers print them', () => {
  test.each([
    ['int16', 'ABCD', -2, [0xfffe]],
    ['uint16', 'DCBA', 0x1234, [0x3412]],
    ['int32', 'ABCD', -1_300_000, [0xffec, 0x29e0]],
    ['uint32', 'CDAB', 0x0102_0304, [0x0304, 0x0102]],
    ['uint32', 'BADC', 0x0102_0304, [0x0201, 0x0403]],
    ['uint32', 'DCBA', 0x0102_0304, [0x0403, 0x0201]],
    ['float32', 'ABCD', 1, [0x3f80, 0x0000]],
    ['float64', 'ABCD', -2, [0xc000, 0, 0, 0]],
    ['uint64', 'ABCD', 0x1_0000_0001, [0, 1, 0, 1]],
    ['int64', 'CDAB', -1, [0xffff, 0xffff, 0xffff, 0xffff]],
  ] as const)('%s %s %d', (type, order, raw, registers) => {
    expect(registersOf(raw, { type, order })).toEqual(registers)
    expect(rawIn(registers, { type, order })).toBe(raw)
  })

  test.each([
    ['uint16', -5, 0],
    ['uint16', 70_000, 65_535],
    ['int16', 40_000, 32_767],
    ['int32', -1e12, -2_147_483_648],
    ['int16', 12.6, 13],
  ] as const)('%s holds %d as %d', (type, raw, held) => {
    expect(rawIn(registersOf(raw, { type, order: 'ABCD' }), { type, order: 'ABCD' })).toBe(held)
  })
})

test('scale, offset and the sign of the device lead there and back', () => {
  const draw = point({ type: 'int32', scale: 0.1, frame: 'load' })
  expect(rawOf(-1_300, draw)).toBeCloseTo(13_000)
  expect(valueOf(13_000, draw)).toBeCloseTo(-1_300)
  const shifted = point({ type: 'int16', scale: 0.1, offset: -40, frame: 'generator' })
  expect(rawOf(-15, shifted)).toBeCloseTo(250)
  fc.assert(
    fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (value) => {
      for (const one of [draw, shifted]) expect(valueOf(rawOf(value, one) ?? Number.NaN, one)).toBeCloseTo(value, 6)
    }),
  )
})

test('a code the maker has no word for has no raw value', () => {
  const state = point({ type: 'uint16', frame: 'generator', codes: { '16': 1, '48': 3 } })
  expect(rawOf(3, state)).toBe(48)
  expect(rawOf(5, state)).toBeUndefined()
})

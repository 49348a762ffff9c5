import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ModbusDefinition } from '../../../../devices/definition.ts'
import { loadDefinitions } from '../../../../devices/load-definitions.ts'
import { mostFit, tryPoints } from '../../../../devices/onboarding/fit/points-fit.ts'
import type { UnitReads } from '../../../../devices/onboarding/fit/reads.ts'
import { createRandom } from '../../../../devices/simulated/random.ts'
import { PowerchainError } from '../../../../domain/errors.ts'
import { type Dump, float32, float64, int32, uint64 } from '../../definitions/modbus-dump.ts'

const modbus = [...loadDefinitions().values()].filter((one) => one.protocol === 'modbus')

/** A device with these registers in all its tables; registers not named are refused, or read as `rest` says. */
function deviceWith(registers: Map<number, number>, rest?: (at: number) => number): UnitReads {
  return {
    read(_table, start, length) {
      const bytes = Buffer.alloc(length * 2)
      for (let i = 0; i < length; i++) {
        const value = registers.get(start + i) ?? rest?.(start + i)
        if (value === undefined)
          return Promise.reject(new PowerchainError('Device.Illegal', 'none', { details: { exception: 2 } }))
        bytes.writeUInt16BE(value, 2 * i)
      }
      return Promise.resolve(bytes)
    },
  }
}

function dumped(dump: Dump): Map<number, number> {
  const words = Object.entries(dump).flatMap(([at, hex]) =>
    (hex.match(/.{4}/g) ?? []).map((word, i): [number, number] => [Number(at) + i, Number.parseInt(word, 16)]),
  )
  return new Map(words)
}

const zero = () => 0
const fitOf = async (definition: ModbusDefinition, device: UnitReads) => (await tryPoints(definition, device))?.fit ?? 0

const bestOf = async (device: UnitReads) => Math.max(...(await Promise.all(modbus.map((one) => fitOf(one, device)))))

test('registers filled at random never fit better than 0.5', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), async (seed) => {
      const random = createRandom(seed)
      const registers = new Map<number, number>()
      const device = deviceWith(registers, (at) => {
        const value = Math.floor(random.next() * 0x1_0000)
        registers.set(at, value)
        return value
      })
      expect(await bestOf(device)).toBeLessThanOrEqual(0.5)
    }),
    { numRuns: 1_000, seed: 1 },
  )
}, 20_000)

test.each<[string, (at: number) => number]>([
  ['all zero', zero],
  ['all ones', () => 0xffff],
  ['all the same', () => 230],
  ['counted up', (at) => at],
  ['counted up from 1', (at) => (at % 100) + 1],
  ['text', () => 0x2020],
])('registers %s fit nothing well', async (_name, rest) => {
  expect(await bestOf(deviceWith(new Map(), rest))).toBeLessThanOrEqual(0.5)
})

test.each<[string, Dump]>([
  [
    'eastron/sdm630',
    {
      0: float32(230.5),
      0x34: float32(-4_250),
      0x3c: float32(310),
      0x46: float32(49.98),
      0x48: float32(1_234.5),
      0x4a: float32(67.25),
    },
  ],
  [
    'carlo-gavazzi/em340',
    {
      0: int32(2_305, 'low'),
      0x28: int32(-123_456, 'low'),
      0x33: '01f4',
      0x34: int32(98_765, 'low'),
      0x4e: int32(432, 'low'),
    },
  ],
  [
    'abb/b23-b24',
    {
      0x5000: uint64(1_234_567),
      0x5004: uint64(77),
      0x5b00: int32(2_301),
      0x5b0c: int32(1_234),
      0x5b14: int32(-150_000),
      0x5b2c: '1387',
    },
  ],
  [
    'siemens/pac2200',
    {
      1: float32(231.25),
      61: float32(125.5),
      65: float32(-87_500),
      67: float32(12_250),
      801: float64(123_456_789),
      809: float64(2_500),
    },
  ],
])('%s is the best for its own registers', async (id, dump) => {
  const device = deviceWith(dumped(dump), zero)
  const fits = await Promise.all(modbus.map(async (one) => [one.id, await fitOf(one, device)] as const))
  const best = Math.max(...fits.map(([, fit]) => fit))
  expect(fits.filter(([, fit]) => fit === best).map(([name]) => name)).toContain(id)
  expect(best).toBeGreaterThan(0.3)
  expect(best).toBeLessThanOrEqual(mostFit)
})

test('a definition of one point does not win by luck', async () => {
  const one = modbus.find(({ id }) => id === 'eastron/sdm630')
  if (!one) throw new Error('no sdm630')
  const few = { ...one, points: { frequencyHz: { ...one.points.voltageV, register: 0x46 } } } as ModbusDefinition
  const device = deviceWith(
    dumped({
      0: float32(230.5),
      0x34: float32(-4_250),
      0x3c: float32(310),
      0x46: float32(49.98),
      0x48: float32(1_234.5),
      0x4a: float32(67.25),
    }),
    zero,
  )
  expect(await fitOf(few, device)).toBeLessThan(0.3)
  expect(await fitOf(one, device)).toBeGreaterThan(await fitOf(few, device))
})

test('a refused register ends a definition without a serial number', async () => {
  for (const definition of modbus.filter(({ identity }) => !identity))
    expect(await tryPoints(definition, deviceWith(new Map()))).toBeUndefined()
})

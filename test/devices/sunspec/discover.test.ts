import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { discover } from '../../../devices/sunspec/discover.ts'
import { loadModels } from '../../../devices/sunspec/load-models.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import { commonHex, endHex, markerHex, modelHex, RegisterDump } from './register-dump.ts'

const models = loadModels()
const common = commonHex('Maker', 'Model', 'SN-1')
const inverter = modelHex({ id: 103, length: 50, fields: {} })
const meter = modelHex({ id: 203, length: 105, fields: {} })

function dump(base: number, ...parts: string[]): RegisterDump {
  const registers = new RegisterDump()
  registers.put(base, markerHex + parts.join(''))
  return registers
}

const walk = async (registers: RegisterDump) => {
  const map = await discover(registers.read, models)
  return { ...map, models: map.models.map(({ id, start, length }) => [id, start, length]) }
}

test.each([40_000, 0, 50_000])('a map at %i is found', async (base) => {
  expect(await walk(dump(base, common, inverter, endHex))).toEqual({
    base,
    models: [
      [1, base + 2, 66],
      [103, base + 70, 50],
    ],
    remarks: [],
  })
})

test('a device without a map is named, and one that is silent is asked at the three places only', async () => {
  await expect(walk(new RegisterDump())).rejects.toMatchObject({
    code: 'Device.BadAnswer',
    message: 'it has no SunSpec map at 40000, 0, 50000',
  })
  let asked = 0
  const silent = () => {
    asked += 1
    return Promise.reject(new PowerchainError('Device.Timeout', 'no answer'))
  }
  await expect(discover(silent, models)).rejects.toMatchObject({ code: 'Device.Timeout' })
  expect(asked).toBe(3)
})

test.each([0, 50_000])('a device that is silent where it has no map is found at %i', async (base) => {
  const registers = dump(base, common, inverter, endHex)
  let silences = 0
  const read: typeof registers.read = (start, length) => {
    if (registers.registers.has(start)) return registers.read(start, length)
    silences += 1
    return Promise.reject(new PowerchainError('Device.Timeout', 'no answer'))
  }
  const map = await discover(read, models)
  expect([map.base, map.models.map(({ id }) => id), silences]).toEqual([base, [1, 103], base === 0 ? 1 : 2])
})

const lied = (id: number, length: number, says: number) => modelHex({ id, length, says, fields: {} })

const busy = () => Promise.reject(new PowerchainError('Device.Busy', 'it is busy', { details: { exception: 6 } }))

test('a busy device is asked again later, not taken for one without a map', async () => {
  await expect(discover(busy, models)).rejects.toMatchObject({ code: 'Device.Busy' })
})

test('whatever the registers hold, the walk ends, stays in the address space and asks no more than it must', async () => {
  const anyRegister = fc.oneof(
    fc.integer({ min: 0, max: 0xffff }),
    fc.constantFrom(0, 1, 50, 65, 66, 103, 203, 0xffff, ...models.keys()),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(anyRegister, { minLength: 2, maxLength: 400 }), async (values) => {
      const registers = dump(40_000, ...values.map((value) => value.toString(16).padStart(4, '0')))
      const map = await discover(registers.read, models)
      expect(map.models.filter(({ start, length }) => start + 1 + length > 0xffff)).toEqual([])
      expect(registers.reads.length).toBeLessThanOrEqual(3 * (map.models.length + 1))
    }),
    { numRuns: 300 },
  )
})

describe('a list that is not as it should be is still walked', () => {
  test.each([
    ['an inverter one register short', lied(103, 50, 49), 'model 103 says length 49, it has 50'],
    ['an inverter of length 0', lied(103, 50, 0), 'model 103 says length 0, it has 50'],
    ['an inverter of length 65535', lied(103, 50, 0xffff), 'model 103 says length 65535, it has 50'],
    ['a length that counts the header', lied(103, 50, 52), 'model 103 says length 52, it has 50'],
  ])('%s', async (_name, wrong, remark) => {
    const map = await walk(dump(40_000, common, wrong, meter, endHex))
    expect(map.models.map(([id]) => id)).toEqual([1, 103, 203])
    expect(map.remarks).toEqual([remark])
  })

  test('a common model of 65 registers, and one that says 66 and has 65', async () => {
    const short = commonHex('Maker', 'Model', 'SN-1', 65)
    expect((await walk(dump(40_000, short, inverter, endHex))).models).toContainEqual([103, 40_069, 50])
    const lying = short.replace(/^00010041/, '00010042')
    const map = await walk(dump(40_000, lying, inverter, endHex))
    expect(map.models).toContainEqual([103, 40_069, 50])
    expect(map.remarks).toEqual(['model 1 says length 66, it has 65'])
  })

  test('a draft of model 713, one register short, does not hide the battery after it', async () => {
    const draft = modelHex({ id: 713, length: 6, fields: { 2: '2710', 4: '0032', 7: '0000' } })
    // read one register too late, its length and its first register look like a model 62 of length 100
    const battery = modelHex({ id: 802, length: 62, fields: { 2: '0064' } })
    const map = await walk(dump(40_000, common, draft, battery, endHex))
    expect(map.models.map(([id]) => id)).toEqual([1, 713, 802])
  })

  test('no end marker: the list ends where the registers end', async () => {
    const map = await walk(dump(40_000, common, inverter))
    expect(map.models.map(([id]) => id)).toEqual([1, 103])
    expect(map.remarks).toEqual(['the list of models has no end marker after model 103'])
  })

  test('zeros after the last model are no model', async () => {
    const map = await walk(dump(40_000, common, inverter, '0000'.repeat(20)))
    expect(map.models.map(([id]) => id)).toEqual([1, 103])
  })

  test('models we do not know are walked over by the length they say', async () => {
    const own = modelHex({ id: 64_001, length: 7, fields: {} })
    expect((await walk(dump(40_000, common, own, inverter, endHex))).models).toContainEqual([103, 40_079, 50])
  })

  test('a list without end is given up', async () => {
    const endless = modelHex({ id: 120, length: 26, fields: {} }).repeat(300)
    const map = await walk(dump(0, common, endless))
    expect(map.models).toHaveLength(200)
    expect(map.remarks).toEqual(['the list of models is longer than 200'])
  })
})

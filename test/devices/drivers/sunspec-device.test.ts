import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Definition, definitionSchema } from '../../../devices/definition.ts'
import { commonHex, endHex, markerHex, modelHex } from '../sunspec/register-dump.ts'
import { type FakeModbus, startFakeModbus } from '../transports/fake-modbus-server.ts'
import { codeOf, openForTest, type Watched } from './open-for-test.ts'

const definition: Definition = definitionSchema.parse({
  protocol: 'sunspec',
  id: 'test/der',
  kind: 'battery',
  maker: 'Test',
  model: 'DER',
  source: 'test',
  sunspec: { models: [103, 704, 711, 713] },
  points: {
    activePowerKW: { frame: 'generator', poll: 'fast', plausible: [-100, 100] },
    setpointKW: { frame: 'generator', poll: 'fast' },
    socPct: { plausible: [0, 100] },
    frequencyHz: {},
    temperatureDegC: {},
    state: {},
    cycleCount: {},
    responseArmed: {},
  },
  setpoint: { frame: 'generator' },
  heartbeat: { model: 715 },
})

// 12.34 kW, 50.01 Hz, MPPT; the cabinet temperature is not provided
const inverter = modelHex({
  id: 103,
  length: 50,
  fields: { 14: '04d2', 15: '0001', 16: '1389', 17: 'fffe', 33: '8000', 37: '0000', 38: '0004' },
})
const controls = modelHex({ id: 704, length: 57, fields: { 22: '0000', 23: '0000', 24: '00000000', 55: '0001' } })
const storage = modelHex({ id: 713, length: 7, fields: { 4: '0305', 8: 'ffff' } })
const control = modelHex({ id: 715, length: 7, fields: {} })
const droop = modelHex({ id: 711, length: 20, fields: { 2: '0000' } })
const inverterAt = 40_070
const controlsAt = inverterAt + 52
const storageAt = controlsAt + 59
const droopAt = storageAt + 9 + 9

let fake: FakeModbus
let der: Watched

beforeEach(async () => {
  fake = await startFakeModbus()
  fake.put(
    40_000,
    markerHex + commonHex('Maker', 'DER', 'SN-42') + inverter + controls + storage + control + droop + endHex,
  )
})

afterEach(async () => {
  await der.device.stop()
  await fake.stop()
})

const state = () => der.device.status().state

async function start(serial?: string): Promise<void> {
  der = openForTest({ endpoint: fake.endpoint, definition, config: serial === undefined ? {} : { serial } })
  der.device.start()
  await delay(0)
}

test('a device is found by its models and read in our units', async () => {
  await start('SN-42')
  await expect.poll(() => der.newest('socPct')).toMatchObject({ value: 77.3, quality: 'good' })
  expect(der.newest('activePowerKW')).toMatchObject({ value: 12.34, quality: 'good' })
  expect(der.newest('frequencyHz')).toMatchObject({ value: 50.01, quality: 'good' })
  expect(der.newest('state')).toMatchObject({ value: 3, quality: 'good' })
  expect(der.device.status()).toMatchObject({ state: 'connected', serial: 'SN-42' })
  expect(fake.requests.every((request) => request.second <= 125)).toBe(true)
})

test('fault 14: what is not provided, or in no model, is bad and never a number', async () => {
  await start()
  await expect.poll(() => der.newest('temperatureDegC')).toMatchObject({ value: null, quality: 'bad' })
  expect(der.newest('cycleCount')).toMatchObject({ value: null, quality: 'bad' })
  expect(der.device.status().detail).toMatch(/^points missing: cycleCount/)
})

test('fault 15: a scale factor that goes unknown or changes is taken with its own value, never guessed', async () => {
  await start()
  await expect.poll(() => der.newest('activePowerKW')).toMatchObject({ value: 12.34 })
  fake.put(inverterAt + 15, '8000')
  await expect.poll(() => der.newest('activePowerKW')).toMatchObject({ value: null, quality: 'bad' })
  fake.put(inverterAt + 14, '007b0002')
  await expect.poll(() => der.newest('activePowerKW')).toMatchObject({ value: 12.3, quality: 'good' })
})

test('a map that moved is noticed and found again', async () => {
  await start()
  await expect.poll(() => der.newest('socPct')).toBeDefined()
  fake.put(
    inverterAt,
    modelHex({ id: 120, length: 26, fields: {} }) + inverter + controls + storage + control + droop + endHex,
  )
  await expect.poll(() => der.device.status().lostCount, { timeout: 2_000 }).toBe(1)
  await expect.poll(state, { timeout: 3_000 }).toBe('connected')
  const count = der.batches.length
  await expect.poll(() => der.batches.length).toBeGreaterThan(count + 3)
  expect(der.newest('activePowerKW')).toMatchObject({ value: 12.34, quality: 'good' })
})

test('fault 11: another serial number is not read and not written', async () => {
  await start('SN-7')
  await expect.poll(state).toBe('wrongIdentity')
  expect(await codeOf(der.device.writeSetpoint(1))).toBe('Device.WrongIdentity')
  expect(der.batches).toEqual([])
})

test('a device without a map is named', async () => {
  fake.put(40_000, '0000')
  await start()
  await expect.poll(() => der.device.status().detail).toBe('it has no SunSpec map at 40000, 0, 50000')
})

test('fault 22: a setpoint is enabled, in watts, and given in one request, then read back', async () => {
  await start()
  await expect.poll(state).toBe('connected')
  await der.device.writeSetpoint(-7.5)
  expect(fake.requests.filter((request) => request.function === 16)).toMatchObject([
    { start: controlsAt + 22, second: 4 },
  ])
  expect([...fake.registers.subarray(controlsAt + 22, controlsAt + 26)]).toEqual([1, 1, 0xffff, 0x1_0000 - 750])
  expect(der.newest('setpointKW')).toMatchObject({ value: -7.5, quality: 'good' })
  fake.put(controlsAt + 55, '8000')
  expect(await codeOf(der.device.writeSetpoint(1))).toBe('Device.BadAnswer')
})

test('the heartbeat counts in the model that has one', async () => {
  await start()
  await expect.poll(state).toBe('connected')
  await der.device.beat()
  await der.device.beat()
  expect(fake.requests.filter((request) => request.function === 16)).toMatchObject([
    { start: storageAt + 9 + 5, second: 2 },
    { start: storageAt + 9 + 5, second: 2 },
  ])
  expect([...fake.registers.subarray(storageAt + 9 + 5, storageAt + 9 + 7)]).toEqual([0, 2])
})

const written = () => fake.requests.filter((one) => one.function === 16 || one.function === 6).map(({ start }) => start)
const registers = (from: number, length: number) => [...fake.registers.subarray(from, from + length)]

describe('a device with the older models takes a power', () => {
  const settings = modelHex({ id: 121, length: 30, fields: { 2: '0064', 22: '0002' } })
  const nameplate = modelHex({ id: 120, length: 26, fields: { 3: '0064', 4: '0002', 25: '0032', 26: '0002' } })
  const immediate = modelHex({
    id: 123,
    length: 24,
    fields: { 5: '2710', 6: '0000', 7: '0000', 8: '0000', 9: '0000', 23: 'fffe' },
  })
  const basicStorage = modelHex({
    id: 124,
    length: 24,
    fields: { 2: '0a28', 5: '0000', 12: '2710', 13: '2710', 15: '0000', 18: '0000', 25: 'fffe' },
  })
  const models = inverter + nameplate + settings + immediate + basicStorage
  const nameplateAt = inverterAt + 52
  const immediateAt = nameplateAt + 28 + 32
  const storageControlAt = immediateAt + 26

  async function open(kind: 'battery' | 'pv', watchdog = false): Promise<void> {
    fake.put(40_000, markerHex + commonHex('Maker', 'Hybrid', 'SN-43') + models + endHex)
    const { heartbeat: _, ...rest } = definition as Extract<Definition, { protocol: 'sunspec' }>
    const guarded = watchdog ? { watchdog: { timeoutMs: 60_000, safeState: 'it follows its own schedule' } } : {}
    der = openForTest({ endpoint: fake.endpoint, definition: { ...rest, kind, ...guarded }, config: {} })
    der.device.start()
    await expect.poll(state).toBe('connected')
  }

  test('storage by model 124: both rates in one request, equal and opposite, before they are enabled', async () => {
    await open('battery')
    await expect.poll(() => der.newest('setpointKW')).toMatchObject({ value: null, quality: 'bad' })
    await der.device.writeSetpoint(-1.3)
    // charging 1.3 kW: 26 % of 5 kW out, 50 % of 2.6 kW in
    expect(written()).toEqual([storageControlAt + 12, storageControlAt + 5])
    expect(registers(storageControlAt + 12, 2)).toEqual([0x1_0000 - 2_600, 5_000])
    expect(registers(storageControlAt + 5, 1)).toEqual([3])
    expect(der.newest('setpointKW')).toMatchObject({ value: -1.3, quality: 'good' })
    await der.device.writeSetpoint(2)
    expect(registers(storageControlAt + 12, 2)).toEqual([4_000, 0x1_0000 - 7_692])
    await expect.poll(() => der.newest('setpointKW')?.value).toBe(2)
  })

  test('limits that somebody else gives are no setpoint', async () => {
    await open('battery')
    await der.device.writeSetpoint(2)
    fake.put(storageControlAt + 12, '27102710')
    await expect.poll(() => der.newest('setpointKW')).toMatchObject({ value: null, quality: 'bad' })
  })

  test('a producer by model 123: a part of its greatest power, enabled last, and never drawn', async () => {
    await open('pv')
    await der.device.writeSetpoint(4.5)
    expect(written()).toEqual([immediateAt + 5, immediateAt + 9])
    expect(registers(immediateAt + 5, 5)).toEqual([4_500, 0, 0, 0, 1])
    expect(der.newest('setpointKW')).toMatchObject({ value: 4.5, quality: 'good' })
    expect(await codeOf(der.device.writeSetpoint(-1))).toBe('Device.Illegal')
    expect(registers(immediateAt + 5, 1)).toEqual([4_500])
  })

  test('the time of a watchdog is given with each setpoint, before it', async () => {
    await open('pv', true)
    await der.device.writeSetpoint(4.5)
    expect(written()).toEqual([immediateAt + 7, immediateAt + 5, immediateAt + 9])
    expect(registers(immediateAt + 7, 1)).toEqual([60])
  })

  test('beyond the range of the definition, or without a scale, nothing is written', async () => {
    await open('battery')
    expect(await codeOf(der.device.writeSetpoint(101))).toBe('Device.NotWritable')
    fake.put(storageControlAt + 25, '8000')
    expect(await codeOf(der.device.writeSetpoint(1))).toBe('Device.BadAnswer')
    expect(written()).toEqual([])
    expect(der.device.status()).toMatchObject({ state: 'connected', lostCount: 0 })
  })

  test('a device without any of these models is not written to', async () => {
    await open('battery')
    await der.device.stop()
    fake.put(40_000, markerHex + commonHex('Maker', 'Meter', 'SN-44') + inverter + endHex)
    der.device.start()
    await expect.poll(state).toBe('connected')
    expect(await codeOf(der.device.writeSetpoint(1))).toBe('Device.NotWritable')
  })
})

test("the device's own frequency droop is armed through model 711, and read back", async () => {
  await start()
  await expect.poll(() => der.newest('responseArmed')).toMatchObject({ value: 0, quality: 'good' })
  await der.device.switchOutput?.('responseArmed', true)
  expect(der.newest('responseArmed')).toMatchObject({ value: 1, quality: 'good' })
  const written = fake.requests.filter((r) => r.function === 16 && r.start === droopAt + 2)
  expect(written).toHaveLength(1)
  await expect(codeOf(der.device.switchOutput?.('relay', true) ?? Promise.resolve())).resolves.toBe(
    'Device.NotWritable',
  )
})

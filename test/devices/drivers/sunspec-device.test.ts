import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
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
  sunspec: { models: [103, 704, 713] },
  points: {
    activePowerKW: { frame: 'generator', poll: 'fast', plausible: [-100, 100] },
    setpointKW: { frame: 'generator', poll: 'fast' },
    socPct: { plausible: [0, 100] },
    frequencyHz: {},
    temperatureDegC: {},
    state: {},
    cycleCount: {},
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
const control = modelHex({ id: 715, length: 5, fields: {} })
const inverterAt = 40_070
const controlsAt = inverterAt + 52
const storageAt = controlsAt + 59

let fake: FakeModbus
let der: Watched

beforeEach(async () => {
  fake = await startFakeModbus()
  fake.put(40_000, markerHex + commonHex('Maker', 'DER', 'SN-42') + inverter + controls + storage + control + endHex)
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
  fake.put(inverterAt, modelHex({ id: 120, length: 26, fields: {} }) + inverter + controls + storage + control + endHex)
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
  expect(fake.requests.filter((request) => request.function === 6)).toMatchObject([
    { start: storageAt + 9 + 4, second: 1 },
    { start: storageAt + 9 + 4, second: 2 },
  ])
})

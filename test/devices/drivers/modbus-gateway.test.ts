import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Definition, definitionSchema } from '../../../devices/definition.ts'
import { type FakeModbus, startFakeModbus } from '../transports/fake-modbus-server.ts'
import { type FakeRtu, startRtuOverTcp } from '../transports/fake-rtu-device.ts'
import { batteryDefinition, codeOf, openForTest, putBattery, type Watched } from './open-for-test.ts'

/** A battery whose powers are scaled by a factor it names itself. */
const scaledBattery: Definition = definitionSchema.parse({
  ...batteryDefinition,
  points: {
    activePowerKW: { address: 40_001, type: 'int16', scaleFrom: { address: 40_004 }, frame: 'generator', poll: 'fast' },
    setpointKW: { address: 40_002, type: 'int16', scaleFrom: { address: 40_004 }, frame: 'generator', poll: 'fast' },
    state: { address: 5, type: 'bit', codes: { 0: 1, 1: 3 } },
  },
  setpoint: {
    address: 40_002,
    type: 'int16',
    scaleFrom: { address: 40_004 },
    frame: 'generator',
    plausible: [-600, 600],
  },
})

let fake: FakeModbus
let opened: Watched[]

beforeEach(async () => {
  fake = await startFakeModbus()
  putBattery(fake)
  opened = []
})

afterEach(async () => {
  await Promise.all(opened.map(({ device }) => device.stop()))
  await fake.stop()
})

function start(unit: number, definition: Definition = batteryDefinition, endpoint = fake.endpoint): Watched {
  const watched = openForTest({ endpoint, definition, config: { unit, id: `battery-${unit}` } })
  opened.push(watched)
  watched.device.start()
  return watched
}

const connected = (watched: Watched) =>
  expect.poll(() => watched.device.status().state, { timeout: 3_000 }).toBe('connected')

test('three devices behind one gateway share its connection; one that is silent takes nothing from the others', async () => {
  fake.twist = (answer, request) => (request.unit === 3 ? undefined : answer)
  const [one, two, silent] = [start(1), start(2), start(3)]
  await Promise.all([connected(one), connected(two)])
  await expect.poll(() => silent.device.status().state, { timeout: 3_000 }).toBe('lost')
  const before = one.batches.length
  await delay(2_000)
  expect(one.batches.length - before).toBeGreaterThan(12)
  expect(two.newest('activePowerKW')).toMatchObject({ value: 300, quality: 'good' })
  expect(fake.accepted).toBe(1)
  expect(fake.requests.filter((r) => r.unit === 3).length).toBeLessThanOrEqual(3)
  await one.device.stop()
  await two.device.writeSetpoint(10)
})

test('fault 15: a scale factor the device does not give leaves its points bad, with the reason, until it does', async () => {
  fake.put(0, '0bb8', 1, '0000', 3, '8000')
  const battery = start(1, scaledBattery)
  await expect.poll(() => battery.newest('activePowerKW')).toMatchObject({ value: null, quality: 'bad' })
  expect(battery.device.status().detail).toContain('scale unknown: activePowerKW, setpointKW')
  expect(await codeOf(battery.device.writeSetpoint(12))).toBe('Device.BadAnswer')
  expect(fake.requests.every((r) => r.function < 5)).toBe(true)
  fake.put(3, 'ffff')
  await expect.poll(() => battery.newest('activePowerKW')).toMatchObject({ value: 300, quality: 'good' })
  expect(battery.device.status().detail).toMatch(/^answers in/)
  expect(battery.newest('state')).toMatchObject({ value: 1, quality: 'good' })
})

test('a setpoint is scaled by the factor the device names at that moment', async () => {
  fake.put(3, 'ffff')
  const battery = start(1, scaledBattery)
  await connected(battery)
  await battery.device.writeSetpoint(-12.5)
  expect(new Int16Array(fake.registers.buffer)[1]).toBe(-125)
  fake.put(3, '0000')
  await battery.device.writeSetpoint(40)
  expect(fake.registers[1]).toBe(40)
})

test('RTU over TCP: a device is identified, read and written as over TCP', async () => {
  const rtu: FakeRtu = await startRtuOverTcp()
  rtu.registers.set(0, 0).set(1, 3_000).set(2, 0).set(3, 0)
  const battery = start(1, batteryDefinition, rtu.endpoint)
  await connected(battery)
  await expect.poll(() => battery.newest('activePowerKW')).toMatchObject({ value: 300, quality: 'good' })
  await battery.device.writeSetpoint(25)
  expect([rtu.registers.get(2), rtu.registers.get(3)]).toEqual([0, 250])
  await battery.device.stop()
  await rtu.stop()
})

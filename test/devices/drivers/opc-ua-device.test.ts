import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { StatusCodes } from 'node-opcua-client'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { definitionSchema } from '../../../devices/definition.ts'
import type { DeviceConfig } from '../../../domain/site.ts'
import { codeOf, openForTest, type Watched } from './open-for-test.ts'
import { type FakeOpcUa, startFakeOpcUa } from './opc-ua-fake.ts'

const node = (name: string) => `nsu=urn:test:device;s=${name}`

const flywheel = definitionSchema.parse({
  protocol: 'opcUa',
  id: 'test/flywheel',
  kind: 'flywheel',
  maker: 'Test',
  model: 'Flywheel',
  source: 'test',
  identity: { node: node('Serial') },
  points: {
    activePowerKW: { node: node('Power'), scale: 0.001, frame: 'load', poll: 'fast' },
    setpointKW: { node: node('Setpoint'), scale: 0.001, frame: 'load', poll: 'fast' },
    socPct: { node: node('Soc'), plausible: [0, 100], poll: 'fast' },
    speedRpm: { node: node('Nowhere') },
  },
  setpoint: { node: node('Setpoint'), scale: 0.001, frame: 'load' },
  heartbeat: { node: node('Beat') },
})

let fake: FakeOpcUa
let wheel: Watched
const dataDir = mkdtempSync(join(tmpdir(), 'opc-ua-device-'))

beforeEach(async () => {
  fake = await startFakeOpcUa({ Serial: 'FW-1', Power: -120_000, Setpoint: 0, Soc: 50, Beat: 0 })
})

afterEach(async () => {
  await wheel.device.stop()
  await fake.stop()
})

afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

async function start(config: Partial<DeviceConfig> = {}): Promise<void> {
  wheel = openForTest({ endpoint: fake.endpoint, definition: flywheel, config, dataDir })
  wheel.device.start()
  await delay(0)
}

const state = () => wheel.device.status().state
const becomes = (expected: string) => expect.poll(state, { timeout: 5_000 }).toBe(expected)

test('values arrive in our unit and sign, and a missing node is named', async () => {
  await start()
  await expect
    .poll(() => wheel.newest('activePowerKW'), { timeout: 5_000 })
    .toMatchObject({ value: 120, quality: 'good' })
  expect(wheel.newest('speedRpm')).toMatchObject({ value: null, quality: 'bad' })
  expect(wheel.device.status()).toMatchObject({ state: 'connected', serial: 'FW-1' })
  expect(wheel.device.status().detail).toMatch(/^points missing: speedRpm; answers in/)
})

test('a change arrives within 300 ms; what does not change stays current', async () => {
  await start()
  await expect.poll(() => wheel.newest('socPct'), { timeout: 5_000 }).toBeDefined()
  fake.values['Power'] = 50_000
  const begin = performance.now()
  await expect.poll(() => wheel.newest('activePowerKW')?.value, { interval: 5 }).toBe(-50)
  expect(performance.now() - begin).toBeLessThan(300)
  await delay(1_500)
  expect(wheel.newest('socPct')).toMatchObject({ value: 50, quality: 'good' })
  expect(Date.now() - (wheel.newest('socPct')?.at ?? 0)).toBeLessThan(1_100)
})

test('status codes become quality', async () => {
  fake.status['Soc'] = StatusCodes.UncertainLastUsableValue
  await start()
  await expect.poll(() => wheel.newest('socPct'), { timeout: 5_000 }).toMatchObject({ value: 50, quality: 'suspect' })
  fake.status['Soc'] = StatusCodes.BadSensorFailure
  await expect.poll(() => wheel.newest('socPct')).toMatchObject({ value: null, quality: 'bad' })
  fake.status['Soc'] = StatusCodes.Good
  await expect.poll(() => wheel.newest('socPct')).toMatchObject({ value: 50, quality: 'good' })
})

test('a setpoint is written in the unit, sign and type of the node and read back; the heartbeat counts', async () => {
  await start()
  await becomes('connected')
  await wheel.device.writeSetpoint(80)
  await wheel.device.beat()
  await wheel.device.beat()
  expect(fake.writes).toEqual([
    ['Setpoint', -80_000],
    ['Beat', 1],
    ['Beat', 2],
  ])
  expect(wheel.newest('setpointKW')).toMatchObject({ value: 80 })
  fake.accept = false
  expect(await codeOf(wheel.device.writeSetpoint(-20))).toBe('Device.BadAnswer')
})

test('fault 11: another serial number is not read and never written to', async () => {
  await start({ serial: 'FW-9' })
  await becomes('wrongIdentity')
  expect(await codeOf(wheel.device.writeSetpoint(1))).toBe('Device.WrongIdentity')
  expect([wheel.batches, fake.writes]).toEqual([[], []])
})

test('fault 1: a server that restarts is found again and watched again', async () => {
  await start()
  await expect.poll(() => wheel.newest('socPct'), { timeout: 5_000 }).toBeDefined()
  fake.values['Soc'] = 70
  await fake.restart()
  await expect.poll(() => wheel.newest('socPct')?.value, { timeout: 8_000 }).toBe(70)
  expect(wheel.device.status()).toMatchObject({ state: 'connected', lostCount: 1 })
})

test('fault 54: without encryption only a server on this machine is opened', async () => {
  wheel = openForTest({ endpoint: 'opc.tcp://192.0.2.1:4840', definition: flywheel, dataDir })
  wheel.device.start()
  await becomes('lost')
  expect(wheel.device.status().detail).toContain('links to others must be encrypted')
})

test('started and stopped many times, at any moment of connecting, no connection is left', async () => {
  wheel = openForTest({ endpoint: fake.endpoint, definition: flywheel, dataDir })
  for (let i = 0; i < 12; i++) {
    wheel.device.start()
    await delay(i * 8)
    await wheel.device.stop()
  }
  await expect.poll(() => fake.connections()).toBe(0)
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { StatusCodes } from 'node-opcua-client'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import type { DeviceConfig } from '../../../domain/site.ts'
import { type FakeOpcUa, startFakeOpcUa } from './opc-ua-fake.ts'
import { flywheelDefinition, type OpenedOpcUa, openOpcUaForTest } from './opc-ua-open.ts'

let fake: FakeOpcUa
let wheel: OpenedOpcUa
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
  wheel = openOpcUaForTest({ endpoint: fake.endpoint, definition: flywheelDefinition, config, dataDir })
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

test('fault 40: a device clock that is off is named; the server time orders the values, both are kept', async () => {
  fake.sourceAheadMs = 3_600_000
  await start()
  await expect.poll(() => wheel.newest('socPct')?.value, { timeout: 5_000 }).toBe(50)
  const first = wheel.batches.find((batch) => batch.socPct)?.socPct
  expect(Math.abs((first?.at ?? 0) - Date.now())).toBeLessThan(2_000)
  expect((first?.sourceAt ?? 0) - (first?.at ?? 0)).toBeGreaterThan(3_590_000)
  await expect.poll(() => wheel.device.status().detail).toMatch(/device clock off by 3[56]\d\d s/)
  fake.sourceAheadMs = 0
  fake.values['Soc'] = 51
  fake.values['Power'] = 1
  fake.values['Setpoint'] = 1
  await expect.poll(() => wheel.device.status().detail, { timeout: 2_000 }).not.toContain('clock')
})

test('fault 56: a subscription that dies in silence makes values stale, is made again on the same link', async () => {
  await start()
  await expect.poll(() => wheel.newest('socPct')?.quality, { timeout: 5_000 }).toBe('good')
  fake.silenceSubscriptions()
  await expect.poll(() => wheel.newest('socPct')?.quality, { timeout: 5_000 }).toBe('stale')
  fake.values['Soc'] = 60
  await expect.poll(() => wheel.newest('socPct'), { timeout: 3_000 }).toMatchObject({ value: 60, quality: 'good' })
  expect(wheel.device.status()).toMatchObject({ state: 'connected', lostCount: 0 })
})

test('fault 57: renumbered namespaces are followed by name; a namespace that is gone leaves points missing', async () => {
  await start()
  await expect.poll(() => wheel.newest('socPct')?.value, { timeout: 5_000 }).toBe(50)
  fake.namespacesBefore = ['urn:test:new', 'urn:test:newer']
  fake.values['Soc'] = 70
  await fake.restart()
  await expect.poll(() => wheel.newest('socPct')?.value, { timeout: 8_000 }).toBe(70)
  fake.namespacesBefore = ['urn:test:impostor', 'urn:test:newer']
  fake.namespace = 'urn:test:other'
  await fake.restart()
  await expect.poll(() => wheel.device.status().detail, { timeout: 8_000 }).toMatch(/BadNodeIdUnknown|points missing/)
  expect(wheel.newest('socPct')?.value).not.toBe(0)
})

test('started and stopped many times, at any moment of connecting, no connection is left', async () => {
  wheel = openOpcUaForTest({ endpoint: fake.endpoint, definition: flywheelDefinition, dataDir })
  for (let i = 0; i < 12; i++) {
    wheel.device.start()
    await delay(i * 8)
    await wheel.device.stop()
  }
  await expect.poll(() => fake.connections()).toBe(0)
})

function codeOf(promise: Promise<unknown>): Promise<string | undefined> {
  return promise.then(
    () => 'no error',
    (error: { code?: string }) => error.code,
  )
}

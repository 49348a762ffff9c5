import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { StatusCodes } from 'node-opcua-client'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import type { DeviceConfig } from '../../../domain/site.ts'
import { type FakeOpcUa, startFakeOpcUa } from './opc-ua-fake.ts'
import { flywheelDefinition, type OpenedOpcUa, openOpcUaForTest, unencrypted } from './opc-ua-open.ts'

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
  wheel = openOpcUaForTest({
    endpoint: fake.endpoint,
    definition: flywheelDefinition,
    config: { ...unencrypted, ...config },
    dataDir,
  })
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
  expect(wheel.device.status().detail).toMatch(
    /^NOT ENCRYPTED: named so in the site file; points missing: speedRpm; answers in/,
  )
})

test('a change arrives by itself; what does not change stays current', async () => {
  await start()
  await expect.poll(() => wheel.newest('socPct'), { timeout: 5_000 }).toBeDefined()
  fake.values['Power'] = 50_000
  await expect.poll(() => wheel.newest('activePowerKW')?.value, { timeout: 5_000 }).toBe(-50)
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
  expect(await codeOf(wheel.device.writeSetpoint(201))).toBe('Device.NotWritable')
  expect(fake.writes).toHaveLength(3)
  fake.accept = false
  expect(await codeOf(wheel.device.writeSetpoint(-20))).toBe('Device.BadAnswer')
})

test('fault 11: another serial number is not read and never written to', async () => {
  await start({ serial: 'FW-9' })
  await becomes('wrongIdentity')
  expect(await codeOf(wheel.device.writeSetpoint(1))).toBe('Device.WrongIdentity')
  expect([wheel.batches, fake.writes]).toEqual([[], []])
})

function codeOf(promise: Promise<unknown>): Promise<string | undefined> {
  return promise.then(
    () => 'no error',
    (error: { code?: string }) => error.code,
  )
}

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import type { DeviceConfig } from '../../../domain/site.ts'
import { type FakeOpcUa, startFakeOpcUa } from './opc-ua-fake.ts'
import { flywheelDefinition, type OpenedOpcUa, openOpcUaForTest, unencrypted } from './opc-ua-open.ts'

let fake: FakeOpcUa
let wheel: OpenedOpcUa
const dataDir = mkdtempSync(join(tmpdir(), 'opc-ua-faults-'))

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

test('fault 1: a server that restarts is found again and watched again', async () => {
  await start()
  await expect.poll(() => wheel.newest('socPct'), { timeout: 5_000 }).toBeDefined()
  fake.values['Soc'] = 70
  await fake.restart()
  await expect.poll(() => wheel.newest('socPct')?.value, { timeout: 8_000 }).toBe(70)
  expect(wheel.device.status()).toMatchObject({ state: 'connected', lostCount: 1 })
})

test.each([
  ['ahead', 3_600_000],
  ['behind', -3_600_000],
])(
  'fault 40: a device clock an hour %s is named; the server time orders the values, both are kept',
  async (_name, ms) => {
    fake.sourceAheadMs = ms
    await start()
    await expect.poll(() => wheel.newest('socPct')?.value, { timeout: 5_000 }).toBe(50)
    const first = wheel.batches.find((batch) => batch.socPct)?.socPct
    expect(Math.abs((first?.at ?? 0) - Date.now())).toBeLessThan(2_000)
    const apart = (first?.sourceAt ?? 0) - (first?.at ?? 0)
    expect([Math.sign(apart), Math.abs(apart) > 3_590_000]).toEqual([Math.sign(ms), true])
    await expect.poll(() => wheel.device.status().detail).toMatch(/device clock off by -?3[56]\d\d s/)
    fake.sourceAheadMs = 0
    fake.values['Soc'] = 51
    fake.values['Power'] = 1
    fake.values['Setpoint'] = 1
    await expect.poll(() => wheel.device.status().detail, { timeout: 2_000 }).not.toContain('clock')
  },
)

test('fault 56: a subscription that dies in silence makes values stale, is made again on the same link', async () => {
  await start()
  await expect.poll(() => wheel.newest('socPct')?.quality, { timeout: 5_000 }).toBe('good')
  fake.silenceSubscriptions()
  await expect.poll(() => wheel.newest('socPct')?.quality, { timeout: 5_000 }).toBe('stale')
  fake.values['Soc'] = 60
  await expect.poll(() => wheel.newest('socPct'), { timeout: 3_000 }).toMatchObject({ value: 60, quality: 'good' })
  expect(wheel.device.status()).toMatchObject({ state: 'connected', lostCount: 0 })
})

test('fault 56: a session that expired at the server is opened again, and its points are watched again', async () => {
  await start()
  await expect.poll(() => wheel.newest('socPct')?.quality, { timeout: 5_000 }).toBe('good')
  const sessions = () =>
    fake
      .server()
      .engine.getSessions()
      .map(({ nodeId }) => nodeId.toString())
  const before = sessions()
  fake.expireSessions()
  expect(sessions()).toEqual([])
  fake.values['Soc'] = 60
  await expect.poll(() => wheel.newest('socPct'), { timeout: 12_000 }).toMatchObject({ value: 60, quality: 'good' })
  expect(wheel.device.status().state).toBe('connected')
  expect(sessions()).toHaveLength(1)
  expect(sessions()).not.toEqual(before)
})

test('fault 57: an address space without our nodes leaves every point on the list of missing ones, and none a value', async () => {
  fake.namespace = 'urn:test:impostor'
  await fake.restart()
  const { identity: _, ...unidentified } = flywheelDefinition
  wheel = openOpcUaForTest({ endpoint: fake.endpoint, definition: unidentified, dataDir, config: unencrypted })
  wheel.device.start()
  await expect
    .poll(() => wheel.device.status().detail, { timeout: 5_000 })
    .toMatch(/points missing: activePowerKW, setpointKW, socPct, speedRpm/)
  await delay(500)
  expect(wheel.batches.flatMap((batch) => Object.values(batch)).filter(({ value }) => value !== null)).toEqual([])
})

test('fault 57: renumbered namespaces are followed by name; a namespace that is gone leaves points missing', async () => {
  await start()
  await expect.poll(() => wheel.newest('socPct')?.value, { timeout: 5_000 }).toBe(50)
  fake.namespacesBefore = ['urn:test:new', 'urn:test:newer']
  fake.values['Soc'] = 70
  await fake.restart()
  await expect.poll(() => wheel.newest('socPct')?.value, { timeout: 8_000 }).toBe(70)
  // nodes with the same numbers and names, in a namespace that only has the index of the one we mean
  fake.namespace = 'urn:test:impostor'
  fake.values['Soc'] = 99
  await fake.restart()
  await expect.poll(() => wheel.device.status().detail, { timeout: 8_000 }).toMatch(/BadNodeIdUnknown|points missing/)
  await delay(1_000)
  expect(wheel.newest('socPct')?.value).not.toBe(99)
})

test('a server that takes three items in a request is asked for three at a time', async () => {
  fake.itemsPerCall = 3
  await fake.restart()
  await start()
  await expect.poll(() => wheel.newest('socPct')?.value, { timeout: 5_000 }).toBe(50)
  await expect
    .poll(() => wheel.device.status().detail)
    .toMatch(/^NOT ENCRYPTED: named so in the site file; points missing: speedRpm; answers in/)
})

test('a change within the deadband of its definition is not sent; a server without deadbands is watched all the same', async () => {
  const { socPct, activePowerKW } = flywheelDefinition.points
  if (!socPct || !activePowerKW) throw new Error('not in the definition')
  // texts have no deadband
  const speedRpm = { ...socPct, node: 'nsu=urn:test:device;s=Serial', deadband: 1 }
  const points = { socPct: { ...socPct, deadband: 5 }, activePowerKW, speedRpm }
  wheel = openOpcUaForTest({
    endpoint: fake.endpoint,
    definition: { ...flywheelDefinition, points },
    dataDir,
    config: unencrypted,
  })
  wheel.device.start()
  await expect.poll(() => wheel.newest('socPct')?.value, { timeout: 5_000 }).toBe(50)
  fake.values['Soc'] = 53
  fake.values['Power'] = -1_000
  await expect.poll(() => wheel.newest('activePowerKW')?.value).toBe(1)
  await delay(400)
  expect(wheel.newest('socPct')?.value).toBe(50)
  fake.values['Soc'] = 56
  await expect.poll(() => wheel.newest('socPct')?.value).toBe(56)
  expect(wheel.device.status().detail).not.toContain('points missing')
})

test('started and stopped many times, at any moment of connecting, no connection is left', async () => {
  wheel = openOpcUaForTest({ endpoint: fake.endpoint, definition: flywheelDefinition, dataDir, config: unencrypted })
  for (let i = 0; i < 12; i++) {
    wheel.device.start()
    await delay(i * 8)
    await wheel.device.stop()
  }
  await expect.poll(() => fake.connections()).toBe(0)
})

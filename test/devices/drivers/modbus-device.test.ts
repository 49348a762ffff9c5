import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Definition } from '../../../devices/definition.ts'
import type { DeviceConfig } from '../../../domain/site.ts'
import { type FakeModbus, startFakeModbus } from '../transports/fake-modbus-server.ts'
import { batteryDefinition, codeOf, openForTest, putBattery, type Watched } from './open-for-test.ts'

let fake: FakeModbus
let battery: Watched

beforeEach(async () => {
  fake = await startFakeModbus()
  putBattery(fake)
})

afterEach(async () => {
  await battery.device.stop()
  await fake.stop()
})

async function start(config: Partial<DeviceConfig> = {}, definition = batteryDefinition): Promise<void> {
  battery = openForTest({ endpoint: fake.endpoint, config, definition })
  battery.device.start()
  await delay(0)
}

const state = () => battery.device.status().state
const connected = () => expect.poll(state, { timeout: 3_000 }).toBe('connected')

test('reads every point in our unit, with quality and time', async () => {
  await start()
  await expect.poll(() => battery.newest('temperatureDegC')).toBeDefined()
  expect(battery.newest('activePowerKW')).toMatchObject({ value: 300, quality: 'good' })
  expect(battery.newest('socPct')).toMatchObject({ value: 50, quality: 'good' })
  expect(battery.newest('temperatureDegC')).toMatchObject({ value: 25, quality: 'good' })
  expect(Math.abs((battery.newest('socPct')?.at ?? 0) - Date.now())).toBeLessThan(1_000)
  expect(battery.device.status()).toMatchObject({ state: 'connected', serial: 'SN-42', answerRatio: 1, lostCount: 0 })
  expect(battery.device.status().detail).toMatch(/^answers in \d/)
  expect(battery.device.traits).toMatchObject({ definition: 'test/battery', acceptsSetpoint: true, watchdogMs: 5_000 })
})

test('fast points follow a register within 150 ms, slow ones come once a second', async () => {
  await start()
  await connected()
  const waits: number[] = []
  for (let i = 1; i <= 8; i++) {
    await delay(37)
    fake.put(0, (i * 10).toString(16).padStart(8, '0'))
    const begin = performance.now()
    await expect.poll(() => battery.newest('activePowerKW')?.value, { interval: 2 }).toBe(i)
    waits.push(performance.now() - begin)
  }
  expect(Math.max(...waits)).toBeLessThan(150)
  const slow = fake.requests.filter((r) => r.start === 40).length
  const fast = fake.requests.filter((r) => r.start === 0).length
  expect(slow).toBeGreaterThan(0)
  expect(fast).toBeGreaterThan(3 * slow)
})

test('a setpoint is written in one request, read back, and reported as a reading', async () => {
  await start()
  await connected()
  await battery.device.writeSetpoint(-123.4)
  expect([fake.registers[2], fake.registers[3]]).toEqual([0xffff, 0x1_0000 - 1_234])
  expect(battery.newest('setpointKW')).toMatchObject({ value: -123.4, quality: 'good' })
})

test('fault 22: a setpoint of two registers goes in one function 16, and a torn one is noticed', async () => {
  await start()
  await connected()
  fake.twist = (answer, request) => {
    if (request.function === 16) fake.registers[2] = 0
    return answer
  }
  const error: unknown = await battery.device.writeSetpoint(-50).catch((e: unknown) => e)
  expect(error).toMatchObject({ code: 'Device.BadAnswer', details: { askedKW: -50 } })
  expect(fake.requests.filter((r) => r.function === 16)).toMatchObject([{ start: 2, second: 2 }])
})

test('the heartbeat counts', async () => {
  await start()
  await connected()
  await battery.device.beat()
  await battery.device.beat()
  expect(fake.requests.filter((r) => r.function === 6)).toMatchObject([
    { start: 50, second: 1 },
    { start: 50, second: 2 },
  ])
})

test('a device that knows only function 16 gets no other', async () => {
  await start({}, { ...batteryDefinition, multipleWrites: true } as Definition)
  await connected()
  await battery.device.beat()
  await battery.device.writeSetpoint(10)
  expect(fake.requests.filter((r) => r.function === 6)).toEqual([])
  expect(fake.requests.filter((r) => r.function === 16)).toMatchObject([
    { start: 50, second: 1 },
    { start: 2, second: 2 },
  ])
})

test('writes go before polls', async () => {
  fake.delayMs = 30
  await start()
  await connected()
  const before = fake.requests.length
  await battery.device.writeSetpoint(10)
  // only a read that was on its way already may come first
  const place = fake.requests.slice(before).findIndex((r) => r.function === 6 || r.function === 16)
  expect(place).toBeGreaterThanOrEqual(0)
  expect(place).toBeLessThanOrEqual(1)
})

test('fault 6: answers of another unit give no readings and end the link', async () => {
  await start()
  await connected()
  fake.twist = (answer) => Buffer.concat([answer.subarray(0, 6), Buffer.of(9), answer.subarray(7)])
  const count = battery.batches.length
  await expect.poll(state).toBe('lost')
  expect(battery.batches.length - count).toBeLessThanOrEqual(1)
  expect(battery.device.status().answerRatio).toBeLessThan(1)
})

test('fault 11: the wrong device is not read and never written to', async () => {
  await start({ serial: 'SN-7' })
  await expect.poll(state).toBe('wrongIdentity')
  expect(battery.device.status().detail).toBe('wrong device: expected S/N SN-7, it is S/N SN-42')
  expect(await codeOf(battery.device.writeSetpoint(1))).toBe('Device.WrongIdentity')
  expect(await codeOf(battery.device.beat())).toBe('Device.WrongIdentity')
  expect(battery.batches).toEqual([])
  expect(fake.requests.every((r) => r.start === 100)).toBe(true)
  fake.put(100, Buffer.from('SN-7\0\0\0\0').toString('hex'))
  await connected()
})

test('fault 17: what is not a number is bad, fault 14: what is not provided is too, what is implausible is suspect', async () => {
  fake.put(40, '8000', 4, '7fc00000')
  await start()
  await expect.poll(() => battery.newest('temperatureDegC')).toMatchObject({ value: null, quality: 'bad' })
  expect(battery.newest('socPct')).toMatchObject({ value: null, quality: 'bad' })
  fake.put(4, '43160000')
  await expect.poll(() => battery.newest('socPct')).toMatchObject({ value: 150, quality: 'suspect' })
})

test('a device that is only monitored is never written to', async () => {
  await start({ mode: 'monitor' })
  await connected()
  expect(await codeOf(battery.device.writeSetpoint(1))).toBe('Device.NotWritable')
  expect(await codeOf(battery.device.beat())).toBe('Device.NotWritable')
  expect(fake.requests.every((r) => r.function === 3)).toBe(true)
})

test('started and stopped 50 times, no socket is left and nothing is said afterwards', async () => {
  battery = openForTest({ endpoint: fake.endpoint })
  for (let i = 0; i < 50; i++) {
    battery.device.start()
    if (i % 2) await delay(3)
    await battery.device.stop()
  }
  await delay(50)
  const count = battery.batches.length
  expect(fake.open()).toBe(0)
  await delay(150)
  expect(battery.batches).toHaveLength(count)
})

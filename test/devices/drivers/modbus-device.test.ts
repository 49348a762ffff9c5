import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { DeviceConfig } from '../../../domain/site.ts'
import { type FakeModbus, honest, reply, startFakeModbus } from '../transports/fake-modbus-server.ts'
import { codeOf, openForTest, type Watched } from './open-for-test.ts'

let fake: FakeModbus
let battery: Watched

beforeEach(async () => {
  fake = await startFakeModbus()
  set(0, '00000bb8', 2, '00000000', 4, '42480000', 40, '0019', 100, Buffer.from('SN-42\0\0\0').toString('hex'))
})

afterEach(async () => {
  await battery.device.stop()
  await fake.stop()
})

/** Register and its bytes, again and again. */
function set(...pairs: (number | string)[]): void {
  for (let i = 0; i < pairs.length; i += 2) {
    const bytes = Buffer.from(String(pairs[i + 1]), 'hex')
    for (let at = 0; at < bytes.length; at += 2) fake.registers[Number(pairs[i]) + at / 2] = bytes.readUInt16BE(at)
  }
}

async function start(config: Partial<DeviceConfig> = {}): Promise<void> {
  battery = openForTest({ endpoint: fake.endpoint, config })
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
    set(0, (i * 10).toString(16).padStart(8, '0'))
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

test('writes go before polls', async () => {
  fake.delayMs = 30
  await start()
  await connected()
  const begin = performance.now()
  await battery.device.writeSetpoint(10)
  expect(performance.now() - begin).toBeLessThan(130)
})

test('fault 1: unplugged, no reading is invented and writes are refused; plugged in again, it goes on', async () => {
  await start()
  await connected()
  await fake.stop()
  await expect.poll(state).toBe('lost')
  const count = battery.batches.length
  expect(await codeOf(battery.device.writeSetpoint(5))).toBe('Device.Unreachable')
  await delay(700)
  expect(battery.batches).toHaveLength(count)
  expect(battery.device.status()).toMatchObject({ state: 'lost', lostCount: 1 })
  expect(battery.device.status().detail).toContain('nothing listens there')
  await fake.listen()
  await connected()
  await expect.poll(() => battery.batches.length).toBeGreaterThan(count)
})

test('fault 2: half-open within 5 s, and what was to be written is not written later', async () => {
  await start()
  await connected()
  const begin = performance.now()
  fake.twist = () => undefined
  await expect.poll(state, { timeout: 6_000, interval: 20 }).toBe('lost')
  expect(performance.now() - begin).toBeLessThan(5_000)
  expect(await codeOf(battery.device.writeSetpoint(77))).toBe('Device.Unreachable')
  fake.twist = honest
  await connected()
  await delay(200)
  expect(fake.requests.filter((r) => r.function === 16)).toEqual([])
})

test('fault 3: a flapping link is tried ever more rarely, with one socket at a time', async () => {
  await start()
  await connected()
  const accepted = () => fake.accepted
  const before = accepted()
  const flapping = setInterval(() => fake.drop(), 100)
  await delay(3_000)
  clearInterval(flapping)
  expect(accepted() - before).toBeLessThanOrEqual(4)
  expect(fake.open()).toBeLessThanOrEqual(1)
  expect(battery.device.status().lostCount).toBeGreaterThanOrEqual(1)
})

test('fault 5: a slow device is read at its own pace and said to be slow', async () => {
  fake.delayMs = 600
  await start()
  await expect.poll(() => battery.newest('activePowerKW'), { timeout: 4_000 }).toMatchObject({ value: 300 })
  await delay(1_500)
  expect(battery.device.status().detail).toMatch(/^slow: answers in 0\.6 s/)
  expect(fake.requests.length).toBeLessThan(6)
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

test('fault 9: a refused block is bad and not hammered, the rest goes on', async () => {
  fake.twist = (answer, request) => (request.start === 40 ? reply(answer, Buffer.of(0x83, 2)) : answer)
  await start()
  await expect.poll(() => battery.newest('temperatureDegC')).toMatchObject({ value: null, quality: 'bad' })
  await delay(1_200)
  expect(fake.requests.filter((r) => r.start === 40)).toHaveLength(1)
  expect(battery.newest('activePowerKW')).toMatchObject({ quality: 'good' })
})

test('fault 9: a busy device is asked again after a second', async () => {
  fake.twist = (answer, request) => (request.start === 0 ? reply(answer, Buffer.of(0x83, 6)) : answer)
  await start()
  await connected()
  await delay(1_500)
  expect(fake.requests.filter((r) => r.start === 0).length).toBeLessThanOrEqual(2)
  expect(state()).toBe('connected')
})

test('fault 11: the wrong device is not read and never written to', async () => {
  await start({ serial: 'SN-7' })
  await expect.poll(state).toBe('wrongIdentity')
  expect(battery.device.status().detail).toBe('wrong device: expected S/N SN-7, it is S/N SN-42')
  expect(await codeOf(battery.device.writeSetpoint(1))).toBe('Device.WrongIdentity')
  expect(await codeOf(battery.device.beat())).toBe('Device.WrongIdentity')
  expect(battery.batches).toEqual([])
  expect(fake.requests.every((r) => r.start === 100)).toBe(true)
  set(100, Buffer.from('SN-7\0\0\0\0').toString('hex'))
  await connected()
})

test('fault 14 and 17: what is not provided is bad, what is implausible is suspect', async () => {
  set(40, '8000', 4, '7fc00000')
  await start()
  await expect.poll(() => battery.newest('temperatureDegC')).toMatchObject({ value: null, quality: 'bad' })
  expect(battery.newest('socPct')).toMatchObject({ value: null, quality: 'bad' })
  set(4, '43160000')
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

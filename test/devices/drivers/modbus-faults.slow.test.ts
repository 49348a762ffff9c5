import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FakeModbus, honest, reply, startFakeModbus } from '../transports/fake-modbus-server.ts'
import { codeOf, openForTest, putBattery, type Watched } from './open-for-test.ts'

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

async function start(): Promise<void> {
  battery = openForTest({ endpoint: fake.endpoint })
  battery.device.start()
  await delay(0)
}

const state = () => battery.device.status().state
const connected = () => expect.poll(state, { timeout: 3_000 }).toBe('connected')

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
  expect(battery.device.status().detail).toMatch(/^slow: answers in 0\.[6-9] s/)
  expect(fake.requests.length).toBeLessThan(6)
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

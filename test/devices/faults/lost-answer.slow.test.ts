import { afterEach, beforeEach, expect, test } from 'vitest'
import { codeOf, openForTest, putBattery, type Watched } from '../drivers/open-for-test.ts'
import { type FakeModbus, honest, startFakeModbus } from '../transports/fake-modbus-server.ts'

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

test('fault 23: a write whose answer is lost is not repeated by the driver; what the device holds is read', async () => {
  battery = openForTest({ endpoint: fake.endpoint })
  const { device } = battery
  device.start()
  await expect.poll(() => device.status().state, { timeout: 3_000 }).toBe('connected')
  fake.twist = (answer, request) => {
    if (request.function !== 16) return answer
    fake.twist = honest
    return undefined
  }
  expect(await codeOf(device.writeSetpoint(-120))).toBe('Device.Timeout')
  await expect.poll(() => battery.newest('setpointKW')?.value, { timeout: 8_000 }).toBe(-120)
  expect(fake.requests.filter((r) => r.function === 16)).toHaveLength(1)
}, 15_000)

import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ModbusDefinition } from '../../../devices/definition.ts'
import { batteryDefinition, codeOf, openForTest, type Watched } from '../drivers/open-for-test.ts'
import { type FakeRtu, startRtuOverTcp, withCrc } from '../transports/fake-rtu-device.ts'

let fake: FakeRtu
let battery: Watched

beforeEach(async () => {
  fake = await startRtuOverTcp()
  put('SN-42\0\0\0')
  for (const register of [0, 1, 2, 3, 4, 5, 40]) fake.registers.set(register, 0)
})
afterEach(async () => {
  await battery.device.stop()
  await fake.stop()
})

/** Puts a serial number where the battery has its own. */
function put(serial: string): void {
  const bytes = Buffer.from(serial)
  for (let i = 0; i < 4; i++) fake.registers.set(100 + i, bytes.readUInt16BE(2 * i))
}

/** The answer of the other device to the same request. */
function other(request: Buffer): Buffer {
  const isIdentity = request.readUInt16BE(2) === 100
  const data = isIdentity ? Buffer.from('SN-43\0\0\0') : Buffer.alloc(2 * request.readUInt16BE(4), 0x11)
  return withCrc(Buffer.concat([request.subarray(0, 2), Buffer.of(data.length), data]))
}

/** Both on the wire at once. */
const collision = (one: Buffer, two: Buffer) => Buffer.from(one.map((byte, i) => byte & (two[i] ?? 0xff)))

async function start(given: Partial<Parameters<typeof openForTest>[0]> = { config: { serial: 'SN-42' } }) {
  battery = openForTest({ endpoint: fake.endpoint, ...given })
  battery.device.start()
  await expect.poll(() => battery.device.status().state, { timeout: 3_000 }).toBe('connected')
}

test('fault 10: two devices that answer as one unit are told by name, and nothing is written to either', async () => {
  await start()
  let turn = 0
  fake.twist = (answer, request) => {
    turn += 1
    if (turn % 3 === 1) return [collision(answer, other(request))]
    return [turn % 3 === 2 ? answer : other(request)]
  }
  const { device } = battery
  await expect.poll(() => device.status().state, { timeout: 8_000 }).toBe('wrongIdentity')
  expect(device.status().detail).toBe('two devices answer as unit 1: S/N SN-42 and S/N SN-43')
  expect(await codeOf(device.writeSetpoint(5))).toBe('Device.WrongIdentity')
  expect(await codeOf(device.beat())).toBe('Device.WrongIdentity')
  fake.twist = (answer) => [answer]
  await expect.poll(() => device.status().state, { timeout: 8_000 }).toBe('connected')
}, 20_000)

test('fault 10: two devices that both answer whole are told without any serial number, and nothing is written', async () => {
  const { identity: _none, ...definition } = batteryDefinition as ModbusDefinition
  await start({ definition })
  fake.twist = (answer, request) => [Buffer.concat([answer, other(request)])]
  const { device } = battery
  await expect
    .poll(() => device.status().notes?.map((n) => n.text), { timeout: 5_000 })
    .toEqual(['two devices answer as unit 1: second answers come'])
  expect(await codeOf(device.writeSetpoint(5))).toBe('Device.NotWritable')
  expect(battery.newest('activePowerKW')?.value).toBe(0)
}, 20_000)

test('fault 10: where damage alone is seen, nothing is written until the line is clean again', async () => {
  await start()
  let turn = 0
  fake.twist = (answer, request) => [
    turn++ % 3 === 0 && request.readUInt16BE(2) !== 100 ? collision(answer, other(request)) : answer,
  ]
  const notes = () => battery.device.status().notes?.map((n) => n.kind)
  await expect.poll(notes, { timeout: 5_000 }).toContain('damaged')
  expect(await codeOf(battery.device.writeSetpoint(5))).toBe('Device.NotWritable')
  expect(battery.device.status()).toMatchObject({ state: 'connected' })
  fake.twist = (answer) => [answer]
  await expect.poll(notes, { timeout: 8_000 }).toBeUndefined()
  await delay(0)
}, 20_000)

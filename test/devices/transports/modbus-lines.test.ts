import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { UnitLine } from '../../../devices/transports/modbus/line.ts'
import { createLines, type Lines } from '../../../devices/transports/modbus/lines.ts'
import type { ReadRequest } from '../../../devices/transports/modbus/requests.ts'
import type { UnitSettings } from '../../../devices/transports/modbus/unit.ts'
import { attach, silentEvents } from './attach.ts'
import { type FakeModbus, startFakeModbus } from './fake-modbus-server.ts'

let fake: FakeModbus
let lines: Lines
let open: UnitLine[]

beforeEach(async () => {
  fake = await startFakeModbus()
  fake.registers.set(Uint16Array.from({ length: 100 }, (_, i) => i + 1_000))
  lines = createLines()
  open = []
})

afterEach(async () => {
  for (const line of open) line.close()
  await fake.stop()
})

async function unit(settings: Partial<UnitSettings> = {}): Promise<UnitLine> {
  const line = await attach({ endpoint: fake.endpoint, lines, ...settings })
  open.push(line)
  return line
}

const at = (start: number): ReadRequest => ({ kind: 'read', table: 'holding', start, length: 1 })
const value = async (line: UnitLine, start: number) => (await line.ask(at(start))).readUInt16BE()

test('units behind one address share one connection, which ends with the last of them', async () => {
  const [one, two] = await Promise.all([unit({ unit: 1 }), unit({ unit: 2 })])
  expect(await Promise.all([value(one, 3), value(two, 4)])).toEqual([1_003, 1_004])
  expect(fake.requests.map((r) => r.unit)).toEqual([1, 2])
  expect(fake.accepted).toBe(1)
  one.close()
  expect(await value(two, 5)).toBe(1_005)
  await expect(value(one, 5)).rejects.toMatchObject({ code: 'Device.Unreachable' })
  two.close()
  await expect.poll(() => fake.open()).toBe(0)
  expect(await value(await unit(), 6)).toBe(1_006)
  expect(fake.accepted).toBe(2)
})

test('units take turns, one request at a time, however much one of them asks', async () => {
  fake.delayMs = 5
  const [one, two, three] = [await unit({ unit: 1 }), await unit({ unit: 2 }), await unit({ unit: 3 })]
  const asked = [...Array.from({ length: 6 }, (_, i) => value(one, i)), value(two, 1), value(two, 2), value(three, 1)]
  await Promise.all(asked)
  expect(fake.requests.map((r) => r.unit)).toEqual([1, 2, 3, 1, 2, 1, 1, 1, 1])
  const gaps = fake.requests.slice(1).map((r, i) => r.atMs - (fake.requests[i]?.atMs ?? 0))
  expect(Math.min(...gaps)).toBeGreaterThan(4)
})

test('a silent unit fails alone and costs the others one wait, then hardly anything', async () => {
  fake.twist = (answer, request) => (request.unit === 9 ? undefined : answer)
  const lost: string[] = []
  const silent = await unit({
    unit: 9,
    timeoutMs: 300,
    events: { ...silentEvents, lost: (reason) => lost.push(reason) },
  })
  const good = await unit({ unit: 1, timeoutMs: 300 })
  const refusals = new Set<string>()
  const latencies: number[] = []
  const begin = performance.now()
  while (performance.now() - begin < 4_600) {
    void silent.ask(at(1)).catch((error: { code: string }) => refusals.add(error.code))
    const asked = performance.now()
    expect(await value(good, 2)).toBe(1_002)
    latencies.push(performance.now() - asked)
    await delay(20)
  }
  expect([...refusals].slice(0, 1)).toEqual(['Device.Timeout'])
  expect(lost).toEqual(['no answer for 4 s'])
  expect(latencies.filter((ms) => ms > 100).length).toBeLessThanOrEqual(2)
  expect(fake.accepted).toBe(1)
})

test('up to 16 requests are under way at once and each gets its own answer, in whatever order they come', async () => {
  const line = await unit({ transactionsInFlight: 16 })
  let answered = 0
  let most = 0
  fake.delayMs = 10
  fake.twist = (answer) => {
    most = Math.max(most, fake.requests.length - answered)
    answered += 1
    return answer
  }
  const asked = Array.from({ length: 48 }, (_, i) => value(line, i))
  expect(await Promise.all(asked)).toEqual(Array.from({ length: 48 }, (_, i) => 1_000 + i))
  expect(most).toBe(16)
})

test('fault 5: answers out of order, doubled and late never answer another request', async () => {
  const line = await unit({ transactionsInFlight: 4, timeoutMs: 200 })
  const late: Buffer[] = []
  fake.twist = (answer, request) => {
    if (request.start === 7) {
      late.push(answer)
      return undefined
    }
    return Buffer.concat([answer, ...late.splice(0)])
  }
  const [seven, ...others] = await Promise.allSettled([7, 1, 2, 3].map((start) => value(line, start)))
  expect(others.map((one) => one.status === 'fulfilled' && one.value)).toEqual([1_001, 1_002, 1_003])
  expect(seven).toMatchObject({ status: 'fulfilled', value: 1_007 })
  fake.twist = (answer) => Buffer.concat([answer, answer])
  expect(await Promise.all([10, 11, 12].map((start) => value(line, start)))).toEqual([1_010, 1_011, 1_012])
})

test('whoever no longer wants to connect does not hold up, or break, the others', async () => {
  const stop = new AbortController()
  const address = { scheme: 'modbus-tcp' as const, host: '127.0.0.1', port: fake.port }
  const { systemClock: clock } = await import('../../../main/clock.ts')
  const settings = { unit: 1, events: silentEvents }
  const first = lines.attach({ address, folder: '/', clock, signal: stop.signal, settings })
  const second = unit({ unit: 2 })
  stop.abort()
  await expect(first).rejects.toMatchObject({ code: 'Device.Unreachable' })
  expect(await value(await second, 1)).toBe(1_001)
})

test('a quiet time is kept between an answer and the next request', async () => {
  const line = await unit({ gapMs: 30 })
  await Promise.all([value(line, 1), value(line, 2), value(line, 3)])
  const [a, b, c] = fake.requests.map((r) => r.atMs)
  expect(Math.min((b ?? 0) - (a ?? 0), (c ?? 0) - (b ?? 0))).toBeGreaterThanOrEqual(29)
})

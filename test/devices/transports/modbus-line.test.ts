import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { UnitLine } from '../../../devices/transports/modbus/line.ts'
import type { ReadRequest } from '../../../devices/transports/modbus/requests.ts'
import { type FakeModbus, honest, reply, startFakeModbus } from './fake-modbus-server.ts'
import { attach } from './attach.ts'

let fake: FakeModbus
let line: UnitLine
let lost: string[]
let answers: boolean[]

beforeEach(async () => {
  fake = await startFakeModbus()
  fake.registers.set([11, 22, 33])
  lost = []
  answers = []
  const events = {
    lost: (reason: string) => lost.push(reason),
    answered: () => answers.push(true),
    unanswered: () => answers.push(false),
  }
  line = await attach({ endpoint: fake.endpoint, events })
})

afterEach(async () => {
  line.close()
  await fake.stop()
})

const three: ReadRequest = { kind: 'read', table: 'holding', start: 0, length: 3 }
const read = () => line.ask(three).then((b) => [b.readUInt16BE(0), b.readUInt16BE(2), b.readUInt16BE(4)])
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: { code?: string }) => error.code,
  )

test('reads and writes: functions 3, 4, 6 and 16', async () => {
  expect(await read()).toEqual([11, 22, 33])
  await line.ask({ ...three, table: 'input' })
  await line.ask({ kind: 'write', start: 1, values: Buffer.from('002a', 'hex') })
  await line.ask({ kind: 'write', start: 8, values: Buffer.from('00010002', 'hex') })
  expect([...fake.registers.subarray(0, 3), ...fake.registers.subarray(8, 10)]).toEqual([11, 42, 33, 1, 2])
  expect(fake.requests.map((r) => r.function)).toEqual([3, 4, 6, 16])
})

test('one request at a time, and writes before waiting reads', async () => {
  fake.delayMs = 20
  await Promise.all([read(), read(), line.ask({ kind: 'write', start: 0, values: Buffer.from('0007', 'hex') })])
  expect(fake.requests.map((r) => r.function)).toEqual([3, 6, 3])
  const [first, second] = fake.requests
  expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThan(18)
})

test('half an answer is no answer yet', async () => {
  fake.twist = (answer) => answer.subarray(0, 5)
  const pending = read()
  await delay(30)
  fake.twist = honest
  expect(lost).toEqual([])
  await expect(Promise.race([pending, delay(10, 'waits')])).resolves.toBe('waits')
  line.close()
  await expect(pending).rejects.toMatchObject({ code: 'Device.Unreachable' })
})

/** An answer with one byte changed. */
function change(at: number, value: number) {
  return (answer: Buffer) => Buffer.concat([answer.subarray(0, at), Buffer.of(value), answer.subarray(at + 1)])
}

describe('fault 6: an answer that does not fit its request is never a value', () => {
  test.each([
    ['unit', change(6, 9)],
    ['function', change(7, 4)],
    ['byte count', change(8, 4)],
    ['odd byte count', change(8, 5)],
    ['fewer registers', (answer: Buffer) => reply(answer, Buffer.from([3, 4, 0, 1, 0, 2]))],
    ['more registers', (answer: Buffer) => reply(answer, Buffer.from([3, 8, 0, 1, 0, 2, 0, 3, 0, 4]))],
    ['exception of another function', (answer: Buffer) => reply(answer, Buffer.from([0x84, 2]))],
  ])('wrong %s', async (_name, twist) => {
    fake.twist = twist
    expect(await code(read())).toBe('Device.BadAnswer')
    expect(answers).toEqual([false])
    fake.twist = honest
    expect(await read()).toEqual([11, 22, 33])
  })

  test.each([
    ['address', 9],
    ['value', 11],
  ])('a write echoed with another %s', async (_name, at) => {
    fake.twist = change(at, 99)
    expect(await code(line.ask({ kind: 'write', start: 1, values: Buffer.from('002a', 'hex') }))).toBe(
      'Device.BadAnswer',
    )
  })

  test('wrong transaction: the request fails in time and the link is given up', async () => {
    fake.twist = change(0, 0xee)
    expect(await code(read())).toBe('Device.Timeout')
    expect(lost).toEqual([expect.stringContaining('wrong transaction')])
  })
})

describe('fault 7: bytes that are not Modbus end the connection', () => {
  test.each([
    ['HTTP', Buffer.from('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')],
    ['length 0', Buffer.from('000100000000', 'hex')],
    ['length 65535', Buffer.from('00010000ffff010304', 'hex')],
    ['empty PDU', Buffer.from('00010000000101', 'hex')],
  ])('%s', async (_name, bytes) => {
    fake.twist = () => bytes
    expect(await code(read())).toBe('Device.Unreachable')
    expect(lost).toEqual([expect.stringContaining('not Modbus/TCP')])
    expect(await code(read())).toBe('Device.Unreachable')
  })
})

test('fault 8: 2,000 frames for one request end the connection', async () => {
  fake.twist = (answer) => Buffer.concat(Array<Buffer>(2_000).fill(answer))
  expect(await read()).toEqual([11, 22, 33])
  await expect.poll(() => lost).toEqual([expect.stringContaining('flood')])
})

describe('fault 9: exceptions are named and sorted', () => {
  test.each([
    [1, 'Device.Illegal', 'does not know this function'],
    [2, 'Device.Illegal', 'no such register'],
    [3, 'Device.Illegal', 'does not accept this value'],
    [4, 'Device.BadAnswer', 'failed'],
    [5, 'Device.Busy', 'not ready'],
    [6, 'Device.Busy', 'busy'],
    [10, 'Device.Unreachable', 'no path'],
    [11, 'Device.Unreachable', 'does not answer the gateway'],
    [0, 'Device.BadAnswer', 'not in the standard'],
    [255, 'Device.BadAnswer', 'not in the standard'],
  ])('exception %d is %s', async (exception, expected, words) => {
    fake.twist = (answer) => reply(answer, Buffer.of(0x83, exception))
    const error: unknown = await read().catch((e: unknown) => e)
    expect(error).toMatchObject({ code: expected, details: { exception } })
    expect(String(error)).toContain(words)
    expect(answers).toEqual([true])
  })
})

test('fault 5: a late answer is dropped and never answers another request', async () => {
  fake.delayMs = 1_300
  const [first, waiting] = [code(read()), code(read())]
  expect(await Promise.all([first, waiting])).toEqual(['Device.Timeout', 'Device.Timeout'])
  fake.registers.set([44, 55, 66])
  const meanwhile = await code(line.ask({ kind: 'write', start: 9, values: Buffer.from('0001', 'hex') }))
  expect(meanwhile).toBe('Device.Timeout')
  await delay(500)
  expect(fake.requests).toHaveLength(1)
  expect(answers).toEqual([false, true])
  expect(await read()).toEqual([44, 55, 66])
  expect(lost).toEqual([])
})

test('fault 1: a device that goes away fails what is under way at once', async () => {
  fake.twist = () => undefined
  const pending = code(read())
  await delay(20)
  fake.drop()
  expect(await pending).toBe('Device.Unreachable')
  expect(lost).toHaveLength(1)
})

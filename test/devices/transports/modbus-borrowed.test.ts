import { Duplex } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTcpFraming } from '../../../devices/transports/modbus/frames/tcp-frames.ts'
import { ModbusLine, type UnitLine } from '../../../devices/transports/modbus/line.ts'
import type { ReadRequest } from '../../../devices/transports/modbus/requests.ts'
import { createVirtualClock } from '../../virtual-clock.ts'
import { attach, silentEvents } from './attach.ts'
import { type FakeModbus, startFakeModbus } from './fake-modbus-server.ts'
import { tcpReference } from './hostile-references.ts'

const at = (start: number, length = 10): ReadRequest => ({ kind: 'read', table: 'holding', start, length })
const numbers = (data: Buffer) => Array.from({ length: data.length / 2 }, (_, i) => data.readUInt16BE(2 * i))
const expected = (start: number, length = 10) => Array.from({ length }, (_, i) => 2_000 + start + i)

describe('what a line gives stays as it was, though the socket reads into the same bytes again', () => {
  let fake: FakeModbus
  let line: UnitLine

  beforeEach(async () => {
    fake = await startFakeModbus()
    fake.registers.set(Uint16Array.from({ length: 1_000 }, (_, i) => 2_000 + i))
    line = await attach({ endpoint: fake.endpoint, transactionsInFlight: 8 })
  })

  afterEach(async () => {
    line.close()
    await fake.stop()
  })

  const eight = (start: number) => Promise.all(Array.from({ length: 8 }, (_, i) => line.ask(at(start + i))))

  async function inPieces(bytes: Buffer, size: number): Promise<void> {
    for (let from = 0; from < bytes.length; from += size) {
      fake.send(bytes.subarray(from, from + size))
      await new Promise(setImmediate)
    }
  }

  test('one answer after the other', async () => {
    const kept: Buffer[] = []
    for (let start = 0; start < 20; start++) kept.push(await line.ask(at(start)))
    expect(kept.map(numbers)).toEqual(kept.map((_, start) => expected(start)))
  })

  test('answers that come in one piece, and in many', async () => {
    fake.twist = together(8, (bytes) => fake.send(bytes))
    const merged = await eight(0)
    fake.twist = together(8, (bytes) => void inPieces(bytes, 7))
    const split = await eight(100)
    expect(merged.map(numbers)).toEqual(merged.map((_, i) => expected(i)))
    expect(split.map(numbers)).toEqual(split.map((_, i) => expected(100 + i)))
  })

  test('more at once than the buffer of the socket holds', async () => {
    line.close()
    line = await attach({ endpoint: fake.endpoint, transactionsInFlight: 64 })
    fake.twist = together(64, (bytes) => fake.send(bytes))
    const all = await Promise.all(Array.from({ length: 64 }, (_, i) => line.ask(at(i, 125))))
    expect(all.map(numbers)).toEqual(all.map((_, i) => expected(i, 125)))
  })
})

/** Holds answers back until there are so many. */
function together(count: number, send: (bytes: Buffer) => void): FakeModbus['twist'] {
  const held: Buffer[] = []
  return (answer) => {
    if (held.push(answer) === count) send(Buffer.concat(held.splice(0)))
    return undefined
  }
}

/** A line in memory; `answer` gets each packet that leaves. */
function inMemory(answer: (packet: Buffer, send: (bytes: Buffer) => void) => void, depth: number) {
  const stream: Duplex = new Duplex({
    read: () => {},
    write(packet: Buffer, _encoding, done) {
      answer(packet, (bytes) => stream.push(bytes))
      done()
    },
  })
  const line = new ModbusLine({ stream, framing: createTcpFraming(), clock: createVirtualClock() })
  return (unit: number) => line.attach({ unit, transactionsInFlight: depth, events: silentEvents })
}

const requestsIn = (packet: Buffer) =>
  Array.from({ length: packet.length / 12 }, (_, i) => packet.subarray(12 * i, 12 * i + 12))

test('what is asked in one go leaves in one packet', async () => {
  const packets: number[] = []
  const unit = inMemory((packet, send) => {
    packets.push(requestsIn(packet).length)
    send(Buffer.concat(requestsIn(packet).map((request) => tcpReference.answer(request))))
  }, 8)(1)
  await Promise.all(Array.from({ length: 24 }, (_, i) => unit.ask(at(i))))
  expect(packets).toEqual([8, 8, 8])
})

test('fault 5: a number under which an answer is still waited for is not used again, once all have gone by', async () => {
  const numbersSent: number[] = []
  const attachUnit = inMemory((packet, send) => {
    for (const request of requestsIn(packet)) {
      numbersSent.push(request.readUInt16BE(0))
      if (request[6] === 1) send(tcpReference.answer(request))
    }
  }, 2)
  const [silent, good] = [attachUnit(9), attachUnit(1)]
  const waiting = silent.ask(at(0)).catch(() => 'closed')
  for (let i = 0; i < 0x1_0000; i++) await good.ask(at(0, 1))
  expect(numbersSent.filter((number) => number === numbersSent[0])).toHaveLength(1)
  expect(numbersSent[1]).toBe(numbersSent.at(-1))
  silent.close()
  expect(await waiting).toBe('closed')
})

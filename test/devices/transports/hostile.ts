import { Duplex } from 'node:stream'
import * as fc from 'fast-check'
import type { Framing } from '../../../devices/transports/modbus/frames/framing.ts'
import { ModbusLine, type UnitLine } from '../../../devices/transports/modbus/line.ts'
import { createVirtualClock } from '../../virtual-clock.ts'
import { silentEvents } from './attach.ts'

/** What happened in one case. */
export interface Outcome {
  /** A value that the bytes on the wire do not carry. */
  isWrong: boolean
  /** A value out of bytes that are no answer to the request. */
  isMalformedAccepted: boolean
  /** An error without a code: something nobody foresaw. */
  isCrash: boolean
  /** Nothing came at all: that is a slow device, for which the line waits longer. */
  isSilence: boolean
  /** Polls until the value was good again. */
  pollsToGood: number
}

type Twist = (answer: Buffer) => Buffer

const at = fc.nat(300)
const byte = fc.nat(255)
const some = (bytes: fc.Arbitrary<Uint8Array>) => bytes.map((array) => Buffer.from(array))
const bytes = some(fc.uint8Array({ maxLength: 300 }))
const splice = (answer: Buffer, from: number, to: number, put: Buffer) =>
  Buffer.concat([answer.subarray(0, from), put, answer.subarray(to)])
const set = (answer: Buffer, i: number, value: number) =>
  i < answer.length ? splice(answer, i, i + 1, Buffer.of(value)) : answer

/** One way to spoil an answer: header fields, lengths, cuts, more, other people's bytes, exceptions. */
const twist: fc.Arbitrary<Twist> = fc.oneof(
  fc.tuple(at, byte).map(
    ([i, value]) =>
      (answer: Buffer) =>
        set(answer, i % answer.length || 0, value),
  ),
  fc.tuple(fc.nat(9), byte).map(
    ([i, value]) =>
      (answer: Buffer) =>
        set(answer, i, value),
  ),
  at.map((i) => (answer: Buffer) => answer.subarray(0, i % (answer.length || 1))),
  fc.tuple(at, bytes).map(
    ([i, put]) =>
      (answer: Buffer) =>
        splice(answer, i, i, put),
  ),
  fc.tuple(at, fc.nat(20)).map(
    ([i, count]) =>
      (answer: Buffer) =>
        splice(answer, i, i + count, Buffer.alloc(0)),
  ),
  fc.nat(40).map((count) => (answer: Buffer) => Buffer.concat(Array<Buffer>(count).fill(answer))),
  bytes.map((junk) => () => junk),
  fc.constantFrom('HTTP/1.1 400 Bad Request\r\n\r\n', 'SSH-2.0-x\r\n').map((text) => () => Buffer.from(text)),
  fc.constantFrom(0, 1, 2, 3, 255, 256, 65_535).map((length) => (answer: Buffer) => {
    const [high, low] = [length >> 8, length & 255]
    return set(set(answer, 4, high), 5, low)
  }),
  byte.map((code) => (answer: Buffer) => {
    const head = Buffer.concat([answer.subarray(0, 4), Buffer.of(0, 3), answer.subarray(6, 7)])
    return Buffer.concat([head, Buffer.of(0x83, code)])
  }),
)

/** A case: what is asked, what becomes of the answer, and how the network cuts it. */
export const hostileCase = fc.record({
  start: fc.nat(1_000),
  length: fc.integer({ min: 1, max: 125 }),
  twists: fc.array(twist, { minLength: 1, maxLength: 3 }),
  cut: at,
})

/** A case of {@link hostileCase}. */
export type HostileCase = typeof hostileCase extends fc.Arbitrary<infer T> ? T : never

/** How a device answers on a framing, and what bytes from it mean, written apart from the product. */
export interface Reference {
  framing(): Framing
  /** The right answer to request bytes. */
  answer(request: Buffer): Buffer
  /** The registers that `wire` gives to `request`; `undefined` when it is no answer to it. */
  registers(request: Buffer, wire: Buffer): Buffer | undefined
}

const asItIs: Twist = (answer) => answer

/** A device in memory and the line to it, on virtual time. */
export function createHostileDevice(reference: Reference) {
  const clock = createVirtualClock()
  let spoil = asItIs
  let cut = 0
  let wire: Buffer = Buffer.alloc(0)
  let request: Buffer = Buffer.alloc(0)
  let line: UnitLine | undefined

  function connect(): UnitLine {
    const stream = new Duplex({
      read: () => {},
      write(chunk: Buffer, _encoding, done) {
        request = chunk
        wire = Buffer.from(spoil(reference.answer(chunk)))
        const border = cut % (wire.length + 1)
        for (const part of [wire.subarray(0, border), wire.subarray(border)])
          if (part.length > 0) process.nextTick(() => stream.destroyed || stream.push(Buffer.from(part)))
        done()
      },
    })
    return new ModbusLine({ stream, framing: reference.framing(), clock }).attach({
      unit: 1,
      events: { ...silentEvents, lost: () => (line = undefined) },
    })
  }

  /** One poll: the answer, or its error, after no more than a second and a bit. */
  async function poll(start: number, length: number): Promise<Buffer | { code?: string }> {
    line ??= connect()
    const result: { is?: Buffer | { code?: string } } = {}
    line.ask({ kind: 'read', table: 'holding', start, length }).then(
      (value) => (result.is = value),
      (error: { code?: string }) => (result.is = error),
    )
    await new Promise(setImmediate)
    for (let ms = 0; ms < 1_100 && result.is === undefined; ms += 50) await clock.run(50)
    return result.is ?? { code: 'pending' }
  }

  return {
    async play({ start, length, twists, cut: border }: HostileCase): Promise<Outcome> {
      spoil = (answer) => twists.reduce((bytes, one) => one(bytes), answer)
      cut = border
      const spoilt = await poll(start, length)
      const meant = reference.registers(request, wire)
      const outcome = {
        isWrong: Buffer.isBuffer(spoilt) && meant !== undefined && !meant.equals(spoilt),
        isMalformedAccepted: Buffer.isBuffer(spoilt) && meant === undefined,
        isCrash: !Buffer.isBuffer(spoilt) && !spoilt.code?.startsWith('Device.'),
        isSilence: wire.length === 0,
        pollsToGood: 0,
      }
      spoil = asItIs
      for (let isGood = false; !isGood && outcome.pollsToGood < 9;) {
        await clock.run(1_000)
        outcome.pollsToGood += 1
        const honest = await poll(start, length)
        isGood = Buffer.isBuffer(honest)
        outcome.isWrong ||= Buffer.isBuffer(honest) && !honest.equals(pattern(start, length))
      }
      return outcome
    },
  }
}

/** Registers that tell where they were read. */
export function pattern(start: number, length: number): Buffer {
  const values = Buffer.alloc(2 * length)
  for (let i = 0; i < length; i++) values.writeUInt16BE(((start + i) * 57) & 0xffff, 2 * i)
  return values
}

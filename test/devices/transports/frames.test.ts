import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Frame, Framing } from '../../../devices/transports/modbus/frames/framing.ts'
import { createRtuFraming, encodeRtuFrame } from '../../../devices/transports/modbus/frames/rtu-frames.ts'
import { createTcpFraming, encodeTcpFrame } from '../../../devices/transports/modbus/frames/tcp-frames.ts'
import { withCrc } from './fake-rtu-device.ts'

function read(...chunks: Buffer[]): Frame[] {
  const frames: Frame[] = []
  receive(createTcpFraming(), chunks, (frame) => frames.push({ ...frame, pdu: Buffer.from(frame.pdu) }))
  return frames
}

/** As a socket hands them up: every chunk in one buffer, where the next one overwrites it. */
function receive(framing: Framing, chunks: readonly Buffer[], onFrame: (frame: Frame) => void): void {
  const borrowed = Buffer.alloc(Math.max(0, ...chunks.map(({ length }) => length)))
  for (const chunk of chunks) {
    borrowed.fill(0xee).set(chunk)
    framing.push(borrowed.subarray(0, chunk.length), onFrame)
    borrowed.fill(0xee)
  }
}

const anyFrame = fc.record({
  transaction: fc.nat(0xffff),
  unit: fc.nat(0xff),
  pdu: fc.uint8Array({ minLength: 2, maxLength: 253 }).map((bytes) => Buffer.from(bytes)),
})

function outcome(chunks: Buffer[]): unknown {
  try {
    read(...chunks)
    return 'fine'
  } catch (error) {
    return (error as { code?: string }).code
  }
}

test('frames come out as they went in, however the stream is cut', () => {
  fc.assert(
    fc.property(fc.array(anyFrame, { minLength: 1, maxLength: 5 }), fc.array(fc.nat(2_000)), (frames, cuts) => {
      const stream = Buffer.concat(frames.map(encodeTcpFrame))
      const borders = [0, ...cuts.filter((c) => c < stream.length).sort((a, b) => a - b), stream.length]
      const chunks = borders.slice(1).map((to, i) => stream.subarray(borders[i], to))
      expect(read(...chunks)).toEqual(frames)
    }),
  )
})

test('an RTU answer comes out whole, however it is cut, and nothing of it is kept in bytes that are overwritten', () => {
  fc.assert(
    fc.property(fc.nat(0xffff), fc.integer({ min: 1, max: 125 }), fc.array(fc.nat(300)), (start, length, cuts) => {
      const framing = createRtuFraming()
      const request = Buffer.from([3, start >> 8, start & 0xff, 0, length])
      framing.encode({ transaction: 7, unit: 1, pdu: request })
      const pdu = Buffer.concat([Buffer.of(3, 2 * length), Buffer.alloc(2 * length, start & 0xff)])
      const stream = encodeRtuFrame({ transaction: 7, unit: 1, pdu })
      const borders = [0, ...cuts.filter((c) => c < stream.length).sort((a, b) => a - b), stream.length]
      const frames: Frame[] = []
      const chunks = borders.slice(1).map((to, i) => stream.subarray(borders[i], to))
      receive(framing, chunks, (frame) => frames.push({ ...frame, pdu: Buffer.from(frame.pdu) }))
      expect(frames).toEqual([{ transaction: 7, unit: 1, pdu }])
    }),
  )
})

test.each([
  ['length 0', '000100000000'],
  ['length 2, no room for a function and its data', '000100000002'],
  ['length 255', '0001000000ff'],
  ['length 65535', '00010000ffff'],
  ['another protocol', '000100010006'],
  ['an HTTP answer', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n').toString('hex')],
])('fault 7: %s is no Modbus frame', (_name, hex) => {
  expect(() => read(Buffer.from(hex, 'hex'))).toThrow(expect.objectContaining({ code: 'Device.BadAnswer' }))
})

test('fault 7: random bytes never crash the reader or grow it', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 20 }), (chunks) => {
      expect(['fine', 'Device.BadAnswer']).toContain(outcome(chunks.map((bytes) => Buffer.from(bytes))))
    }),
  )
})

describe('fault 12: what follows an answer of a serial line in one go', () => {
  const answer = withCrc(Buffer.from('01030400010002', 'hex'))
  const second = withCrc(Buffer.from('01030400010003', 'hex'))
  const rest = Buffer.from('0103cc9ecad7cb10cb49cb82', 'hex')

  test.each<[string, Buffer[], string[]]>([
    ['nothing', [answer], ['00010002']],
    ['the few bytes of a line that falls quiet', [answer, Buffer.of(0, 0xff)], ['00010002']],
    ['the whole answer of a second device', [answer, second], ['00010002', 'unasked true']],
    ['the rest of a message of which nothing else is whole: a check sum that is right by chance', [answer, rest], []],
  ])('%s', (_name, parts, expected) => {
    const framing = createRtuFraming()
    framing.encode({ transaction: 1, unit: 1, pdu: Buffer.from('0300000002', 'hex') })
    const said: string[] = []
    framing.push(
      Buffer.concat(parts),
      ({ pdu }) => said.push(pdu.toString('hex', 2)),
      (isWhole) => said.push(`unasked ${isWhole}`),
    )
    expect(said).toEqual(expected)
    expect(framing.hasRemains).toBe(expected.length === 0)
  })
})

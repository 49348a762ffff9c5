import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Frame } from '../../../devices/transports/modbus/frames/framing.ts'
import { createTcpFraming, encodeTcpFrame } from '../../../devices/transports/modbus/frames/tcp-frames.ts'

function read(...chunks: Buffer[]): Frame[] {
  const frames: Frame[] = []
  const reader = createTcpFraming()
  for (const chunk of chunks) reader.push(chunk, (frame) => frames.push({ ...frame, pdu: Buffer.from(frame.pdu) }))
  return frames
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

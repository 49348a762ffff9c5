import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ChunkGuard } from '../../../../devices/transports/opc-ua/chunk-guard.ts'
import { bounded, messageLimits } from '../../../../devices/transports/opc-ua/limits.ts'

const limits = { maxMessageSize: 1_000, maxChunkCount: 5, receiveBufferSize: 500 }

function chunk(type: string, size: number, said = size): Buffer {
  const bytes = Buffer.alloc(size, 0x4d)
  bytes.write(type, 0, 'latin1')
  bytes.writeUInt32LE(said, 4)
  return bytes
}

/** A guard that has sent so many questions. */
function asked(questions: number): ChunkGuard {
  const guard = new ChunkGuard(limits)
  for (let i = 0; i < questions; i++) guard.sent(chunk('MSGF', 20))
  return guard
}

test('whatever way honest messages are cut into pieces, they pass', () => {
  const size = fc.integer({ min: 8, max: 200 })
  fc.assert(
    fc.property(
      fc.array(fc.array(size, { minLength: 1, maxLength: 5 })),
      fc.infiniteStream(fc.nat(64)),
      (messages, cuts) => {
        const bytes = Buffer.concat(
          messages.flatMap((sizes) => sizes.map((one, i) => chunk(i === sizes.length - 1 ? 'MSGF' : 'MSGC', one))),
        )
        const guard = asked(messages.length)
        for (let at = 0; at < bytes.length;) {
          const next = at + 1 + (cuts.next().value ?? 0)
          guard.received(bytes.subarray(at, next))
          at = next
        }
        expect(() => guard.received(chunk('MSGF', 20))).toThrow('an answer to nothing that was asked')
      },
    ),
  )
})

test.each<[string, Buffer[], string]>([
  ['a chunk too large', [chunk('MSGF', 8, 501)], 'a chunk of 501 bytes, over 500'],
  ['a chunk without its own header', [chunk('MSGF', 8, 7)], 'a chunk said to be 7 bytes long'],
  ['another protocol', [Buffer.from('HTTP/1.1 200 OK')], 'does not speak OPC UA'],
  ['another chunk kind', [chunk('MSGX', 8)], 'does not speak OPC UA'],
  ['too many chunks', Array.from({ length: 6 }, () => chunk('MSGC', 8)), 'over 5 chunks'],
  ['too many bytes', Array.from({ length: 3 }, () => chunk('MSGC', 400)), 'over 1000 bytes'],
  ['an answer too many', [chunk('MSGF', 8), chunk('MSGF', 8)], 'an answer to nothing'],
])('fault 55: %s is refused by name', (_name, chunks, reason) => {
  const guard = asked(1)
  expect(() => chunks.forEach((one) => guard.received(one))).toThrow(reason)
})

test('random bytes never hold more than a header back, and never pass for long', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 8, maxLength: 2_000 }), (bytes) => {
      fc.pre(!['ACK', 'ERR', 'OPN', 'MSG', 'CLO'].includes(Buffer.from(bytes).toString('latin1', 0, 3)))
      expect(() => asked(1).received(bytes)).toThrow('does not speak OPC UA')
    }),
  )
})

test('what a server acknowledges only makes the limits smaller; 0 means no limit and takes ours', () => {
  const huge = { maxMessageSize: 2 ** 32 - 1, maxChunkCount: 0, receiveBufferSize: 2 ** 32 - 1, sendBufferSize: 8_192 }
  expect(bounded(huge)).toEqual({ ...messageLimits, sendBufferSize: 8_192 })
})

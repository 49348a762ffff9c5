// A process of its own: answers reads of holding registers as fast as one core can, whatever is asked at once.
import { createServer } from 'node:net'

const most = 125
const registers = Buffer.alloc(2 * most)
for (let i = 0; i < most; i++) registers.writeUInt16BE((i * 31) % 0x1_0000, 2 * i)

/** The answer to every length, ready but for its transaction and unit. */
const answers = Array.from({ length: most + 1 }, (_, length) => {
  const head = Buffer.alloc(9)
  head.writeUInt16BE(3 + 2 * length, 4)
  head.set([3, 2 * length], 7)
  return Buffer.concat([head, registers.subarray(0, 2 * length)])
})
const requestBytes = 12

const server = createServer((socket) => {
  let rest: Buffer = Buffer.alloc(0)
  socket.setNoDelay(true).on('error', () => {})
  socket.on('data', (chunk) => {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    const out: Buffer[] = []
    let at = 0
    for (; at + requestBytes <= bytes.length; at += requestBytes) {
      const answer = Buffer.from(answers[bytes.readUInt16BE(at + 10)] ?? [])
      bytes.copy(answer, 0, at, at + 2)
      answer[6] = bytes[at + 6] ?? 0
      out.push(answer)
    }
    rest = bytes.subarray(at)
    socket.write(out.length === 1 ? (out[0] ?? '') : Buffer.concat(out))
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.(typeof address === 'object' ? address?.port : 0)
})
process.on('disconnect', () => process.exit(0))

// A process of its own, where there is no compiler for the one in C: answers reads of holding registers.
import { createServer } from 'node:net'

const requestBytes = 12

const server = createServer((socket) => {
  let rest: Buffer = Buffer.alloc(0)
  socket.setNoDelay(true).on('error', () => {})
  socket.on('data', (chunk) => {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    const answers: Buffer[] = []
    let at = 0
    for (; at + requestBytes <= bytes.length; at += requestBytes) answers.push(answer(bytes.subarray(at)))
    rest = bytes.subarray(at)
    socket.write(Buffer.concat(answers))
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(typeof address === 'object' ? address?.port : 0)
})

function answer(request: Buffer): Buffer {
  const length = request.readUInt16BE(10)
  const bytes = Buffer.allocUnsafe(9 + 2 * length)
  request.copy(bytes, 0, 0, 8)
  bytes.writeUInt16BE(3 + 2 * length, 4)
  bytes.writeUInt8(2 * length, 8)
  for (let i = 0; i < length; i++) bytes.writeUInt16BE((i * 31) % 0x1_0000, 9 + 2 * i)
  return bytes
}

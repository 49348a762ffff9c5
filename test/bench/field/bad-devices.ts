// A process of its own with devices nobody wants: the first port is silent, the second answers after 3 s, the third floods.
import { createServer, type Socket } from 'node:net'

const tooMany = 2_000
const lateMs = 3_000

const kinds: ((socket: Socket, answer: Buffer) => void)[] = [
  () => {},
  (socket, answer) => void setTimeout(() => socket.write(answer), lateMs),
  (socket, answer) => void socket.write(Buffer.concat(Array<Buffer>(tooMany).fill(answer))),
]

const ports = await Promise.all(
  kinds.map((respond) => {
    const server = createServer((socket) => {
      socket.on('error', () => {})
      socket.on('data', (request) => {
        const length = request.readUInt16BE(10)
        const answer = Buffer.concat([request.subarray(0, 9), Buffer.alloc(2 * length)])
        answer.writeUInt16BE(3 + 2 * length, 4)
        answer.writeUInt8(2 * length, 8)
        respond(socket, answer)
      })
    })
    return new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address()
        resolve(typeof address === 'object' ? (address?.port ?? 0) : 0)
      })
    })
  }),
)
console.log(JSON.stringify(ports))

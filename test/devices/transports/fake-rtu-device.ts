import { spawn } from 'node:child_process'
import { createServer, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'

/** Check sum bit by bit, as the standard describes it: written apart from the product's on purpose. */
export function withCrc(bytes: Buffer): Buffer {
  let crc = 0xffff
  for (const byte of bytes) {
    crc ^= byte
    for (let i = 0; i < 8; i++) crc = (crc & 1) === 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1
  }
  return Buffer.concat([bytes, Buffer.of(crc & 0xff, crc >> 8)])
}

/** Devices on a serial line: they answer reads with register numbers, echo writes, and do as a test tells them. */
export interface FakeRtu {
  endpoint: string
  requests: Buffer[]
  /** Units that are there. */
  units: Set<number>
  registers: Map<number, number>
  /** What the line makes of the right answer; pieces arrive 20 ms apart. */
  twist: (answer: Buffer, request: Buffer) => Buffer[]
  stop(): Promise<void>
}

/** RTU over TCP, as gateways that only tunnel bytes do. */
export async function startRtuOverTcp(): Promise<FakeRtu> {
  const sockets = new Set<Socket>()
  const device = createDevice()
  const server = createServer((socket) => {
    sockets.add(socket.setNoDelay(true))
    device.serve(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  device.fake.endpoint = `modbus-rtu-tcp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  device.fake.stop = () => {
    for (const socket of sockets) socket.destroy()
    return new Promise((resolve) => server.close(() => resolve()))
  }
  return device.fake
}

/** Opens a pseudo-terminal and carries bytes between its far end and standard input and output. */
const terminal = `
import os, pty, select, sys, tty
far, near = pty.openpty()
tty.setraw(near)
os.write(2, (os.ttyname(near) + '\\n').encode())
while True:
    for fd in select.select([far, 0], [], [])[0]:
        data = os.read(fd, 4096)
        if not data: sys.exit()
        os.write(1 if fd == far else far, data)
`

/** A serial line: a pseudo-terminal made by Python. */
export async function startSerialLine(): Promise<FakeRtu> {
  const child = spawn('python3', ['-c', terminal], { stdio: ['pipe', 'pipe', 'pipe'] })
  const name = await new Promise<string>((resolve, reject) => {
    child.once('error', reject)
    child.stderr.once('data', (bytes: Buffer) => resolve(String(bytes).trim()))
  })
  const device = createDevice()
  child.stdin.on('error', () => {}) // unplugged while it answers
  device.serve({ on: child.stdout.on.bind(child.stdout), write: child.stdin.write.bind(child.stdin) } as Duplex)
  device.fake.endpoint = `modbus-rtu://${name}?baud=19200&parity=none`
  device.fake.stop = async () => {
    child.kill()
    await new Promise((resolve) => child.once('exit', resolve))
  }
  return device.fake
}

function createDevice() {
  const fake: FakeRtu = {
    endpoint: '',
    requests: [],
    units: new Set([1, 2]),
    registers: new Map(),
    twist: (answer) => [answer],
    stop: () => Promise.resolve(),
  }
  return {
    fake,
    serve(stream: Duplex) {
      stream.on('error', () => {})
      stream.on('data', (request: Buffer) => void answer(stream, Buffer.from(request)))
    },
  }

  async function answer(stream: Duplex, request: Buffer): Promise<void> {
    fake.requests.push(request)
    if (!withCrc(request.subarray(0, -2)).equals(request)) return
    const right = fake.units.has(request.readUInt8()) ? respond(fake, request) : Buffer.alloc(0)
    for (const piece of fake.twist(right, request)) {
      if (piece.length > 0) stream.write(piece)
      await delay(20)
    }
  }
}

function respond({ registers }: FakeRtu, request: Buffer): Buffer {
  const [unit = 0, code = 0] = request
  const start = request.readUInt16BE(2)
  if (code === 6) {
    registers.set(start, request.readUInt16BE(4))
    return request
  }
  if (code === 16) {
    for (let at = 7; at < request.length - 2; at += 2) registers.set(start + (at - 7) / 2, request.readUInt16BE(at))
    return withCrc(request.subarray(0, 6))
  }
  const values = Buffer.alloc(2 * request.readUInt16BE(4))
  for (let i = 0; i < values.length; i += 2) values.writeUInt16BE(registers.get(start + i / 2) ?? start + i / 2, i)
  return withCrc(Buffer.concat([Buffer.of(unit, code, values.length), values]))
}

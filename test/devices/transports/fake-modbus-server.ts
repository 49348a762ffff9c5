import { createServer, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

/** A request as the fake received it. */
export interface FakeRequest {
  transaction: number
  unit: number
  function: number
  start: number
  /** Count of registers, or the value of function 6. */
  second: number
  atMs: number
}

/** A Modbus/TCP device with behaviour: it answers from its registers unless a test twists what it says. */
export interface FakeModbus {
  endpoint: string
  port: number
  registers: Uint16Array
  requests: FakeRequest[]
  /** Connections accepted since the start. */
  accepted: number
  delayMs: number
  /** What to send in place of the right answer; `undefined` = nothing. */
  twist: (answer: Buffer, request: FakeRequest) => Buffer | undefined
  /** Puts registers, given as address and bytes in hex, again and again. */
  put(...pairs: (number | string)[]): void
  open(): number
  /** Sends bytes of one's own on every connection. */
  send(bytes: Buffer): void
  /** Closes every connection, as an unplugged device behind a switch does. */
  drop(): void
  /** Stops listening and drops; `listen` brings it back on the same port. */
  stop(): Promise<void>
  listen(): Promise<void>
}

/** The right answer as it is: the way back to good behaviour. */
export const honest: FakeModbus['twist'] = (answer) => answer

/** Starts a fake device on a free port of this machine, or on another of its addresses (127.x.x.x). */
export async function startFakeModbus(at: { host?: string; port?: number } = {}): Promise<FakeModbus> {
  const { host = '127.0.0.1' } = at
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    fake.accepted += 1
    sockets.add(socket.setNoDelay(true))
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
    let rest: Buffer = Buffer.alloc(0)
    socket.on('data', (chunk) => {
      rest = Buffer.concat([rest, chunk])
      while (rest.length >= 6 && rest.length >= 6 + rest.readUInt16BE(4)) {
        const end = 6 + rest.readUInt16BE(4)
        void answer(socket, rest.subarray(0, end))
        rest = rest.subarray(end)
      }
    })
  })

  async function answer(socket: Socket, frame: Buffer): Promise<void> {
    const request: FakeRequest = {
      transaction: frame.readUInt16BE(0),
      unit: frame.readUInt8(6),
      function: frame.readUInt8(7),
      start: frame.readUInt16BE(8),
      second: frame.length < 12 ? 0 : frame.readUInt16BE(10),
      atMs: performance.now(),
    }
    fake.requests.push(request)
    const right = respond(fake.registers, request, frame)
    if (fake.delayMs > 0) await delay(fake.delayMs)
    const bytes = fake.twist(right, request)
    if (bytes && !socket.destroyed) socket.write(bytes)
  }

  const listen = () => new Promise<void>((resolve) => server.listen(fake.port, host, () => resolve()))
  const drop = () => {
    for (const socket of sockets) socket.destroy()
  }
  const fake: FakeModbus = {
    endpoint: '',
    port: at.port ?? 0,
    registers: new Uint16Array(0x1_0000),
    requests: [],
    accepted: 0,
    delayMs: 0,
    twist: honest,
    put: (...pairs) => put(fake.registers, pairs),
    open: () => sockets.size,
    send(bytes) {
      for (const socket of sockets) socket.write(bytes)
    },
    drop,
    listen,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        drop()
      }),
  }
  await listen()
  const address = server.address()
  fake.port = typeof address === 'object' && address ? address.port : 0
  fake.endpoint = `modbus-tcp://${host}:${fake.port}`
  return fake
}

function put(registers: Uint16Array, pairs: readonly (number | string)[]): void {
  for (let i = 0; i < pairs.length; i += 2) {
    const bytes = Buffer.from(String(pairs[i + 1]), 'hex')
    for (let at = 0; at < bytes.length; at += 2) registers[Number(pairs[i]) + at / 2] = bytes.readUInt16BE(at)
  }
}

function respond(registers: Uint16Array, request: FakeRequest, frame: Buffer): Buffer {
  const { start, second } = request
  if (request.function === 5) {
    registers[start] = second === 0 ? 0 : 1
    return frame
  }
  if (request.function === 6) {
    registers[start] = second
    return frame
  }
  if (request.function === 16) {
    for (let i = 0; i < second; i++) registers[start + i] = frame.readUInt16BE(13 + 2 * i)
    return reply(frame, frame.subarray(7, 12))
  }
  if (request.function <= 2) {
    const bits = Buffer.alloc(Math.ceil(second / 8))
    for (let i = 0; i < second; i++) bits[i >> 3] = (bits[i >> 3] ?? 0) | (((registers[start + i] ?? 0) & 1) << (i & 7))
    return reply(frame, Buffer.concat([Buffer.of(request.function, bits.length), bits]))
  }
  const values = Buffer.alloc(second * 2)
  for (let i = 0; i < second; i++) values.writeUInt16BE(registers[start + i] ?? 0, 2 * i)
  return reply(frame, Buffer.concat([Buffer.of(request.function, values.length), values]))
}

/** A frame with the header of a request and a PDU of one's own. */
export function reply(request: Buffer, pdu: Buffer): Buffer {
  const head = Buffer.from(request.subarray(0, 7))
  head.writeUInt16BE(pdu.length + 1, 4)
  return Buffer.concat([head, pdu])
}

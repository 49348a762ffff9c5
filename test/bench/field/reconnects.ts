import { createServer, type Socket } from 'node:net'
import { createLines } from '../../../devices/transports/modbus/lines.ts'
import { systemClock as clock } from '../../../main/clock.ts'
import { atMost, type Figure } from '../figure.ts'

const times = 10_000
const warmUp = 2_000
const MB = 1024 * 1024

/** A device that drops the connection after each answer, connected to 10,000 times: what is left behind. */
export async function reconnects(): Promise<Figure[]> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
    socket.on('data', (request) => socket.end(Buffer.concat([request.subarray(0, 4), Buffer.of(0, 5, 1, 3, 2, 0, 7)])))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  const lines = createLines()
  let beforeMB = 0
  for (let i = 0; i < warmUp + times; i++) {
    if (i === warmUp) beforeMB = heapMB()
    await visit(lines, port)
  }
  const grownMB = heapMB() - beforeMB
  await new Promise((resolve) => clock.after(200, () => resolve(undefined)))
  const left = sockets.size
  server.close()
  return [
    atMost('10,000 reconnects: sockets left', left, '', 0),
    atMost('10,000 reconnects: memory kept', Math.max(0, grownMB), 'MB', 2),
  ]
}

async function visit(lines: ReturnType<typeof createLines>, port: number): Promise<void> {
  const lost = Promise.withResolvers<string>()
  const line = await lines.attach({
    address: { scheme: 'modbus-tcp', host: '127.0.0.1', port },
    folder: '/',
    clock,
    signal: new AbortController().signal,
    settings: { unit: 1, events: { answered: () => {}, unanswered: () => {}, lost: lost.resolve } },
  })
  await line.ask({ kind: 'read', table: 'holding', start: 0, length: 1 })
  await lost.promise
  line.close()
}

function heapMB(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / MB
}

import { type AddressInfo, BlockList, createServer, isIP, isIPv6, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Clock, Stop } from '../../../domain/clock.ts'
import type { NorthboundConfig } from '../../../domain/site.ts'
import { answerTo, exception } from './answers.ts'
import { type Connection, openConnection } from './connection.ts'
import type { Frame } from './frames.ts'
import type { Incidents } from '../incidents.ts'
import type { ValueServer } from '../value-server.ts'

/** What the Modbus server is made of. */
export interface ModbusServerNeeds {
  config: NonNullable<NorthboundConfig['modbus']>
  siteName: string
  /** Registers of the n-th unit as bytes, of one cycle; `undefined` for a unit beyond the last. */
  registers(n: number): Buffer | undefined
  /** Folder that names of certificate files are relative to. */
  dataDir: string
  clock: Clock
  incidents: Incidents
}

const mostConnections = 16
const idleMs = 60_000
const handshakeMs = 5_000
// a server that is no gateway is addressed as 255, formerly 0: Modbus Messaging on TCP/IP 1.0b, section 4.4.1.2
const serverItself = new Set([0, 255])
const noSuchUnit = 11

/** Our values as registers, for readers only. */
export function createModbusServer(needs: ModbusServerNeeds): ValueServer {
  const { config, clock, incidents } = needs
  const connections = new Map<Socket, Connection>()
  const sockets = new Set<Socket>()
  const isAllowed = allowList(config.allow)
  let server: Server | undefined
  let stopSweeping: Stop | undefined

  const admit = (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    const from = socket.remoteAddress ?? ''
    if (isAllowed(from)) return
    incidents.note('notAllowed', from)
    socket.destroy()
  }
  const accept = (socket: Socket) => {
    if (socket.destroyed) return
    const from = socket.remoteAddress ?? ''
    const connection = openConnection({
      socket,
      monotonicMs: clock.monotonicMs,
      answer: (frame) => answerFrame(needs, frame, from),
      onMalformed: () => incidents.note('malformed', from),
    })
    connections.set(socket, connection)
    socket.once('close', () => connections.delete(socket))
  }
  const sweep = () => {
    const now = clock.monotonicMs()
    for (const connection of connections.values())
      if (now - connection.heardAt > idleMs) connection.close()
      else connection.refill()
  }

  return {
    async start() {
      server = newServer(needs, accept)
      server.maxConnections = mostConnections
      server.prependListener('connection', admit)
      server.on('drop', (from) => incidents.note('tooMany', from?.remoteAddress ?? ''))
      const port = await listen(server, config)
      stopSweeping = clock.every(1_000, sweep)
      return endpointOf(config, port)
    },
    async stop() {
      stopSweeping?.()
      const closing = server
      server = undefined
      for (const socket of sockets) socket.destroy()
      if (closing?.listening) await new Promise((done) => closing.close(done))
    },
    // every point has its registers, delivered or not
    refresh() {},
    clients: () => connections.size,
  }
}

function answerFrame(needs: ModbusServerNeeds, { unit, pdu }: Frame, from: string): Buffer | undefined {
  const { config, incidents, siteName } = needs
  const registers = needs.registers(serverItself.has(unit) ? 0 : unit - config.unit)
  if (!registers) return exception(pdu[0] ?? 0, noSuchUnit)
  const answer = answerTo(pdu, registers, siteName)
  if (answer?.refusedWrite !== undefined) incidents.note('write', from, `function ${answer.refusedWrite}`)
  return answer?.pdu
}

function newServer({ config, dataDir, incidents }: ModbusServerNeeds, accept: (socket: Socket) => void): Server {
  if (!config.tls) return createServer(accept)
  const { certificate, key, authority } = config.tls
  const contentOf = (file: string) => readFileSync(resolve(dataDir, file))
  const options = { cert: contentOf(certificate), key: contentOf(key), ca: contentOf(authority) }
  const server = createTlsServer(
    { ...options, requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.2', handshakeTimeout: handshakeMs },
    accept,
  )
  server.on('tlsClientError', (_error, socket) => incidents.note('handshake', socket.remoteAddress ?? ''))
  return server
}

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<number> {
  return new Promise((done, fail) => {
    server.once('error', fail)
    server.listen({ host, port }, () => {
      server.off('error', fail)
      // what comes later concerns one connection that could not be accepted
      server.on('error', () => {})
      done((server.address() as AddressInfo).port)
    })
  })
}

/** Whether an address may read; without a list everybody may. IPv4 also in its IPv6 dress. */
function allowList(allow: readonly string[] | undefined): (address: string) => boolean {
  if (!allow) return () => true
  const list = new BlockList()
  for (const one of allow) {
    const [address = '', bits] = one.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return (shown) => {
    const address = shown.replace(/^::ffff:(?=\d+\.)/i, '')
    return isIP(address) !== 0 && list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
  }
}

function endpointOf({ host, unit, tls }: ModbusServerNeeds['config'], port: number): string {
  return `modbus-${tls ? 'tls' : 'tcp'}://${isIPv6(host) ? `[${host}]` : host}:${port}/${unit}`
}

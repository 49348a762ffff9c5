import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Person } from '../../../domain/access.ts'
import type { Clock, Stop } from '../../../domain/clock.ts'
import type { Log } from '../../../domain/log.ts'
import { createDoor, type Door } from '../../access/door.ts'
import type { Connect } from '../channel.ts'
import { maxFrameLength } from '../frame-check.ts'
import { answerPage, isOwnHost, sessionOf, tokenOf, urlOf } from './http.ts'
import { openPage } from './page.ts'
import { socketWire } from './socket-wire.ts'

/** The page and its WebSocket on loopback. */
export interface WebEnd {
  port: number
  /** A new one-time link for `person`. */
  link(person: Person): string
  stop(): Promise<void>
}

/** The desktop's own scheme: it may come from elsewhere, but only with a token. */
const desktopOrigin = 'app://powerchain'
const mostConnections = 16
const pingEveryMs = 15_000

/**
 * Listens on 127.0.0.1 only; port 0 takes any free one. Rejects with the system's error when the port is taken.
 */
export async function serveWeb(given: {
  connect: Connect
  port: number
  pageDir: string
  clock: Clock
  log: Log
}): Promise<WebEnd> {
  const { connect, clock, log } = given
  const door = createDoor({ clock })
  const page = openPage(given.pageDir)
  let port = given.port
  const http = createServer((request, response) => answerPage(request, response, { page, door, port }))
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxFrameLength, perMessageDeflate: false })
  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const verdict = judge(request, { door, port, isFull: sockets.clients.size >= mostConnections })
    if ('refusal' in verdict) {
      log.warn('connection refused', { reason: verdict.refusal })
      return void socket.end(`HTTP/1.1 ${verdict.refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
    }
    sockets.handleUpgrade(request, socket, head, (ws) => connect(socketWire(ws), verdict.person))
  })
  port = await listen(http, given.port)
  const stopPinging = keepAlive(sockets, clock)
  return {
    port,
    link: (person) => `http://127.0.0.1:${port}/?token=${door.issue(person)}`,
    async stop() {
      stopPinging()
      for (const ws of sockets.clients) ws.terminate()
      sockets.close()
      http.closeAllConnections()
      await new Promise<void>((resolve) => http.close(() => resolve()))
    },
  }
}

/** Who comes in, or the HTTP status that says why nobody does. */
function judge(
  request: IncomingMessage,
  { door, port, isFull }: { door: Door; port: number; isFull: boolean },
): { person: Person } | { refusal: string } {
  const { origin, host } = request.headers
  if (!isOwnHost(request, port)) return { refusal: '421 Misdirected Request' }
  if (urlOf(request)?.pathname !== '/rpc') return { refusal: '404 Not Found' }
  // A browser always names its origin; a program without one, and the desktop, have no cookie of ours to ride on.
  const isOwnPage = origin === `http://${host}`
  if (!isOwnPage && origin !== undefined && origin !== desktopOrigin) return { refusal: '403 Forbidden' }
  const bySession = isOwnPage ? door.personOfSession(sessionOf(request, port) ?? '') : undefined
  const person = bySession ?? door.personOfToken(tokenOf(request) ?? '')
  if (!person) return { refusal: '401 Unauthorized' }
  return isFull ? { refusal: '503 Service Unavailable' } : { person }
}

function listen(http: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once('error', reject)
    http.listen(port, '127.0.0.1', () => {
      http.off('error', reject)
      resolve((http.address() as AddressInfo).port)
    })
  })
}

/** Ends connections whose other end has silently gone. */
function keepAlive(sockets: WebSocketServer, clock: Clock): Stop {
  const silent = new WeakSet<WebSocket>()
  return clock.every(pingEveryMs, () => {
    for (const ws of sockets.clients) {
      if (silent.has(ws)) ws.terminate()
      silent.add(ws)
      ws.once('pong', () => silent.delete(ws))
      ws.ping()
    }
  })
}

import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { silentLog } from '../../../domain/log.ts'
import type { Contract } from '../../../domain/rpc/contract.ts'
import { systemClock } from '../../../main/clock.ts'
import { serveWeb, type WebEnd } from '../../../main/serve/web/web-socket.ts'
import { serveFakeSite } from './fake-site.ts'

const ada = { name: 'Ada', role: 'operator' } as const

let dir = ''
let served: ReturnType<typeof serveFakeSite>
let web: WebEnd
const sockets: WebSocket[] = []

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'powerchain-page-'))
  mkdirSync(join(dir, 'page', 'assets'), { recursive: true })
  writeFileSync(join(dir, 'page', 'index.html'), '<!doctype html><title>Control room</title>')
  writeFileSync(join(dir, 'page', 'assets', 'app-12345678.js'), 'export {}')
  writeFileSync(join(dir, 'secret.txt'), 'secret')
  served = serveFakeSite()
  const { connect } = served.channel
  web = await serveWeb({ connect, port: 0, pageDir: join(dir, 'page'), clock: systemClock, log: silentLog })
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate()
  served.stop()
  await web.stop()
  rmSync(dir, { recursive: true, force: true })
})

/** A plain request that does not tidy up the path as `fetch` would. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; body: string; headers: Record<string, unknown> }>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: web.port, path, method, headers }, (answer) => {
      let body = ''
      answer.on('data', (part: Buffer) => (body += part.toString()))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body, headers: answer.headers }))
    })
    sent.on('error', reject).end()
  })
}

const newToken = () => new URL(web.link(ada)).searchParams.get('token') ?? ''
const cookieOf = (headers: Record<string, unknown>) => String(headers['set-cookie']).split(';')[0] ?? ''
const newCookie = async () => cookieOf((await get(`/?token=${newToken()}`)).headers)

/** Opens a WebSocket; gives the HTTP status when it is refused, 101 when it is open. */
function open(path: string, options: { origin?: string; headers?: Record<string, string> } = {}) {
  const socket = new WebSocket(`ws://127.0.0.1:${web.port}${path}`, options)
  sockets.push(socket)
  return new Promise<{ status: number; socket: WebSocket }>((resolve) => {
    socket.on('open', () => resolve({ status: 101, socket }))
    socket.on('unexpected-response', (_request, answer) => resolve({ status: answer.statusCode ?? 0, socket }))
    socket.on('error', () => {})
  })
}

const own = () => `http://127.0.0.1:${web.port}`

const clientOf = (socket: WebSocket) =>
  createORPCClient<ContractRouterClient<Contract>>(new RPCLink({ websocket: socket as never }))

describe('the page', () => {
  test('a token opens it once and is exchanged for a session that scripts cannot read', async () => {
    const token = newToken()
    const first = await get(`/?token=${token}`)
    expect(first).toMatchObject({ status: 200, body: expect.stringContaining('Control room') })
    expect(String(first.headers['set-cookie'])).toMatch(
      /^powerchain-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/,
    )
    expect((await get(`/?token=${token}`)).status).toBe(401)
    const cookie = cookieOf(first.headers)
    expect((await get(`/?token=${token}`, { cookie })).status).toBe(200)
    expect((await get('/dispatch', { cookie })).status).toBe(200)
    expect(await get('/assets/app-12345678.js', { cookie })).toMatchObject({
      status: 200,
      headers: {
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': expect.stringContaining('immutable'),
      },
    })
  })

  test('says what it may load, and that nobody may frame it', async () => {
    const { headers } = await get(`/?token=${newToken()}`)
    expect(headers['content-security-policy']).toContain(`connect-src 'self' ws://127.0.0.1:${web.port}`)
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
  })

  test.each([
    ['no token', '/', {}, 401],
    ['a guessed token', `/?token=${'A'.repeat(43)}`, {}, 401],
    ['a script without a session', '/assets/app-12345678.js', {}, 401],
    ['a foreign host name (DNS rebinding)', '/', { host: 'evil.example' }, 421],
    ['another port in the host name', '/', { host: '127.0.0.1:1' }, 421],
  ])('%s is refused', async (_name, path, headers, status) => {
    const answer = await get(path, headers)
    expect(answer.status).toBe(status)
    expect(answer.headers).not.toHaveProperty('set-cookie')
  })

  test.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
    '//etc/passwd',
    '/nothing.js',
    '/index.html%00.js',
    'http://evil.example/secret.txt',
  ])('%s leads nowhere', async (path) => {
    const answer = await get(path, { cookie: await newCookie() })
    expect(answer.status).toBe(404)
    expect(answer.body).not.toContain('secret\n')
  })

  test('only GET is answered', async () => {
    expect((await get('/', { cookie: await newCookie() }, 'POST')).status).toBe(405)
  })
})

describe('the WebSocket', () => {
  test('opens for the page by its session, and for the desktop by a token that survives a lost link', async () => {
    const { status, socket } = await open('/rpc', { origin: own(), headers: { cookie: await newCookie() } })
    expect(status).toBe(101)
    expect(await clientOf(socket).site.describe()).toMatchObject({ person: ada })
    const token = newToken()
    for (let i = 0; i < 2; i++) {
      expect((await open(`/rpc?token=${token}`, { origin: 'app://powerchain' })).status).toBe(101)
    }
    expect((await get(`/?token=${token}`)).status).toBe(401)
  })

  test.each([
    ['nothing to show', {}, 401],
    ['a foreign origin with the session', { origin: 'http://evil.example', withCookie: true }, 403],
    ['a foreign origin with a token', { origin: 'http://evil.example', withToken: true }, 403],
    ['another port of this machine as origin', { origin: 'http://127.0.0.1:1', withCookie: true }, 403],
    ['origin null', { origin: 'null', withCookie: true }, 403],
    ['no origin, with the session only', { withCookie: true }, 401],
    ['the desktop without a token', { origin: 'app://powerchain', withCookie: true }, 401],
    ['a foreign host', { host: 'evil.example', origin: 'http://evil.example', withCookie: true }, 421],
    ['another path', { path: '/', withToken: true }, 404],
  ] as [name: string, by: Record<string, string | boolean>, status: number][])(
    '%s is refused',
    async (_name, by, status) => {
      const { origin, host, path = '/rpc', withCookie, withToken } = by
      const headers = {
        ...(withCookie ? { cookie: await newCookie() } : {}),
        ...(typeof host === 'string' ? { host } : {}),
      }
      const token = withToken ? `?token=${newToken()}` : ''
      const answer = await open(`${String(path)}${token}`, { ...(typeof origin === 'string' && { origin }), headers })
      expect(answer.status).toBe(status)
    },
  )

  test('an oversized message and a malformed one end the connection; the engine goes on', async () => {
    const { socket: big } = await open(`/rpc?token=${newToken()}`)
    const closedBig = new Promise((resolve) => big.on('close', resolve))
    big.send('x'.repeat(8 * 1024 * 1024 + 1))
    expect(await closedBig).toBe(1009)
    for (const frame of ['{', Buffer.from([0, 255, 1])]) {
      const { socket } = await open(`/rpc?token=${newToken()}`)
      const closed = new Promise((resolve) => socket.on('close', resolve))
      socket.send(frame)
      expect(await closed).toBe(1008)
    }
    const { socket } = await open(`/rpc?token=${newToken()}`)
    expect(await clientOf(socket).site.describe()).toMatchObject({ name: 'Fake site' })
  })

  test('16 connections at a time, no more', async () => {
    const answers = await Promise.all(Array.from({ length: 18 }, () => open(`/rpc?token=${newToken()}`)))
    expect(answers.filter(({ status }) => status === 503)).toHaveLength(2)
  })

  test('a subscriber gets the stream, and all of it is freed when it is gone', async () => {
    const { socket } = await open(`/rpc?token=${newToken()}`)
    const client = clientOf(socket)
    const stream = await client.live.stream()
    const types: string[] = []
    for await (const message of stream) if (types.push(`${message.type} ${message.seq}`) === 3) break
    expect(types).toEqual(['snapshot 0', 'delta 1', 'delta 2'])
    const second = await client.live.stream()
    await second.next()
    socket.terminate()
    await expect.poll(() => served.hub.waiting()).toBe(0)
  })

  test('a reader that stops reading gets fewer messages, not a queue of old ones', async () => {
    const { socket } = await open(`/rpc?token=${newToken()}`)
    const stream = await clientOf(socket).live.stream()
    await stream.next()
    socket.pause()
    const filler = 'x'.repeat(200_000)
    const timer = setInterval(() => {
      served.decision.limitedBy = `${performance.now()} ${filler}`
    }, 20)
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    clearInterval(timer)
    served.decision.limitedBy = 'the newest'
    socket.resume()
    let received = 0
    for await (const message of stream) {
      received++
      if (message.decisions?.[0]?.limitedBy === 'the newest') break
    }
    expect(received).toBeLessThan(40)
  })
})

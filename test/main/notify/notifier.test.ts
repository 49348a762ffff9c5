import { createHmac } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { notifyConfig } from '../../../domain/alarms/notify.ts'
import { type Log, silentLog } from '../../../domain/log.ts'
import { systemClock } from '../../../main/clock.ts'
import { openDb, type SiteDb } from '../../../main/historian/db.ts'
import { createNotifier } from '../../../main/notify/notifier.ts'
import { condition, setUp } from '../alarms/set-up.ts'
import { startReceiver, startSmtp } from './fake-servers.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})
afterAll(() => rmSync(secretsFolder, { recursive: true }))

const secretsFolder = mkdtempSync(join(tmpdir(), 'notify-'))
writeFileSync(join(secretsFolder, 'hook'), 'a very secret key\n')
writeFileSync(join(secretsFolder, 'mail'), 'a very secret password\n')

function openMemory(): SiteDb {
  const db = openDb({ file: ':memory:', clock: systemClock, log: silentLog })
  closers.push(() => db.close())
  return db
}

/** An alarm list whose alarms are told as `config` says; time goes by in steps while real servers answer. */
function tell(config: object, db = openMemory(), list = setUp()) {
  const written: string[] = []
  const note = (...line: unknown[]) => void written.push(JSON.stringify(line))
  const log: Log = { debug: note, info: note, warn: note, error: note, with: () => log }
  const notifier = createNotifier({
    site: 'Quarry',
    config: notifyConfig.parse(config),
    secretsFolder,
    db,
    alarms: list.alarms,
    classOf: ({ code }) => (code.startsWith('device') ? 'link' : 'equipment'),
    clock: list.clock,
    log,
  })
  notifier.start()
  closers.push(() => notifier.stop())
  const pass = async (seconds: number) => {
    for (let i = 0; i < 2 * seconds; i++) {
      list.clock.advance(500)
      // A time-out of ten virtual seconds is a tenth of a real one.
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  const until = async (isDone: () => boolean) => {
    for (let i = 0; i < 400 && !isDone(); i++) await pass(1)
    expect(isDone()).toBe(true)
  }
  return { ...list, notifier, pass, until, written, db }
}

const webhook = (port: number) => ({
  webhooks: [{ id: 'duty', url: `http://127.0.0.1:${port}/alarms`, secret: 'file:hook' }],
})
const email = (port: number) => ({
  email: {
    host: '127.0.0.1',
    port,
    tls: 'none',
    user: 'quarry',
    secret: 'file:mail',
    from: 'site@example.com',
    to: ['ada@example.com'],
  },
})
const fault = condition('asset.fault', 'battery-1')
const silent = condition('device.silent', 'container-1')
const low = condition('storage.soc', 'battery-1')

test('a post is signed, dated, and says what happened; when the alarm ends it says so', async () => {
  const receiver = await startReceiver()
  closers.push(receiver.stop)
  const { hold, until, pass, clock } = tell({ ...webhook(receiver.port), rules: [{ priority: 2 }] })
  hold([fault, low])
  await until(() => receiver.posts.length === 1)
  await pass(2)
  hold([], 11_000)
  await pass(2)
  await until(() => receiver.posts.length === 2)
  const [raised, ended] = receiver.posts.map(({ body }) => JSON.parse(body) as Record<string, unknown>)
  expect(raised).toMatchObject({
    kind: 'raised',
    site: 'Quarry',
    count: 1,
    alarms: [{ code: 'asset.fault', priority: 2, assetId: 'battery-1' }],
  })
  expect(ended).toMatchObject({ kind: 'ended', alarms: [{ code: 'asset.fault', returnedAt: expect.any(Number) }] })
  const [{ headers, body } = { headers: {} as IncomingHttpHeaders, body: '' }] = receiver.posts
  const timestamp = String(headers['x-powerchain-timestamp'])
  const expected = createHmac('sha256', 'a very secret key').update(`${timestamp}.${body}`).digest('hex')
  expect(headers['x-powerchain-signature']).toBe(`sha256=${expected}`)
  expect(Math.abs(Number(timestamp) - clock.now() / 1_000)).toBeLessThan(60)
})

test('mail says what happened and what to do, once', async () => {
  const server = await startSmtp()
  closers.push(server.stop)
  const { hold, until, pass, written } = tell({ ...email(server.port), rules: [{ priority: 2 }] })
  hold([fault])
  await until(() => server.mails.length === 1)
  hold([fault])
  await pass(10)
  expect(server.mails).toHaveLength(1)
  expect(server.mails[0]).toContain('Subject: Quarry: High: asset.fault at battery-1')
  expect(server.mails[0]).toContain('To do: Look at it.')
  expect(server.logins).toEqual(['\0quarry\0a very secret password'])
  expect(written.join()).not.toContain('secret password')
})

test('nobody is told of what was acknowledged in time, of another class, or of lower priority', async () => {
  const receiver = await startReceiver()
  closers.push(receiver.stop)
  const rules = [{ priority: 2, classes: ['equipment'], afterS: 60 }]
  const { hold, pass, alarms, until } = tell({ ...webhook(receiver.port), rules })
  const other = condition('asset.fault', 'battery-2')
  hold([fault, silent, low, other])
  const seen = alarms.list().find(({ assetId }) => assetId === 'battery-2')
  alarms.acknowledge('ada', seen?.id ?? '', '')
  await pass(50)
  expect(receiver.posts).toEqual([])
  await until(() => receiver.posts.length === 1)
  await pass(5)
  expect(
    receiver.posts.map(({ body }) => (JSON.parse(body) as { alarms: { assetId: string }[] }).alarms),
  ).toMatchObject([[{ assetId: 'battery-1' }]])
})

test.each(['webhook', 'email'])(
  '%s down for a while: then everything arrives once, in order, also after a restart',
  async (kind) => {
    const start = kind === 'webhook' ? startReceiver : startSmtp
    const gone = await start()
    await gone.stop()
    const config = { ...(kind === 'webhook' ? webhook(gone.port) : email(gone.port)), rules: [{ priority: 2 }] }
    const before = tell(config)
    const names = ['a', 'b', 'c', 'd', 'e']
    for (const [i] of names.entries()) {
      before.hold(names.slice(0, i + 1).map((name) => condition('asset.fault', name)))
      await before.pass(2)
    }
    await before.pass(60)
    expect(before.notifier.conditions()).toMatchObject([{ code: 'notify.failing' }])
    await before.notifier.stop()
    const after = tell(config, before.db, before)
    const server = await start(gone.port)
    closers.push(server.stop)
    const arrived = () => ('posts' in server ? server.posts.map(({ body }) => body) : server.mails)
    await after.until(() => arrived().length >= names.length)
    await after.pass(20)
    expect(arrived().map((text) => /asset\.fault at ([a-e])/.exec(text)?.[1])).toEqual(names)
    expect(after.notifier.conditions()).toEqual([])
  },
)

test('a receiver that fails is asked again ever later; one that refuses for good is given up and people are told', async () => {
  const receiver = await startReceiver()
  closers.push(receiver.stop)
  receiver.statuses.push(500, 302, 429, 204, 400)
  const { hold, until, notifier, pass } = tell({ ...webhook(receiver.port), rules: [{ priority: 2 }] })
  hold([fault])
  await until(() => receiver.posts.length === 1)
  expect(receiver.posts[0]?.url).toBe('/alarms')
  hold([fault, silent])
  await until(() => notifier.conditions().length > 0)
  expect(notifier.conditions()).toMatchObject([{ code: 'notify.gaveUp', text: expect.stringContaining('400') }])
  hold([fault, silent, condition('asset.fault', 'battery-3')])
  await until(() => receiver.posts.length === 2)
  await pass(5)
})

test('what could not be sent for days is given up, and the next ones go on', async () => {
  const gone = await startReceiver()
  await gone.stop()
  const { hold, until, notifier, clock, pass } = tell({ ...webhook(gone.port), rules: [{}], giveUpAfterDays: 1 })
  hold([fault])
  await pass(30)
  clock.sleep(25 * 3_600_000)
  await until(() => notifier.conditions().some(({ code }) => code === 'notify.gaveUp'))
  const back = await startReceiver(gone.port)
  closers.push(back.stop)
  hold([fault, silent])
  await until(() => back.posts.length === 1)
  expect(back.posts[0]?.body).toContain('device.silent')
})

test('many at once are one message with the most important first', async () => {
  const receiver = await startReceiver()
  closers.push(receiver.stop)
  const { hold, until } = tell({ ...webhook(receiver.port), rules: [{ priority: 3 }] })
  const many = Array.from({ length: 500 }, (_, i) => condition('asset.fault', `battery-${i}`))
  hold([...many, condition('meter.silent', 'grid')])
  await until(() => receiver.posts.length === 1)
  const [post] = receiver.posts.map(({ body }) => JSON.parse(body) as { count: number; alarms: { code: string }[] })
  expect(post?.count).toBe(501)
  expect(post?.alarms).toHaveLength(10)
  expect(post?.alarms[0]?.code).toBe('meter.silent')
})

test.each([
  [{ webhooks: [{ id: 'duty', url: 'http://example.com/x' }] }, 'https://'],
  [{ webhooks: [{ id: 'duty', url: 'https://ada:word@example.com/x' }] }, 'without user'],
  [{ webhooks: [{ id: 'duty', url: 'https://127.0.0.1@example.com/x' }] }, 'without user'],
  [{ webhooks: [{ id: 'duty', url: 'http://127.0.0.1.example.com/x' }] }, 'https://'],
  [{ ...email(25), email: { ...email(25).email, host: 'mail.example.com' } }, 'always or starttls'],
  [{ email: { ...email(25).email, secret: 'hunter2' } }, 'env:NAME or file:NAME'],
  [{ rules: [{ to: ['nobody'] }] }, '(no receiver is named)'],
])('a section that would leak or reach nobody is refused: %j', (config, message) => {
  expect(notifyConfig.safeParse(config).error?.message).toContain(message)
})

import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { createForTest, imageOf, portOf, siteOf } from './site-for-test.ts'
import { createVirtualClock } from '../../virtual-clock.ts'

const site = siteOf()
const stops: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop()
})

type Config = Parameters<typeof createForTest>[0]['modbus']

async function serve(modbus: Config = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'powerchain-northbound-'))
  stops.push(() => rmSync(dataDir, { recursive: true, force: true }))
  const clock = createVirtualClock()
  const { northbound, audited } = createForTest({ site, dataDir, clock, modbus })
  stops.push(northbound.stop)
  await northbound.start()
  const reading = { value: 42, at: clock.now(), quality: 'good' as const }
  northbound.publish(imageOf({ at: clock.now(), cycle: 1, readings: { 'grid activePowerKW': reading } }))
  const { endpoint } = northbound.describe().modbus
  return {
    northbound,
    audited,
    clock,
    endpoint,
    port: portOf(endpoint),
    clients: () => northbound.describe().modbus.clients,
  }
}

/** A bare socket: what comes back, and whether the other end closed it. */
function dial(port: number) {
  const socket: Socket = connect(port, '127.0.0.1')
  stops.push(() => socket.destroy())
  const chunks: Buffer[] = []
  socket.on('data', (data) => chunks.push(data))
  const closed = new Promise<void>((done) => socket.on('close', () => done()).on('error', () => {}))
  const opened = new Promise<void>((done) => socket.once('connect', () => done()))
  return {
    socket,
    opened,
    closed,
    received: () => Buffer.concat(chunks),
    send: (hex: string) => socket.write(hex, 'hex'),
  }
}

const until = async (isSo: () => boolean) => {
  while (!isSo()) await new Promise((done) => setTimeout(done, 2))
}

/** Reads the grid's power over a connection of its own. */
async function stillAnswers(port: number) {
  const line = dial(port)
  line.send('000100000006010401900002')
  await until(() => line.received().length >= 13)
  expect(line.received().readFloatBE(9)).toBe(42)
  line.socket.destroy()
}

test.each([
  ['bytes of another protocol', Buffer.from('GET / HTTP/1.1\r\n\r\n').toString('hex')],
  ['another protocol id', '000100010006010400000001'],
  ['a length of 0', '00010000000001'],
  ['a length beyond a frame', '0001000000ff0104'],
  ['a length of 65535', '00010000ffff0104'],
  ['a read request that is too short', '0001000000050104000000'],
  ['a read request that is too long', '000100000007010400000001ff'],
  ['function 0', '000100000006010000000001'],
  ['an answer instead of a request', '000100000003018402'],
])('%s closes the connection without an answer', async (_name, hex) => {
  const { port, clients } = await serve()
  const line = dial(port)
  line.send(hex)
  await line.closed
  expect(line.received()).toHaveLength(0)
  await until(() => clients() === 0)
  await stillAnswers(port)
})

test('frames may arrive in pieces and in heaps; answers keep their order and transaction', async () => {
  const { port } = await serve()
  const line = dial(port)
  const requests = Array.from({ length: 20 }, (_, n) => {
    const transaction = (0xa000 + n).toString(16)
    return `${transaction}00000006010400000001`
  }).join('')
  for (const byte of Buffer.from(requests.slice(0, 30), 'hex')) {
    line.socket.write(Buffer.from([byte]))
    await new Promise((done) => setImmediate(done))
  }
  line.send(requests.slice(30))
  await until(() => line.received().length >= 20 * 11)
  const transactions = Array.from({ length: 20 }, (_, n) => line.received().readUInt16BE(n * 11))
  expect(transactions).toEqual(Array.from({ length: 20 }, (_, n) => 0xa000 + n))
})

test.each([
  ['unknown function', '0800000000', '8801'],
  ['coils', '0100000001', '8101'],
  ['mask write', '16000000000000', '9601'],
  ['read and write', '1700000001000000010200ff', '9701'],
  ['no registers', '0400000000', '8403'],
  ['126 registers', '030000007e', '8303'],
  ['beyond the last register', '04ffff0001', '8402'],
])('%s is refused by exception', async (_name, pdu, answer) => {
  const { port } = await serve()
  const line = dial(port)
  line.send('00010000' + (pdu.length / 2 + 1).toString(16).padStart(4, '0') + '01' + pdu)
  await until(() => line.received().length >= 9)
  expect(line.received().toString('hex').slice(14)).toBe(answer)
})

test('sixteen systems at once; the next is turned away and finds room when one leaves', async () => {
  const { port, clients } = await serve()
  const lines = Array.from({ length: 16 }, () => dial(port))
  await until(() => clients() === 16)
  const late = dial(port)
  await late.closed
  expect(clients()).toBe(16)
  lines[0]?.socket.destroy()
  await until(() => clients() === 15)
  await stillAnswers(port)
})

test('who says nothing for a minute is let go', async () => {
  const { port, clients, clock } = await serve()
  const line = dial(port)
  await until(() => clients() === 1)
  clock.advance(59_000)
  expect(clients()).toBe(1)
  clock.advance(3_000)
  await line.closed
})

test('who asks too fast waits, and is answered everything in order', async () => {
  const { port, clock } = await serve()
  const line = dial(port)
  line.send('000100000006010400000001'.repeat(1_200))
  await until(() => line.received().length >= 500 * 11)
  await new Promise((done) => setTimeout(done, 20))
  expect(line.received().length).toBe(500 * 11)
  await stillAnswers(port)
  clock.advance(1_000)
  await until(() => line.received().length === 1_000 * 11)
  clock.advance(1_000)
  await until(() => line.received().length === 1_200 * 11)
})

test('only those who are named may read', async () => {
  const closedTo = await serve({ allow: ['10.1.2.0/24', '2001:db8::/32'] })
  const line = dial(closedTo.port)
  line.send('000100000006010400000001')
  await line.closed
  expect(line.received()).toHaveLength(0)
  const { port } = await serve({ allow: ['10.1.2.7', '127.0.0.0/8'] })
  await stillAnswers(port)
})

test('fault 83: a port in use is named with what helps, the rest starts, and the server comes when it is free', async () => {
  const other = createServer()
  const port = await new Promise<number>((done) => {
    other.listen(0, '127.0.0.1', () => done((other.address() as { port: number }).port))
  })
  stops.push(() => other.close())
  const { northbound, clock } = await serve({ port })
  expect(northbound.describe().modbus).toEqual({
    isOn: false,
    endpoint: '',
    clients: 0,
    fault:
      `Port ${port} is in use by another program. End that program, or choose another port ` +
      '(northbound.modbus.port of the site file).',
  })
  expect(northbound.conditions()).toEqual([
    {
      code: 'northbound.modbus',
      priority: 3,
      text: `Other systems can't read our values over Modbus: Port ${port} is in use by another program.`,
      response: 'End that program, or choose another port (northbound.modbus.port of the site file).',
    },
  ])
  await new Promise((done) => other.close(done))
  clock.advance(30_000)
  await until(() => northbound.describe().modbus.isOn)
  expect(northbound.describe().modbus.fault).toBe('')
  expect(northbound.conditions()).toEqual([])
  await stillAnswers(port)
})

test('fault 83: an address of another machine, and certificate files that are not there', async () => {
  const elsewhere = await serve({ host: '192.0.2.1' })
  expect(elsewhere.northbound.describe().modbus.fault).toMatch(/^192\.0\.2\.1 is no address of this machine/)
  const tls = { certificate: 'own.pem', key: 'own.key', authority: 'ca.pem' }
  const unkeyed = await serve({ tls })
  expect(unkeyed.northbound.describe().modbus.fault).toMatch(/own\.pem could not be used/)
})

test('a thousand random strings of bytes: no crash, no leak, no write', async () => {
  const { port, clients, audited } = await serve()
  const frames = fc
    .tuple(fc.constant(Buffer.from('00010000', 'hex')), fc.uint8Array({ minLength: 2, maxLength: 254 }))
    .map(([head, body]) => Buffer.concat([head, Buffer.from([0, body.length]), body]))
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 600 }),
    frames,
    fc.array(frames, { maxLength: 5 }).map(Buffer.concat),
  )
  let count = 0
  await fc.assert(
    fc.asyncProperty(fc.array(bytes, { minLength: 10, maxLength: 10 }), async (strings) => {
      await Promise.all(
        strings.map(async (string) => {
          const line = dial(port)
          await line.opened
          line.socket.end(string)
          line.socket.resume()
          await line.closed
          count += 1
        }),
      )
      stops.splice(2)
    }),
    { numRuns: 100 },
  )
  expect(count).toBe(1_000)
  await until(() => clients() === 0)
  await stillAnswers(port)
  expect(audited.length).toBeLessThanOrEqual(1)
})

test('starting and stopping leaves nothing behind', async () => {
  const before = process.getActiveResourcesInfo().filter((name) => /TCP|Timeout/.test(name)).length
  for (let n = 0; n < 50; n++) {
    const { northbound, port } = await serve()
    const line = dial(port)
    await line.opened
    await northbound.stop()
    await line.closed
  }
  const after = process.getActiveResourcesInfo().filter((name) => /TCP|Timeout/.test(name)).length
  expect(after).toBeLessThanOrEqual(before + 1)
})

import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { messageLimits } from '../../../devices/transports/opc-ua/limits.ts'
import { type FakeOpcUa, startFakeOpcUa } from './opc-ua-fake.ts'
import { type Meddler, startMeddler } from './opc-ua-meddler.ts'
import { flywheelDefinition as definition, type OpenedOpcUa, openOpcUaForTest, unencrypted } from './opc-ua-open.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'opc-ua-hostile-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

/** What a hostile server tries to make us hold. */
const flooded = 200_000_000
/** What it may get rid of before we hang up: our limit, and what lies in the buffers of both sockets. */
const tolerated = messageLimits.maxMessageSize + 12_000_000

describe('a server that turns hostile', () => {
  let fake: FakeOpcUa
  let meddler: Meddler
  let wheel: OpenedOpcUa
  let other: OpenedOpcUa
  /** Header and sequence of the last message of the server: type, size, channel, token, sequence, request. */
  let last: Buffer

  beforeEach(async () => {
    fake = await startFakeOpcUa({ Serial: 'FW-1', Power: -120_000, Setpoint: 0, Soc: 50, Beat: 0 })
    meddler = await startMeddler(fake.endpoint)
    meddler.alter = (bytes) => {
      if (bytes.toString('latin1', 0, 4) === 'ACKF') bytes.fill(0xff, 12, 28)
      if (bytes.toString('latin1', 0, 3) === 'MSG') last = Buffer.from(bytes.subarray(0, 24))
      return bytes
    }
    wheel = openOpcUaForTest({ endpoint: meddler.endpoint, definition, dataDir, config: unencrypted })
    other = openOpcUaForTest({ endpoint: fake.endpoint, definition, dataDir, config: unencrypted })
    for (const { device } of [wheel, other]) device.start()
    for (const { newest } of [wheel, other])
      await vi.waitFor(() => newest('socPct')?.value === 50 || Promise.reject(new Error('no value')), 25_000)
  })

  afterEach(async () => {
    await wheel.device.stop()
    await other.device.stop()
    await meddler.stop()
    await fake.stop()
  })

  /** A chunk that continues the last message: `C` = more to come, `F` = the last one. */
  function chunk(kind: 'C' | 'F', body: Buffer, request = 1): Buffer {
    const head = Buffer.from(last)
    head.write(kind, 3, 'latin1')
    head.writeUInt32LE(head.length + body.length, 4)
    head.writeUInt32LE(last.readUInt32LE(16) + 1, 16)
    head.writeUInt32LE(last.readUInt32LE(20) + request, 20)
    last = Buffer.from(head)
    last.writeUInt32LE(head.readUInt32LE(20) - (kind === 'F' ? 0 : request), 20)
    return Buffer.concat([head, body])
  }

  const nested = Buffer.concat([Buffer.from('01008d01', 'hex'), Buffer.alloc(16), Buffer.alloc(60_000, 0x40)])
  const longText = Buffer.concat([Buffer.from('01008d01', 'hex'), Buffer.alloc(16), Buffer.from('1000e1f505', 'hex')])

  test.each<[string, RegExp, () => Buffer]>([
    ['endless chunks of one message', /./, () => chunk('C', Buffer.alloc(60_000))],
    [
      'endless chunks of a message nobody asked for',
      /message of over 4194304 bytes/,
      () => chunk('C', Buffer.alloc(60_000), 5_000),
    ],
    ['endless small chunks', /message of over 1000 chunks/, () => chunk('C', Buffer.alloc(8))],
    [
      'a chunk said to be 4 GB long',
      /chunk of 4294967295 bytes/,
      () => Buffer.concat([Buffer.from('4d534746ffffffff', 'hex'), Buffer.alloc(60_000)]),
    ],
    ['values nested 60,000 deep', /./, () => chunk('F', nested)],
    ['a text said to be 100 MB long', /./, () => chunk('F', longText)],
    ['bytes of another protocol', /does not speak OPC UA/, () => Buffer.from('HTTP/1.1 200 OK\r\n\r\n'.repeat(1_000))],
  ])(
    'fault 55: %s: dropped with a reason, memory holds, others go on, good again after',
    async (_name, reason, next) => {
      const before = other.batches.length
      const sent = await meddler.flood(next, flooded)
      expect(sent).toBeLessThan(tolerated)
      await expect.poll(() => wheel.device.status().lostCount, { timeout: 10_000 }).toBe(1)
      expect(wheel.losses[0]).toMatch(reason)
      expect(other.device.status()).toMatchObject({ state: 'connected', lostCount: 0 })
      await expect.poll(() => other.batches.length).toBeGreaterThan(before)
      fake.values['Soc'] = 60
      await expect.poll(() => wheel.newest('socPct')?.value, { timeout: 15_000 }).toBe(60)
      expect(other.newest('socPct')?.value).toBe(60)
    },
  )
})

const acknowledge = Buffer.from('41434b461c00000000000000ffffffffffffffffffffffffffffffff', 'hex')
const opened = (size: number) => {
  const bytes = Buffer.alloc(size, 0x41)
  bytes.write('OPNC', 0, 'latin1')
  bytes.writeUInt32LE(size, 4)
  return bytes
}

describe('a server that is hostile from the first byte', () => {
  test.each<[string, (socket: Socket) => void]>([
    ['says nothing', () => {}],
    ['hangs up', (socket) => socket.end()],
    ['acknowledges with 4 GB and sends endless chunks', (socket) => pour(socket, [acknowledge, opened(60_000)])],
    [
      'sends a length of 4 GB',
      (socket) => pour(socket, [Buffer.from('41434b46ffffffff', 'hex'), Buffer.alloc(60_000)]),
    ],
    ['sends a length of 0', (socket) => pour(socket, [Buffer.from('41434b4600000000', 'hex')])],
  ])('fault 55: a server that %s is named as lost, and takes no memory', async (_name, behave) => {
    const sockets = new Set<Socket>()
    const server = createServer((socket) => {
      sockets.add(socket)
      socket.on('error', () => {}).once('data', () => behave(socket))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    const wheel = openOpcUaForTest({
      endpoint: `opc.tcp://127.0.0.1:${port}/x`,
      definition,
      dataDir,
      config: unencrypted,
    })
    wheel.device.start()
    await expect.poll(() => wheel.device.status(), { timeout: 12_000 }).toMatchObject({ state: 'lost' })
    expect(wheel.device.status().detail).not.toBe('')
    await wheel.device.stop()
    for (const socket of sockets) {
      expect(socket.bytesWritten).toBeLessThan(tolerated)
      socket.destroy()
    }
    await new Promise((resolve) => server.close(resolve))
  })
})

/** Sends the first piece once and the last one again and again, as fast as it is taken. */
function pour(socket: Socket, [first, ...rest]: Buffer[]): void {
  if (first) socket.write(first)
  const again = rest.at(-1) ?? first ?? Buffer.alloc(1)
  const more = () => {
    while (socket.writable && socket.bytesWritten < flooded) if (!socket.write(again)) return
  }
  socket.on('drain', more)
  more()
}

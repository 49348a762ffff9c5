import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listCertificates, trustCertificate } from '../../../../devices/transports/opc-ua/certificates/trust-store.ts'
import { connectOpcUa } from '../../../../devices/transports/opc-ua/connect.ts'
import { deviceConfig } from '../../../../domain/site.ts'
import { systemClock as clock } from '../../../../main/clock.ts'
import { type FakeOpcUa, startFakeOpcUa } from '../../drivers/opc-ua-fake.ts'
import { flywheelDefinition } from '../../drivers/opc-ua-open.ts'
import { runScan } from './scan-for-test.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'scan-opc-ua-'))
const definitions = new Map([[flywheelDefinition.id, flywheelDefinition]])
let server: FakeOpcUa

beforeAll(async () => {
  const values = { Serial: 'FW-1', Power: 12_500, Setpoint: 0, Soc: 40, Beat: 0 }
  server = await startFakeOpcUa(values, { certificate: { daysAgo: 1, validDays: 100 } })
}, 20_000)
afterAll(async () => {
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

test('a server nobody trusts yet is looked at from outside only', async () => {
  const { found, end } = await runScan(server.endpoint, { dataDir, definitions })
  expect(end).toMatchObject({ found: 1, silent: 0 })
  expect(found[0]).toMatchObject({ endpoint: server.endpoint, maker: '', serial: '' })
  expect(found[0]).not.toHaveProperty('unit')
  expect(found[0]?.detail).toMatch(/urn:test:fake-server.*Basic256Sha256\/SignAndEncrypt.*not trusted yet/)
  expect(server.server().engine.getSessions()).toHaveLength(0)
  expect(listCertificates(join(dataDir, 'pki')).rejected).toEqual([])
})

test('a trusted one is asked what it is, and for the nodes of each definition', async () => {
  const pkiFolder = join(dataDir, 'pki')
  const { signal } = new AbortController()
  const first = connectOpcUa({ endpoint: server.endpoint, pkiFolder, clock, signal, onLost: () => {} })
  await expect(first).rejects.toMatchObject({ code: 'Device.WrongIdentity' })
  const thumbprint = listCertificates(pkiFolder).rejected[0]?.thumbprint ?? ''
  trustCertificate(pkiFolder, thumbprint)
  const { found } = await runScan(server.endpoint, { dataDir, definitions })
  expect(found[0]).toMatchObject({ serial: 'FW-1', proposals: [{ definition: 'test/flywheel' }] })
  expect(found[0]?.maker).not.toBe('')
  expect(found[0]?.proposals[0]?.because).toBe('the server has 3 of 4 points with good values')
  await expect.poll(() => server.connections()).toBe(0)
}, 15_000)

test('one the site uses is named and left without a session', async () => {
  const config = deviceConfig.parse({ id: 'flywheel-1', definition: 'test/flywheel', endpoint: server.endpoint })
  const { found } = await runScan(server.endpoint, { dataDir, definitions, site: { devices: [config] } })
  expect(found[0]).toMatchObject({ deviceId: 'flywheel-1', maker: 'Test', serial: '' })
})

test('hosts that refuse, hang or speak something else are silent, and neighbours see nothing', async () => {
  const sockets = new Set<Socket>()
  let seen = 0
  const listen = (host: string, answer?: string) =>
    new Promise<ReturnType<typeof createServer>>((resolve) => {
      const one = createServer((socket) => {
        if (host === '127.0.0.5') seen += 1
        sockets.add(socket.on('error', () => {}))
        socket.on('data', () => answer !== undefined && socket.end(answer))
      }).listen(port, host, () => resolve(one))
    })
  const port = Number(new URL(server.endpoint.replace('opc.tcp', 'http')).port)
  const others = [
    await listen('127.0.0.3'),
    await listen('127.0.0.4', 'HTTP/1.1 400 Bad\r\n\r\n'),
    await listen('127.0.0.5'),
  ]
  const { found, end, progress } = await runScan(`opc.tcp://127.0.0.1-4:${port}/device`, { dataDir, definitions })
  for (const socket of sockets) socket.destroy()
  for (const other of others) other.close()
  expect(found.map(({ endpoint }) => endpoint)).toEqual([server.endpoint])
  expect(end).toMatchObject({ found: 1, silent: 3, ended: '' })
  expect(progress.at(-1)).toMatchObject({ asked: 4, total: 4 })
  expect(seen).toBe(0)
}, 15_000)

test('a scan of servers that hang ends when it is told to', async () => {
  const sockets = new Set<Socket>()
  const hanging = createServer((socket) => void sockets.add(socket.on('error', () => {}).resume()))
  await new Promise<void>((resolve) => void hanging.listen(0, '127.0.0.6', resolve))
  const address = hanging.address()
  const port = typeof address === 'object' ? address?.port : 0
  const stop = new AbortController()
  const scan = runScan(`opc.tcp://127.0.0.6:${port}`, { dataDir, definitions, signal: stop.signal })
  await expect.poll(() => sockets.size).toBeGreaterThan(1)
  stop.abort()
  expect((await scan).end).toMatchObject({ found: 0, silent: 0, ended: 'stopped' })
  await expect.poll(() => [...sockets].every((one) => one.destroyed)).toBe(true)
  hanging.close()
}, 15_000)

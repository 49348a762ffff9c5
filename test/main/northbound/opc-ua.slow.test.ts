import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import {
  AttributeIds,
  DataType,
  MessageSecurityMode,
  OPCUAClient,
  type OPCUAClientOptions,
  SecurityPolicy,
  setErrorLogger,
  setWarningLogger,
  StatusCodes,
  UserTokenType,
} from 'node-opcua-client'
import { OPCUACertificateManager } from 'node-opcua-certificate-manager'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Reading } from '../../../domain/reading.ts'
import { systemClock as clock } from '../../../main/clock.ts'
import type { Northbound } from '../../../main/northbound/northbound.ts'
import { createVirtualClock } from '../../virtual-clock.ts'
import { createForTest, imageOf, pointsFor, portOf, siteOf } from './site-for-test.ts'

const site = siteOf()
let dir: string
let manager: OPCUACertificateManager
let northbound: Northbound
const stops: (() => unknown)[] = []

beforeAll(async () => {
  for (const setLogger of [setErrorLogger, setWarningLogger]) setLogger(() => {})
  dir = mkdtempSync(join(tmpdir(), 'powerchain-northbound-'))
  manager = new OPCUACertificateManager({
    rootFolder: join(dir, 'client'),
    automaticallyAcceptUnknownCertificate: true,
    disableFileWatchers: true,
  })
  await manager.initialize()
  await manager.createSelfSignedCertificate({
    applicationUri: 'urn:test:scada',
    dns: ['localhost'],
    subject: '/CN=SCADA',
    startDate: new Date(),
    validity: 10,
    outputFile: join(dir, 'client.pem'),
  })
  northbound = createForTest({ site, dataDir: join(dir, 'data'), clock, opcUa: {} }).northbound
  await northbound.start()
}, 30_000)
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop()
})
afterAll(async () => {
  await northbound.stop()
  await manager.dispose()
  rmSync(dir, { recursive: true, force: true })
})

const aes256 = { securityMode: MessageSecurityMode.SignAndEncrypt, securityPolicy: SecurityPolicy.Aes256_Sha256_RsaPss }
const unencrypted = { securityMode: MessageSecurityMode.None, securityPolicy: SecurityPolicy.None }

async function dial(secured: OPCUAClientOptions = aes256, endpoint = northbound.describe().opcUa.endpoint) {
  const client = OPCUAClient.create({
    applicationUri: 'urn:test:scada',
    certificateFile: join(dir, 'client.pem'),
    privateKeyFile: manager.privateKey,
    clientCertificateManager: manager,
    endpointMustExist: false,
    connectionStrategy: { maxRetry: 0 },
    ...secured,
  })
  stops.push(() => client.disconnect())
  await client.connect(endpoint)
  return client
}

const pki = () => join(dir, 'data', 'pki', 'northbound')

/** What an engineer does with a certificate that was seen first. */
function trustRejected() {
  const [file] = readdirSync(join(pki(), 'rejected'))
  mkdirSync(join(pki(), 'trusted', 'certs'), { recursive: true })
  renameSync(join(pki(), 'rejected', file ?? ''), join(pki(), 'trusted', 'certs', file ?? ''))
}

const publish = (readings: Record<string, Reading>, cycle = 1) =>
  northbound.publish(imageOf({ at: clock.now(), cycle, readings }))

test('a client is refused until an engineer trusts its certificate; no restart', async () => {
  expect(northbound.describe().opcUa).toMatchObject({ isOn: true, fault: '' })
  await expect(dial()).rejects.toThrow(Error)
  expect(readdirSync(join(pki(), 'rejected'))).toHaveLength(1)
  trustRejected()
  await expect
    .poll(
      () =>
        dial().then(
          () => 'in',
          () => 'out',
        ),
      { timeout: 5_000 },
    )
    .toBe('in')
})

test('only encrypted endpoints are offered, under the name that is in the certificate', async () => {
  const client = await dial(unencrypted)
  const endpoints = await client.getEndpoints()
  expect(new Set(endpoints.map((e) => e.securityMode))).toEqual(new Set([MessageSecurityMode.SignAndEncrypt]))
  expect(new Set(endpoints.map((e) => e.securityPolicyUri?.split('#')[1]))).toEqual(
    new Set(['Aes256_Sha256_RsaPss', 'Aes128_Sha256_RsaOaep', 'Basic256Sha256']),
  )
  expect(endpoints[0]?.server.applicationUri).toMatch(/^urn:.+:powerchain:northbound$/)
  await expect(client.createSession()).rejects.toThrow(Error)
})

test('values with unit, quality and time; nothing where there is no value', async () => {
  const at = clock.now() - 1_500
  publish({
    'grid activePowerKW': { value: -123.456789, at, quality: 'good' },
    'battery socPct': { value: 61, at: at - 60_000, quality: 'stale' },
    'battery sohPct': { value: 140, at, quality: 'suspect' },
    'battery voltageV': { value: null, at, quality: 'bad' },
    'battery currentA': { value: 5, at, quality: 'simulated' },
  })
  const session = await (await dial()).createSession()
  const namespace = (await session.readNamespaceArray()).indexOf('urn:powerchain:northbound')
  const node = (name: string) => `ns=${namespace};s=${name}`
  const names = [
    'grid.activePowerKW',
    'battery.socPct',
    'battery.sohPct',
    'battery.voltageV',
    'battery.currentA',
    'grid.fuelPct',
  ]
  const values = await session.read(names.map((name) => ({ nodeId: node(name), attributeId: AttributeIds.Value })))
  expect(values.map(({ value, statusCode }) => [value.value, statusCode.name])).toEqual([
    [-123.456789, 'Good'],
    [61, 'UncertainLastUsableValue'],
    [140, 'UncertainSubNormal'],
    [null, 'Bad'],
    [5, 'GoodLocalOverride'],
    [null, 'BadWaitingForInitialData'],
  ])
  expect(values[0]?.sourceTimestamp?.getTime()).toBe(at)
  const units = await session.read({
    nodeId: node('grid.activePowerKW.EngineeringUnits'),
    attributeId: AttributeIds.Value,
  })
  expect(units.value.value).toMatchObject({ unitId: 4_937_556, displayName: { text: 'kW' } })
  const folders = await session.browse(node('site'))
  expect(folders.references?.map(({ browseName, displayName }) => [browseName.name, displayName.text])).toEqual(
    site.assets.map(({ id, name }) => [id, name]),
  )
  expect(northbound.describe().opcUa.clients).toBe(1)
})

test('values are told as they change', async () => {
  const session = await (await dial()).createSession()
  const namespace = (await session.readNamespaceArray()).indexOf('urn:powerchain:northbound')
  const subscription = await session.createSubscription2({ requestedPublishingInterval: 50, publishingEnabled: true })
  const item = await subscription.monitor(
    { nodeId: `ns=${namespace};s=grid.activePowerKW`, attributeId: AttributeIds.Value },
    { samplingInterval: 50, queueSize: 5 },
    2,
  )
  const seen: number[] = []
  item.on('changed', (value) => seen.push(value.value.value as number))
  for (const value of [11, 12, 13]) {
    publish({ 'grid activePowerKW': { value, at: clock.now(), quality: 'good' } }, value)
    await expect.poll(() => seen.at(-1), { timeout: 3_000 }).toBe(value)
  }
})

test('when a device delivers other points, their nodes come and go and the others stay', async () => {
  const session = await (await dial()).createSession()
  const namespace = (await session.readNamespaceArray()).indexOf('urn:powerchain:northbound')
  const names = async () => {
    const { references } = await session.browse(`ns=${namespace};s=grid`)
    return references?.map(({ browseName }) => browseName.name)
  }
  const all = await names()
  northbound.setPoints(pointsFor(site, ['voltageV', 'currentA']))
  expect(await names()).toEqual(['voltageV', 'currentA'])
  expect(northbound.describe().points).toHaveLength(2 * site.assets.length)
  northbound.setPoints(pointsFor(site))
  expect((await names())?.toSorted()).toEqual(all?.toSorted())
  publish({ 'grid relay': { value: 1, at: clock.now(), quality: 'good' } })
  const value = await session.read({ nodeId: `ns=${namespace};s=grid.relay`, attributeId: AttributeIds.Value })
  expect(value.value.value).toBe(1)
})

test('nothing can be written, nothing called, and no password is taken', async () => {
  const client = await dial()
  const session = await client.createSession()
  const namespace = (await session.readNamespaceArray()).indexOf('urn:powerchain:northbound')
  const nodeId = `ns=${namespace};s=grid.activePowerKW`
  const value = { value: { dataType: DataType.Double, value: 1 } }
  const status = await session.write({ nodeId, attributeId: AttributeIds.Value, value })
  expect([StatusCodes.BadNotWritable, StatusCodes.BadUserAccessDenied]).toContain(status)
  const access = await session.read({ nodeId, attributeId: AttributeIds.AccessLevel })
  expect(access.value.value).toBe(1)
  const user = { type: UserTokenType.UserName, userName: 'admin', password: 'admin' } as const
  await expect(client.createSession(user)).rejects.toThrow(Error)
})

test('security none: without encryption too, because the site file says so', async () => {
  const open = createForTest({ site, dataDir: join(dir, 'open'), clock, opcUa: { security: 'none' } }).northbound
  stops.push(open.stop)
  await open.start()
  const client = await dial(unencrypted, open.describe().opcUa.endpoint)
  const session = await client.createSession()
  expect(await session.readNamespaceArray()).toContain('urn:powerchain:northbound')
})

test('fault 83: a port in use is named, and the rest runs', async () => {
  const port = portOf(northbound.describe().opcUa.endpoint)
  const second = createForTest({ site, dataDir: join(dir, 'second'), clock, opcUa: { port }, modbus: {} }).northbound
  stops.push(second.stop)
  await second.start()
  expect(second.describe().opcUa).toMatchObject({ isOn: false, endpoint: '' })
  expect(second.describe().opcUa.fault).toMatch(/^Port \d+ is in use by another program.*northbound\.opcUa\.port/)
  expect(second.describe().modbus.isOn).toBe(true)
})

test('a session whose client vanished makes room after a minute', async () => {
  const virtual = createVirtualClock(clock.now())
  const open = createForTest({
    site,
    dataDir: join(dir, 'abandoned'),
    clock: virtual,
    opcUa: { security: 'none' },
  }).northbound
  stops.push(open.stop)
  await open.start()
  const { endpoint } = open.describe().opcUa
  const [staying, vanishing] = [await dial(unencrypted, endpoint), await dial(unencrypted, endpoint)]
  await staying.createSession()
  await vanishing.createSession()
  await cut(vanishing)
  virtual.advance(50_000)
  expect(open.describe().opcUa.clients).toBe(2)
  await expect
    .poll(
      () => {
        virtual.advance(10_000)
        return open.describe().opcUa.clients
      },
      { timeout: 5_000 },
    )
    .toBe(1)
})

/** Breaks the connection without a word of farewell. */
async function cut(client: OPCUAClient) {
  const { _secureChannel: channel } = client as unknown as { _secureChannel: { getTransport(): { _socket: Socket } } }
  const { _socket: socket } = channel.getTransport()
  const closed = new Promise((done) => socket.once('close', done))
  socket.destroy()
  await closed
}

/** What a client says when it asks for the endpoints, message by message. */
async function recorded(port: number): Promise<Buffer[]> {
  const said: Buffer[] = []
  const tap = createServer((socket) => {
    const onward = connect(port, '127.0.0.1')
    socket.on('data', (data) => said.push(data))
    socket
      .on('error', () => {})
      .pipe(onward.on('error', () => {}))
      .pipe(socket)
  })
  const tapPort = await new Promise<number>((done) => {
    tap.listen(0, '127.0.0.1', () => done((tap.address() as AddressInfo).port))
  })
  const client = await dial(unencrypted, `opc.tcp://127.0.0.1:${tapPort}/powerchain`)
  await client.getEndpoints()
  await client.disconnect()
  await new Promise((done) => tap.close(done))
  return said
}

function send(port: number, parts: readonly Uint8Array[]): Promise<void> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', async () => {
      for (const part of parts) {
        socket.write(part)
        await new Promise((next) => setTimeout(next, 1))
      }
      socket.end()
      setTimeout(() => socket.destroy(), 50)
    })
    socket
      .on('error', () => {})
      .on('close', () => done())
      .resume()
  })
}

test('a thousand random or damaged conversations do not end it, and leave nothing open', async () => {
  const port = portOf(northbound.describe().opcUa.endpoint)
  const said = await recorded(port)
  expect(said.length).toBeGreaterThanOrEqual(3)
  const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 })
  const damaged = fc.tuple(fc.nat(said.length - 1), damage).map(([which, changes]) =>
    said.map((part, n) => {
      const copy = Buffer.from(part)
      if (n === which) for (const [at, byte] of changes) copy[at % copy.length] = byte
      return copy
    }),
  )
  const random = fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 3 })
  const conversation = fc.oneof({ weight: 4, arbitrary: damaged }, { weight: 1, arbitrary: random })
  await fc.assert(
    fc.asyncProperty(fc.array(conversation, { minLength: 10, maxLength: 10 }), async (ten) => {
      await Promise.all(ten.map((parts) => send(port, parts)))
    }),
    { numRuns: 100 },
  )
  await expect.poll(() => northbound.describe().opcUa.clients, { timeout: 5_000 }).toBe(0)
  const session = await (await dial()).createSession()
  expect(await session.readNamespaceArray()).toContain('urn:powerchain:northbound')
}, 60_000)

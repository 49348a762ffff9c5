import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  DataType,
  DataValue,
  MessageSecurityMode,
  SecurityPolicy,
  type StatusCode,
  StatusCodes,
  Variant,
} from 'node-opcua-client'
import { OPCUACertificateManager } from 'node-opcua-certificate-manager'
import { OPCUAServer } from 'node-opcua-server'
import { loadOpcUa } from '../../../devices/transports/opc-ua/library.ts'

/** A small OPC UA device with behaviour. */
export interface FakeOpcUa {
  endpoint: string
  /** Values by node name. */
  values: Record<string, number | string>
  status: Record<string, StatusCode>
  /** Writes received, oldest first. */
  writes: [node: string, value: number][]
  /** What a write does; by default it is taken. */
  accept: boolean
  /** How far the source's clock is ahead of ours, ms. */
  sourceAheadMs: number
  /** Namespace of the nodes, and those registered before it, from the next start on. */
  namespace: string
  namespacesBefore: string[]
  /** Monitored items it takes in one request, from the next start on; 0 = any number. */
  itemsPerCall: number
  /** Names and passwords users gave, newest last. */
  logins: [name: string, password: string][]
  server(): OPCUAServer
  /** The subscriptions open now never publish again, and nobody is told. */
  silenceSubscriptions(): void
  /** The sessions open now are over, as when they time out; clients are not told. */
  expireSessions(): void
  /** Secure channels open now. */
  connections(): number
  stop(): Promise<void>
  /** Starts again on the same port, as after a reboot. */
  restart(): Promise<void>
}

/** How a fake server is secured; without it everything is open. */
export interface FakeSecurity {
  policies?: SecurityPolicy[]
  modes?: MessageSecurityMode[]
  /** Days before today at which its certificate begins, and how long it is valid. */
  certificate?: { daysAgo: number; validDays: number; uri?: string }
  /** Its certificate and key instead, PEM. */
  files?: { certificateFile: string; privateKeyFile: string }
}

const applicationUri = 'urn:test:fake-server'

/** Starts an OPC UA server on a port of this machine with the nodes named in `values`, numbers as Double. */
export async function startFakeOpcUa(values: FakeOpcUa['values'], security?: FakeSecurity): Promise<FakeOpcUa> {
  await loadOpcUa()
  const pki = mkdtempSync(join(tmpdir(), 'fake-opc-ua-'))
  let port = 0
  let server: OPCUAServer
  const fake: FakeOpcUa = {
    endpoint: '',
    values,
    status: {},
    writes: [],
    accept: true,
    sourceAheadMs: 0,
    namespace: 'urn:test:device',
    namespacesBefore: [],
    itemsPerCall: 0,
    logins: [],
    server: () => server,
    silenceSubscriptions() {
      const subscriptions = server.engine.getSessions().flatMap(({ publishEngine }) => publishEngine.subscriptions)
      for (const one of subscriptions) (one as unknown as { _stop_timer(): void })._stop_timer()
    },
    expireSessions() {
      for (const { authenticationToken } of server.engine.getSessions())
        server.engine.closeSession(authenticationToken, true, 'Timeout')
    },
    connections: () => server.endpoints.reduce((sum, one) => sum + one.currentChannelCount, 0),
    async stop() {
      await server.shutdown(0)
      rmSync(pki, { recursive: true, force: true })
    },
    async restart() {
      await server.shutdown(0)
      await start()
    },
  }

  async function start(): Promise<void> {
    const trusting = { automaticallyAcceptUnknownCertificate: true, disableFileWatchers: true }
    const certificates = new OPCUACertificateManager({ rootFolder: join(pki, 'server'), ...trusting })
    server = new OPCUAServer({
      host: '127.0.0.1',
      hostname: '127.0.0.1',
      port,
      resourcePath: '/device',
      serverCertificateManager: certificates,
      userCertificateManager: new OPCUACertificateManager({ rootFolder: join(pki, 'user'), ...trusting }),
      serverInfo: { applicationUri },
      serverCapabilities: { operationLimits: { maxMonitoredItemsPerCall: fake.itemsPerCall } },
      securityModes: security?.modes ?? [security ? MessageSecurityMode.SignAndEncrypt : MessageSecurityMode.None],
      securityPolicies: security?.policies ?? [security ? SecurityPolicy.Basic256Sha256 : SecurityPolicy.None],
      disableDiscovery: !security,
      userManager: {
        isValidUser: (name: string, password: string) => {
          fake.logins.push([name, password])
          return password === 'right'
        },
      },
      ...security?.files,
      ...(security?.certificate ? await ownFiles(certificates, security.certificate) : {}),
    })
    await server.initialize()
    const space = server.engine.addressSpace
    if (!space) throw new Error('no address space')
    for (const name of fake.namespacesBefore) space.registerNamespace(name)
    const namespace = space.registerNamespace(fake.namespace)
    for (const [name, first] of Object.entries(values)) {
      const dataType = typeof first === 'number' ? 'Double' : 'String'
      const variable = namespace.addVariable({
        browseName: name,
        nodeId: `s=${name}`,
        dataType,
        minimumSamplingInterval: 50,
        organizedBy: space.rootFolder.objects,
      })
      const read = () => new Variant({ dataType: DataType[dataType], value: fake.values[name] })
      variable.bindVariable(
        {
          timestamped_get: (callback) =>
            callback(
              null,
              new DataValue({
                value: read(),
                statusCode: fake.status[name] ?? StatusCodes.Good,
                sourceTimestamp: new Date(Date.now() + fake.sourceAheadMs),
                serverTimestamp: new Date(),
              }),
            ),
          timestamped_set: (written, callback) => {
            fake.writes.push([name, Number(written.value.value)])
            if (fake.accept) fake.values[name] = Number(written.value.value)
            callback(null, StatusCodes.Good)
          },
        },
        true,
      )
    }
    await server.start()
    port = server.endpoints[0]?.port ?? port
    fake.endpoint = `opc.tcp://127.0.0.1:${port}/device`
  }

  await start()
  return fake
}

async function ownFiles(manager: OPCUACertificateManager, certificate: NonNullable<FakeSecurity['certificate']>) {
  await manager.initialize()
  const certificateFile = join(manager.ownCertFolder, `server-${certificate.daysAgo}-${certificate.validDays}.pem`)
  await manager.createSelfSignedCertificate({
    applicationUri: certificate.uri ?? applicationUri,
    dns: ['127.0.0.1'],
    subject: { commonName: 'Fake server' },
    startDate: new Date(Date.now() - certificate.daysAgo * 86_400_000),
    validity: certificate.validDays,
    outputFile: certificateFile,
  })
  return { certificateFile, privateKeyFile: manager.privateKey }
}

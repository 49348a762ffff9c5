import { mkdirSync } from 'node:fs'
import { createServer, isIPv6, type Server } from 'node:net'
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { OPCUAServer } from 'node-opcua-server'
import type { Asset } from '../../../domain/asset.ts'
import type { Clock, Stop } from '../../../domain/clock.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import type { NorthboundConfig } from '../../../domain/site.ts'
import type { Ms } from '../../../domain/units.ts'
import type { ValueServer } from '../value-server.ts'
import { closeAbandoned } from './abandoned.ts'
import { guardSockets, mostChunkBytes } from './chunk-gate.ts'
import { serverCertificate, serverUri } from './certificate.ts'
import { loadOpcUaServer, type OpcUa } from './library.ts'
import { addNodes } from './nodes.ts'
import type { Incidents } from '../incidents.ts'
import type { MappedPoint } from '../map.ts'
import type { Shown } from '../shown.ts'

/** What the OPC UA server is made of. */
export interface OpcUaServerNeeds {
  config: NonNullable<NorthboundConfig['opcUa']>
  assets: readonly Asset[]
  points(): readonly MappedPoint[]
  now(): Shown
  cycleMs: Ms
  version: string
  /** Folder of our certificate and of those of the clients. */
  pkiFolder: string
  clock: Clock
  incidents: Incidents
}

const resourcePath = '/powerchain'
/** A client's question of 5,000 nodes takes 0.3 MB. */
const mostMessageBytes = 1_048_576

/** Our values as nodes, for readers only. */
export function createOpcUaServer(needs: OpcUaServerNeeds): ValueServer {
  let server: OPCUAServer | undefined
  let stopClosing: Stop | undefined
  let refresh: (() => void) | undefined
  return {
    async start() {
      const { config } = needs
      await checkPort(config)
      const opcUa = await loadOpcUaServer()
      server = await newServer(opcUa, needs)
      await server.initialize()
      const space = server.engine.addressSpace
      if (!space) throw new PowerchainError('Engine.Stopped', 'the OPC UA server has no nodes')
      refresh = addNodes({ ...needs, space, opcUa })
      for (const endpoint of server.endpoints) guardEndpoint(endpoint, needs.incidents)
      await server.start()
      stopClosing = closeAbandoned(server, needs.clock)
      return endpointOf(config.host, server.endpoints[0]?.port ?? config.port)
    },
    async stop() {
      stopClosing?.()
      const closing = server
      server = undefined
      refresh = undefined
      await closing?.shutdown(0)
    },
    refresh: () => refresh?.(),
    clients: () => server?.currentSessionCount ?? 0,
  }
}

async function newServer(opcUa: OpcUa, needs: OpcUaServerNeeds): Promise<OPCUAServer> {
  const { config, pkiFolder, clock, version } = needs
  const { MessageSecurityMode: mode, SecurityPolicy: policy } = opcUa
  mkdirSync(pkiFolder, { recursive: true })
  const manager = new opcUa.OPCUACertificateManager({ rootFolder: pkiFolder })
  await manager.initialize()
  const isOpen = config.security === 'none'
  return new opcUa.OPCUAServer({
    host: config.host,
    hostname: namedHost(config.host),
    port: config.port,
    resourcePath,
    serverCertificateManager: manager,
    userCertificateManager: new opcUa.OPCUACertificateManager({ rootFolder: join(pkiFolder, 'users') }),
    certificateFile: await serverCertificate({ manager, host: namedHost(config.host), clock }),
    privateKeyFile: manager.privateKey,
    securityPolicies: [
      policy.Aes256_Sha256_RsaPss,
      policy.Aes128_Sha256_RsaOaep,
      policy.Basic256Sha256,
      ...(isOpen ? [policy.None] : []),
    ],
    securityModes: [mode.SignAndEncrypt, ...(isOpen ? [mode.None] : [])],
    allowAnonymous: true,
    userManager: { isValidUser: () => false },
    registerServerMethod: opcUa.RegisterServerMethod.HIDDEN,
    serverInfo: { applicationUri: serverUri(), applicationName: { text: 'Powerchain Control Room, values' } },
    buildInfo: { productName: 'Powerchain Control Room', manufacturerName: 'Powerchain', softwareVersion: version },
    isAuditing: false,
    ...limits,
  })
}

/** The library keeps its socket to itself. */
function guardEndpoint(endpoint: object, incidents: Incidents): void {
  const { _server: listening } = endpoint as { _server?: Server }
  if (!listening) throw new PowerchainError('Engine.Stopped', 'the OPC UA server has no socket to guard')
  guardSockets(listening, (from) => incidents.note('malformed', from))
}

const limits = {
  maxConnectionsPerEndpoint: 16,
  timeout: 30_000,
  transportSettings: {
    adjustTransportLimits: (hello: Limits): Limits => ({
      receiveBufferSize: smaller(hello.receiveBufferSize, mostChunkBytes),
      sendBufferSize: smaller(hello.sendBufferSize, mostChunkBytes),
      maxMessageSize: smaller(hello.maxMessageSize, mostMessageBytes),
      maxChunkCount: smaller(hello.maxChunkCount, mostMessageBytes / 8_192),
    }),
  },
  serverCapabilities: {
    maxSessions: 16,
    maxSubscriptions: 32,
    maxSubscriptionsPerSession: 4,
    maxMonitoredItems: 50_000,
    maxMonitoredItemsPerSubscription: 20_000,
    maxMonitoredItemsQueueSize: 10,
    maxBrowseContinuationPoints: 10,
    operationLimits: {
      maxNodesPerRead: 5_000,
      maxNodesPerBrowse: 1_000,
      maxNodesPerWrite: 100,
      maxNodesPerMethodCall: 10,
      maxNodesPerRegisterNodes: 5_000,
      maxMonitoredItemsPerCall: 5_000,
      maxNodesPerTranslateBrowsePathsToNodeIds: 1_000,
    },
  },
}

interface Limits {
  maxMessageSize: number
  maxChunkCount: number
  receiveBufferSize: number
  sendBufferSize: number
}

/** 0 is the protocol's word for "no limit". */
function smaller(asked: number, ours: number): number {
  return asked === 0 ? ours : Math.min(asked, ours)
}

/** The library notices a port that is taken only after much work, and leaves half of it behind. */
function checkPort({ host, port }: OpcUaServerNeeds['config']): Promise<void> {
  return new Promise((done, fail) => {
    const trial = createServer()
    trial.once('error', fail)
    trial.listen({ host, port }, () => trial.close(() => done()))
  })
}

/** The name clients are told: of a machine that listens on every network, its own. */
function namedHost(host: string): string {
  return host === '0.0.0.0' || host === '::' ? hostname() : host
}

function endpointOf(host: string, port: number): string {
  const named = namedHost(host)
  return `opc.tcp://${isIPv6(named) ? `[${named}]` : named}:${port}${resourcePath}`
}

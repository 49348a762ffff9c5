import { join } from 'node:path'
import type { OPCUAServer } from 'node-opcua-server'
import type { Clock } from '../../../domain/clock.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import type { OpcUaDefinition } from '../../definition.ts'
import type { SimulatedDevice } from '../simulated-device.ts'
import type { DeviceServer } from './device-server.ts'
import { type AddressSpace, loadOpcUa, type Namespace, type OpcUa } from './opc-ua-library.ts'
import { addNodes } from './opc-ua-nodes.ts'

/** What an OPC UA device needs. */
export interface OpcUaServerOptions {
  device: SimulatedDevice
  definition: OpcUaDefinition
  clock: Clock
  /** Folder that keeps the server's own keys and certificates. */
  pkiFolder: string
}

/** A device that answers OPC UA on a loopback port of its own: security None, anonymous, as on a machine network. */
export function createOpcUaServer(options: OpcUaServerOptions): DeviceServer {
  let server: OPCUAServer | undefined
  let port = 0
  let update: (() => void) | undefined
  return {
    async open() {
      const opcUa = await loadOpcUa()
      const opening = newServer(opcUa, options, port)
      server = opening
      await opening.initialize()
      const space = addressSpaceOf(opening)
      const { device, definition, clock } = options
      const folder = space.rootFolder.objects
      update = addNodes({ device, definition, clock, opcUa, folder, place: (node) => placeOf(space, node) })
      await opening.start()
      port = opening.endpoints[0]?.port ?? port
      return `opc.tcp://127.0.0.1:${port}/${device.id}`
    },
    async close() {
      const closing = server
      server = undefined
      update = undefined
      await closing?.shutdown(0)
    },
    refresh: () => update?.(),
  }
}

function newServer(opcUa: OpcUa, { device, definition, pkiFolder }: OpcUaServerOptions, port: number): OPCUAServer {
  const certificates = (part: string) =>
    new opcUa.OPCUACertificateManager({
      rootFolder: join(pkiFolder, part),
      automaticallyAcceptUnknownCertificate: true,
    })
  return new opcUa.OPCUAServer({
    host: '127.0.0.1',
    hostname: '127.0.0.1',
    port,
    resourcePath: `/${device.id}`,
    serverCertificateManager: certificates('server'),
    userCertificateManager: certificates('user'),
    securityPolicies: [opcUa.SecurityPolicy.None],
    securityModes: [opcUa.MessageSecurityMode.None],
    allowAnonymous: true,
    disableDiscovery: true,
    serverInfo: {
      applicationUri: `urn:powerchain:simulated:${device.id}`,
      applicationName: { text: definition.model },
    },
    buildInfo: { productName: definition.model, manufacturerName: definition.maker },
  })
}

function addressSpaceOf(server: OPCUAServer): AddressSpace {
  const { addressSpace } = server.engine
  if (!addressSpace) throw new PowerchainError('Engine.Stopped', 'the simulated OPC UA server is not initialised')
  return addressSpace
}

/** The namespace a node id names, registered when it is new, and the identifier in it. */
function placeOf(space: AddressSpace, node: string): { namespace: Namespace; nodeId: string } {
  const [, name, nodeId] = /^nsu=([^;]+);(.+)$/.exec(node) ?? []
  if (!name || !nodeId)
    throw new PowerchainError('Config.Invalid', `${node} is of the standard itself: the simulator does not serve it`)
  return { namespace: space.registerNamespace(name), nodeId }
}

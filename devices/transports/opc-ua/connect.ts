import type { OPCUAClient } from 'node-opcua-client'
import { PowerchainError } from '../../../domain/errors.ts'
import { isLoopback, loopbackOnly } from '../../endpoint.ts'
import { loadOpcUa, type OpcUaLibrary } from './library.ts'
import { OpcUaLink } from './link.ts'
import { linkError } from './status.ts'

/** A connection attempt, and how long a request may take. */
const connectTimeoutMs = 3_000
const requestTimeoutMs = 4_000

/**
 * Opens a session without encryption, on this machine only. Reconnecting is the caller's: the library is told not to.
 * @throws PowerchainError `Device.Unreachable`, `Device.Timeout`; `Config.Invalid` for an endpoint elsewhere
 */
export async function connectOpcUa(options: {
  endpoint: string
  /** Where the client keeps its own certificate and the ones it trusts. */
  pkiFolder: string
  signal: AbortSignal
  onLost(reason: string): void
}): Promise<OpcUaLink> {
  const { endpoint, signal } = options
  if (!isLoopback(endpoint)) throw new PowerchainError('Config.Invalid', `${endpoint}: expected ${loopbackOnly}`)
  const library = await loadOpcUa()
  const client = await createClient(library, options.pkiFolder)
  try {
    await client.connect(endpoint)
    const session = await client.createSession()
    if (signal.aborted) throw new Error('no longer wanted')
    const namespaces = await session.readNamespaceArray()
    const lost = () => options.onLost('the OPC UA server closed the connection')
    client.once('close', lost)
    session.once('session_closed', lost)
    return new OpcUaLink({ library, client, session, namespaces })
  } catch (error) {
    await client.disconnect().catch(() => {})
    throw plain(error, endpoint)
  }
}

async function createClient(library: OpcUaLibrary, rootFolder: string): Promise<OPCUAClient> {
  const { OPCUACertificateManager } = await import('node-opcua-certificate-manager')
  const { MessageSecurityMode, OPCUAClient, SecurityPolicy } = library
  return OPCUAClient.create({
    applicationName: 'Powerchain Control Room',
    clientCertificateManager: new OPCUACertificateManager({ rootFolder }),
    securityMode: MessageSecurityMode.None,
    securityPolicy: SecurityPolicy.None,
    endpointMustExist: false,
    connectionStrategy: { maxRetry: 0 },
    keepSessionAlive: false,
    transportTimeout: connectTimeoutMs,
    defaultTransactionTimeout: requestTimeoutMs,
  })
}

function plain(error: unknown, endpoint: string): PowerchainError {
  const text = error instanceof Error ? error.message : String(error)
  if (/ECONNREFUSED/.test(text))
    return new PowerchainError('Device.Unreachable', `${endpoint} refuses the connection: nothing listens there`)
  return linkError(error, endpoint)
}

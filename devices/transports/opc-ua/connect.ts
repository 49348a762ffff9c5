import { join } from 'node:path'
import type { EndpointDescription, OPCUAClient, OPCUAClientOptions } from 'node-opcua-client'
import type { OPCUACertificateManager } from 'node-opcua-certificate-manager'
import type { Clock } from '../../../domain/clock.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import { isLoopback } from '../../endpoint.ts'
import { checkSameEndpoints, chooseEndpoint, policyOf, type Security } from './endpoints.ts'
import { loadOpcUa, type OpcUaLibrary } from './library.ts'
import { boundedTransport } from './limits.ts'
import { OpcUaLink } from './link.ts'
import { applicationName, type OwnCertificate, ownCertificate } from './own-certificate.ts'
import { checkServerCertificate } from './server-certificate.ts'
import { linkError } from './status.ts'
import { type OpcUaUser, userIdentity } from './user.ts'

/** Where a server is and what its link must be like. */
export interface OpcUaTarget {
  endpoint: string
  /** Absent = the best the server offers; nothing at all only on this machine. */
  security?: Security | undefined
  user?: OpcUaUser | undefined
  /** Where our certificate, and those of servers, are kept. */
  pkiFolder: string
  /** Where passwords are kept; absent = `secrets` beside the certificates. */
  secretsFolder?: string
}

/** A connection attempt, and how long a request may take. */
const connectTimeoutMs = 3_000
const requestTimeoutMs = 4_000
const dayMs = 86_400_000
/** From so many days before the end a person is told that our certificate expires. */
const noticeDays = 30

/**
 * Opens a session. Reconnecting is the caller's: the library is told not to.
 * @throws PowerchainError `Device.Unreachable`, `Device.Timeout`; `Device.WrongIdentity` for a server that is not
 * trusted or may be an impostor; `Config.Invalid`, `Config.NotFound` for what the site file asks in vain
 */
export async function connectOpcUa(
  options: OpcUaTarget & { clock: Clock; signal: AbortSignal; onLost(reason: string): void },
): Promise<OpcUaLink> {
  const library = await loadOpcUa()
  const { OPCUACertificateManager } = await import('node-opcua-certificate-manager')
  const manager = new OPCUACertificateManager({ rootFolder: options.pkiFolder, disableFileWatchers: true })
  try {
    await manager.initialize()
    const own = await ownCertificate({ manager, clock: options.clock })
    return await new Opening({ ...options, library, manager, own }).open()
  } catch (error) {
    // the library counts the clients that use the manager, and forgets those that never connected
    manager.referenceCounter = 0
    throw plain(error, options.endpoint)
  } finally {
    // the manager itself goes with the last client
    await manager.dispose().catch(() => {})
  }
}

type OpeningOptions = Parameters<typeof connectOpcUa>[0] & {
  library: OpcUaLibrary
  manager: OPCUACertificateManager
  own: OwnCertificate
}

/** One attempt: look what is offered, choose, check whom we talk to, open, check again from inside. */
class Opening {
  readonly #options: OpeningOptions
  #reason: string | undefined

  constructor(options: OpeningOptions) {
    this.#options = options
  }

  async open(): Promise<OpcUaLink> {
    try {
      return await this.#open()
    } catch (error) {
      if (this.#reason === undefined) throw error
      throw new PowerchainError('Device.BadAnswer', this.#reason, { cause: error })
    }
  }

  async #open(): Promise<OpcUaLink> {
    const { library, clock, manager } = this.#options
    const { MessageSecurityMode, SecurityPolicy } = library
    const offered = await this.#offered()
    const chosen = this.#choose(offered)
    if (!chosen) return this.#session({ securityMode: MessageSecurityMode.None, securityPolicy: SecurityPolicy.None })
    const { applicationUri } = chosen.server
    const certificate = chosen.serverCertificate ?? new Uint8Array()
    await checkServerCertificate({ certificate, applicationUri: applicationUri ?? '', manager, clock })
    return this.#session(
      {
        securityMode: chosen.securityMode,
        securityPolicy: chosen.securityPolicyUri as string,
        serverCertificate: chosen.serverCertificate,
      },
      offered,
    )
  }

  /** What the server offers, asked without encryption as everybody must; nothing to ask when none is wanted. */
  async #offered(): Promise<EndpointDescription[]> {
    const { library, endpoint, security } = this.#options
    if (security === 'none') return []
    const { MessageSecurityMode, SecurityPolicy } = library
    const client = await this.#client({ securityMode: MessageSecurityMode.None, securityPolicy: SecurityPolicy.None })
    try {
      await client.connect(endpoint)
      return await client.getEndpoints({ endpointUrl: endpoint })
    } finally {
      await client.disconnect().catch(() => {})
    }
  }

  #choose(offered: readonly EndpointDescription[]): EndpointDescription | undefined {
    const { security, endpoint } = this.#options
    if (security === 'none') return undefined
    return chooseEndpoint(offered, { security, isLocal: isLoopback(endpoint) })
  }

  async #session(secured: Partial<OPCUAClientOptions>, offered?: readonly EndpointDescription[]): Promise<OpcUaLink> {
    const { library, endpoint, user, pkiFolder, secretsFolder, signal, onLost } = this.#options
    const isEncrypted = offered !== undefined
    const who = userIdentity({
      library,
      user,
      secretsFolder: secretsFolder ?? join(pkiFolder, '..', 'secrets'),
      isEncrypted,
    })
    const client = await this.#client(secured)
    try {
      await client.connect(endpoint)
      if (offered) checkSameEndpoints(offered, await client.getEndpoints({ endpointUrl: endpoint }))
      const session = await client.createSession(who)
      if (signal.aborted) throw new Error('no longer wanted')
      // servers may leave some out here, but have none that was hidden before
      if (offered) checkSameEndpoints(offered, [...offered, ...session.serverEndpoints])
      const namespaces = await session.readNamespaceArray()
      const closed = 'the OPC UA server closed the connection'
      client.once('close', (error) => onLost(error ? `${closed}: ${error.message}` : closed))
      session.once('session_closed', () => onLost(closed))
      return new OpcUaLink({ library, client, session, namespaces, notes: this.#notes(isEncrypted, client) })
    } catch (error) {
      await client.disconnect().catch(() => {})
      throw error
    }
  }

  async #client(secured: Partial<OPCUAClientOptions>): Promise<OPCUAClient> {
    const { library, manager, own } = this.#options
    return library.OPCUAClient.create({
      applicationName,
      applicationUri: own.applicationUri,
      certificateFile: own.certificateFile,
      privateKeyFile: manager.privateKey,
      clientCertificateManager: manager,
      endpointMustExist: false,
      connectionStrategy: { maxRetry: 0 },
      keepSessionAlive: false,
      transportTimeout: connectTimeoutMs,
      defaultTransactionTimeout: requestTimeoutMs,
      ...(await boundedTransport({ onRefused: (reason) => this.#refused(reason) })),
      ...secured,
    })
  }

  /** The server did what none may do: that is the reason to tell, whatever the library makes of it. */
  #refused(reason: string): void {
    this.#options.onLost(reason)
    this.#reason ??= reason
  }

  /** What a person should see as long as this link holds. */
  #notes(isEncrypted: boolean, client: OPCUAClient): string[] {
    const { own, clock, endpoint } = this.#options
    const days = Math.floor((own.validUntil - clock.now()) / dayMs)
    return [
      ...(isEncrypted ? [`encrypted with ${policyOf({ ...client, securityPolicyUri: client.securityPolicy })}`] : []),
      ...(!isEncrypted && !isLoopback(endpoint) ? ['NOT ENCRYPTED: named so in the site file'] : []),
      ...(isEncrypted && days <= noticeDays ? [`our certificate expires in ${days} days`] : []),
    ]
  }
}

function plain(error: unknown, endpoint: string): PowerchainError {
  const text = error instanceof Error ? error.message : String(error)
  if (/ECONNREFUSED/.test(text))
    return new PowerchainError('Device.Unreachable', `${endpoint} refuses the connection: nothing listens there`)
  return linkError(error, endpoint)
}

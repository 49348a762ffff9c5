import { join } from 'node:path'
import type { EndpointDescription, OPCUAClient, OPCUAClientOptions } from 'node-opcua-client'
import type { OPCUACertificateManager } from 'node-opcua-certificate-manager'
import type { Clock } from '../../../domain/clock.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import { openCertificateStore } from './certificates/certificate-store.ts'
import { checkSameEndpoints, chooseEndpoint, policyOf, type Security } from './endpoints.ts'
import { loadOpcUa, type OpcUaLibrary } from './library.ts'
import { boundedTransport } from './limits.ts'
import { OpcUaLink } from './link.ts'
import { applicationName, type OwnCertificate, ownCertificate } from './certificates/own-certificate.ts'
import { checkServerCertificate } from './certificates/server-certificate.ts'
import { linkError } from './status.ts'
import { createTrustCheck } from './certificates/trust-check.ts'
import { type OpcUaUser, userIdentity } from './user.ts'

/** Where a server is and what its link must be like. */
export interface OpcUaTarget {
  endpoint: string
  /** Absent = the best the server offers; `simulated` = our own server on this machine, which has nothing to hide. */
  security?: Security | 'simulated' | undefined
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
  const manager = await openCertificateStore(options.pkiFolder)
  try {
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

/** What an encrypted link rests on. */
interface Encrypted {
  offered: readonly EndpointDescription[]
  checkTrust(): Promise<void>
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
    const { library, clock, manager, endpoint, security, pkiFolder } = this.#options
    const { MessageSecurityMode, SecurityPolicy } = library
    if (security === 'none' || security === 'simulated')
      return this.#session({ securityMode: MessageSecurityMode.None, securityPolicy: SecurityPolicy.None })
    const offered = await this.#offered()
    const chosen = chooseEndpoint(offered, security)
    const { securityMode, securityPolicyUri, serverCertificate } = chosen
    const shown = {
      certificate: serverCertificate ?? new Uint8Array(),
      applicationUri: chosen.server.applicationUri ?? '',
      endpoint,
    }
    const checkTrust = createTrustCheck({ pkiFolder, shown, clock })
    await checkServerCertificate({ ...shown, store: manager, clock })
    const secured = { securityMode, securityPolicy: securityPolicyUri as string, serverCertificate }
    return this.#session(secured, { offered, checkTrust })
  }

  /** What the server offers, asked without encryption as everybody must. */
  async #offered(): Promise<EndpointDescription[]> {
    const { library, endpoint } = this.#options
    const { MessageSecurityMode, SecurityPolicy } = library
    const client = await this.#client({ securityMode: MessageSecurityMode.None, securityPolicy: SecurityPolicy.None })
    try {
      await client.connect(endpoint)
      return await client.getEndpoints({ endpointUrl: endpoint })
    } finally {
      await client.disconnect().catch(() => {})
    }
  }

  async #session(secured: Partial<OPCUAClientOptions>, encrypted?: Encrypted): Promise<OpcUaLink> {
    const { library, endpoint, user, pkiFolder, secretsFolder, signal, onLost } = this.#options
    const isEncrypted = encrypted !== undefined
    const offered = encrypted?.offered
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
      const { security, notes } = this.#told(isEncrypted, client)
      return new OpcUaLink({ library, client, session, namespaces, notes, security, checkTrust: encrypted?.checkTrust })
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
  #told(isEncrypted: boolean, client: OPCUAClient): Pick<OpcUaLink, 'security' | 'notes'> {
    const { own, clock, security } = this.#options
    if (security === 'simulated') return { security: undefined, notes: [] }
    if (!isEncrypted) return { security: 'none', notes: ['NOT ENCRYPTED: named so in the site file'] }
    const policy = policyOf({ ...client, securityPolicyUri: client.securityPolicy })
    const days = Math.floor((own.validUntil - clock.now()) / dayMs)
    const notice = days <= noticeDays ? [`our certificate expires in ${days} days`] : []
    return { security: policy, notes: [`encrypted with ${policy}`, ...notice] }
  }
}

function plain(error: unknown, endpoint: string): PowerchainError {
  const text = error instanceof Error ? error.message : String(error)
  if (/ECONNREFUSED/.test(text))
    return new PowerchainError('Device.Unreachable', `${endpoint} refuses the connection: nothing listens there`)
  return linkError(error, endpoint)
}

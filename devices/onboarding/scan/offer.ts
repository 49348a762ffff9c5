import { X509Certificate } from 'node:crypto'
import type { EndpointDescription } from 'node-opcua-client'
import type { Clock } from '../../../domain/clock.ts'
import type { Ms } from '../../../domain/units.ts'
import { openCertificateStore } from '../../transports/opc-ua/certificates/certificate-store.ts'
import { applicationName, ownCertificate } from '../../transports/opc-ua/certificates/own-certificate.ts'
import { factsOf } from '../../transports/opc-ua/certificates/trust-store.ts'
import { policyOf } from '../../transports/opc-ua/endpoints.ts'
import { loadOpcUa } from '../../transports/opc-ua/library.ts'
import { boundedTransport } from '../../transports/opc-ua/limits.ts'

/** What an OPC UA server tells everybody, without a session. */
export interface Offer {
  applicationName: string
  applicationUri: string
  productUri: string
  /** Ways to connect: `Basic256Sha256/SignAndEncrypt`, `None`. */
  security: string[]
  /** Of its certificate; `undefined` when it shows none that can be read. */
  thumbprint: string | undefined
}

/** Asks servers what they offer. */
export interface OfferDesk {
  /** @throws Error of the library in its words */
  ask(endpoint: string, signal: AbortSignal): Promise<Offer>
  close(): Promise<void>
}

const connectMs: Ms = 1_000
const answerMs: Ms = 2_000
// OPC UA part 4, section 7.20: values of MessageSecurityMode
const modes: Record<number, string> = { 1: 'None', 2: 'Sign', 3: 'SignAndEncrypt' }

/** Opens what it takes to ask servers: their endpoints are told without encryption, as everybody must. */
export async function openOfferDesk({ pkiFolder, clock }: { pkiFolder: string; clock: Clock }): Promise<OfferDesk> {
  const library = await loadOpcUa()
  const store = await openCertificateStore(pkiFolder)
  const own = await ownCertificate({ manager: store, clock })
  return {
    async ask(endpoint, signal) {
      let refusal: string | undefined
      const client = library.OPCUAClient.create({
        applicationName,
        applicationUri: own.applicationUri,
        certificateFile: own.certificateFile,
        privateKeyFile: store.privateKey,
        clientCertificateManager: store,
        endpointMustExist: false,
        connectionStrategy: { maxRetry: 0 },
        transportTimeout: connectMs,
        defaultTransactionTimeout: answerMs,
        securityMode: library.MessageSecurityMode.None,
        securityPolicy: library.SecurityPolicy.None,
        ...(await boundedTransport({ onRefused: (reason) => (refusal ??= reason) })),
      })
      const leave = () => void client.disconnect().catch(() => {})
      signal.addEventListener('abort', leave)
      try {
        await client.connect(endpoint)
        return offerOf(await client.getEndpoints({ endpointUrl: endpoint }))
      } catch (error) {
        throw refusal === undefined ? error : new Error(refusal, { cause: error })
      } finally {
        signal.removeEventListener('abort', leave)
        await client.disconnect().catch(() => {})
      }
    },
    async close() {
      // the library counts the clients that use the store, and forgets those that never connected
      store.referenceCounter = 0
      await store.dispose().catch(() => {})
    },
  }
}

function offerOf(endpoints: readonly EndpointDescription[]): Offer {
  const [first] = endpoints
  const security = endpoints.map((one) =>
    Number(one.securityMode) === 1 ? 'None' : `${policyOf(one)}/${modes[one.securityMode] ?? 'unknown'}`,
  )
  return {
    applicationName: first?.server.applicationName.text ?? '',
    applicationUri: first?.server.applicationUri ?? '',
    productUri: first?.server.productUri ?? '',
    security: [...new Set(security)],
    thumbprint: thumbprintOf(endpoints.find(({ serverCertificate }) => serverCertificate)?.serverCertificate),
  }
}

function thumbprintOf(certificate: Uint8Array | undefined): string | undefined {
  try {
    return certificate && factsOf(new X509Certificate(certificate)).thumbprint
  } catch {
    return undefined
  }
}

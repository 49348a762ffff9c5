import { X509Certificate } from 'node:crypto'
import { join } from 'node:path'
import type { OPCUACertificateManager } from 'node-opcua-certificate-manager'
import type { Clock } from '../../../domain/clock.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import type { Certificate } from '../../../domain/rpc/trust.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { factsOf, listCertificates, reject } from './trust-store.ts'

/** What a server showed, and what it is held against. */
export interface Shown {
  /** The certificate, with those of its issuers after it where the server sends them. */
  certificate: Uint8Array
  /** URI the server gives itself. */
  applicationUri: string
  manager: OPCUACertificateManager
  clock: Clock
}

/** Shorter keys and SHA-1 signatures do not meet any of the accepted security policies. */
const leastKeyBits = 2_048

/**
 * Lets a server pass whose certificate is valid, made for this server, and trusted by an engineer (itself or its
 * issuer). Nothing is ever trusted by itself: a certificate seen first is put in `rejected` and named.
 * @throws PowerchainError `Device.WrongIdentity` with the facts an engineer needs
 */
export async function checkServerCertificate({ certificate, applicationUri, manager, clock }: Shown): Promise<void> {
  const x509 = parsed(certificate)
  const facts = factsOf(x509)
  const fault = validityFault(facts, clock.now()) ?? uriFault(facts, applicationUri) ?? strengthFault(x509)
  if (fault !== undefined) throw refusal(`${fault}: ${told(facts)}`, facts)
  const status = await manager.verifyCertificate(Buffer.from(certificate), {
    acceptCertificateWithValidIssuerChain: true,
  })
  if (String(status) === 'Good') return
  if (!/Untrusted|ChainIncomplete/.test(status)) throw refusal(`certificate refused (${status}): ${told(facts)}`, facts)
  reject(manager.rootDir, x509)
  const former = listCertificates(manager.rootDir).trusted.find((one) => one.uri === facts.uri)
  const what = former
    ? `certificate changed, the trusted one has thumbprint ${former.thumbprint}`
    : 'certificate not trusted yet'
  const how = `compare the thumbprint at the server, then trust it by ${trustWith(facts)}`
  throw refusal(`${what}: ${told(facts)}; ${how}`, facts)
}

function parsed(certificate: Uint8Array): X509Certificate {
  try {
    return new X509Certificate(certificate)
  } catch (cause) {
    throw new PowerchainError('Device.WrongIdentity', 'the server shows no certificate that can be read', { cause })
  }
}

function validityFault({ validFrom, validUntil }: Certificate, now: EpochMs): string | undefined {
  if (now > validUntil) return 'certificate expired'
  return now < validFrom ? `certificate not valid before ${day(validFrom)}` : undefined
}

function uriFault({ uri }: Certificate, applicationUri: string): string | undefined {
  if (uri === applicationUri) return undefined
  return `certificate is of another application: it is made for ${uri || 'none'}, the server calls itself ${applicationUri}`
}

function strengthFault({ publicKey, signatureAlgorithm }: X509Certificate): string | undefined {
  const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? 0
  if (publicKey.asymmetricKeyType !== 'rsa' || bits < leastKeyBits)
    return `certificate too weak: its key must be RSA with ${leastKeyBits} bits or more`
  return /sha1|md5/i.test(signatureAlgorithm ?? '')
    ? `certificate too weak: signed with ${signatureAlgorithm}`
    : undefined
}

function told({ thumbprint, subject, uri, validFrom, validUntil }: Certificate): string {
  return `thumbprint ${thumbprint}, subject ${subject}, URI ${uri || 'none'}, valid ${day(validFrom)} until ${day(validUntil)}`
}

function trustWith({ thumbprint }: Certificate): string {
  const file = `${thumbprint}.pem`
  return `moving ${join('pki', 'rejected', file)} to ${join('pki', 'trusted', 'certs', file)}`
}

const day = (at: EpochMs) => new Date(at).toISOString().slice(0, 10)

function refusal(message: string, facts: Certificate): PowerchainError {
  return new PowerchainError('Device.WrongIdentity', message, { details: { ...facts } })
}

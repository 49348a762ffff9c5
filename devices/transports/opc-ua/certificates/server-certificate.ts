import { X509Certificate } from 'node:crypto'
import { join } from 'node:path'
import type { OPCUACertificateManager } from 'node-opcua-certificate-manager'
import type { Clock } from '../../../../domain/clock.ts'
import { PowerchainError } from '../../../../domain/errors.ts'
import type { Certificate } from '../../../../domain/rpc/field/trust.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { namesOf, serves } from './host-name.ts'
import { factsOf, isTrusted, listCertificates, reject } from './trust-store.ts'

/** What a server showed, and what it is held against. */
export interface Shown {
  /** The certificate, with those of its issuers after it where the server sends them. */
  certificate: Uint8Array
  /** URI the server gives itself. */
  applicationUri: string
  /** Where we reached it. */
  endpoint: string
}

type Checking = Shown & { store: OPCUACertificateManager; clock: Clock }

/** Shorter keys and SHA-1 signatures do not meet any of the accepted security policies. */
const leastKeyBits = 2_048

/**
 * Lets a server pass whose certificate is valid, made for this server, and trusted by an engineer: itself, or an
 * authority that signed it and has a revocation list here. Nothing is ever trusted by itself: a certificate seen first
 * is put in `rejected` and named. Trust in an authority lets a server pass only at an address its certificate names;
 * many products name none that is right, so an engineer may trust that very certificate instead.
 * @throws PowerchainError `Device.WrongIdentity` with the facts an engineer needs
 */
export async function checkServerCertificate(shown: Checking): Promise<void> {
  const { certificate, applicationUri, endpoint, store, clock } = shown
  const x509 = parsed(certificate)
  const facts = factsOf(x509)
  const fault = validityFault(facts, clock.now()) ?? uriFault(facts, applicationUri) ?? strengthFault(x509)
  if (fault !== undefined) throw refusal(`${fault}: ${told(facts)}`, facts)
  const status: string = await store.verifyCertificate(Buffer.from(certificate), {
    acceptCertificateWithValidIssuerChain: true,
  })
  const isHere = serves(x509, endpoint)
  if (status === 'Good' && (isHere || isTrusted(store.rootDir, facts.thumbprint))) return
  const what = status === 'Good' ? undefined : reasons[status]
  if (status !== 'Good' && what === undefined) throw refusal(`certificate refused (${status}): ${told(facts)}`, facts)
  reject(store.rootDir, x509)
  const place = isHere ? [] : [`it is not made for this address but for ${namesOf(x509).join(', ') || 'none'}`]
  const parts = [
    `${changed(store.rootDir, facts) ?? what ?? 'certificate of another address'}: ${told(facts)}`,
    ...place,
  ]
  throw refusal([...parts, ...howTo(status, facts)].join('; '), facts)
}

/** Statuses that an engineer can do something about. */
const reasons: Record<string, string> = {
  BadCertificateUntrusted: 'certificate not trusted',
  BadCertificateChainIncomplete: 'certificate not trusted, its issuer is not known here',
  BadCertificateRevocationUnknown: 'certificate not trusted, its issuer has no revocation list here',
  BadCertificateIssuerRevocationUnknown: 'certificate not trusted, an issuer of its issuer has no revocation list here',
}

function howTo(status: string, facts: Certificate): string[] {
  const own = `compare the thumbprint at the server, then trust it by ${trustWith(facts)}`
  const lists = `the revocation list into ${join('pki', 'trusted', 'crl')}`
  if (status === 'BadCertificateRevocationUnknown') return [`${own}, or put ${lists}`]
  if (facts.issuer === facts.subject || status === 'Good') return [own]
  return [`${own}, or put the certificate of ${facts.issuer} into ${join('pki', 'trusted', 'certs')} and ${lists}`]
}

/** A server that had another certificate before. */
function changed(pkiFolder: string, { uri, thumbprint }: Certificate): string | undefined {
  const former = listCertificates(pkiFolder).trusted.find((one) => one.uri === uri && uri !== '')
  if (!former || former.thumbprint === thumbprint) return undefined
  return `certificate changed, the trusted one has thumbprint ${former.thumbprint}`
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

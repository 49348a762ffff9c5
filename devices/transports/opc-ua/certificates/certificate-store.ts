import { X509Certificate } from 'node:crypto'
import type { OPCUACertificateManager } from 'node-opcua-certificate-manager'
import { factsOf, isTrusted } from './trust-store.ts'

/** What the library says when it could not look behind a certificate: no issuer, or no revocation list of one. */
const unknowns = new Set([
  'BadCertificateChainIncomplete',
  'BadCertificateRevocationUnknown',
  'BadCertificateIssuerRevocationUnknown',
])

/**
 * Opens the certificate store of a site. A certificate that an engineer trusted after comparing its thumbprint stands
 * for itself: it passes although its issuer is not known here, but not when that issuer revoked it.
 */
export async function openCertificateStore(pkiFolder: string): Promise<OPCUACertificateManager> {
  const library = await import('node-opcua-certificate-manager')
  class Store extends library.OPCUACertificateManager {
    protected override async verifyCertificateAsync(...given: Parameters<Verify>): ReturnType<Verify> {
      const status = await super.verifyCertificateAsync(...given)
      if (!unknowns.has(status)) return status
      const [certificate] = Array.isArray(given[0]) ? given[0] : [given[0]]
      const isPinned = certificate && isTrusted(pkiFolder, factsOf(new X509Certificate(certificate)).thumbprint)
      return isPinned ? ('Good' as Awaited<ReturnType<Verify>>) : status
    }
  }
  const store = new Store({ rootFolder: pkiFolder, disableFileWatchers: true })
  await store.initialize()
  return store
}

type Verify = (
  certificate: Parameters<OPCUACertificateManager['verifyCertificate']>[0],
  options: NonNullable<Parameters<OPCUACertificateManager['verifyCertificate']>[1]>,
) => ReturnType<OPCUACertificateManager['verifyCertificate']>

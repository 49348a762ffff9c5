import type { Clock } from '../../../../domain/clock.ts'
import { openCertificateStore } from './certificate-store.ts'
import { checkServerCertificate, type Shown } from './server-certificate.ts'
import { trustStamp } from './trust-store.ts'

/**
 * Looks again whether a server is trusted whenever the certificate store has changed since the last look; does nothing
 * otherwise, so it may be called every few seconds.
 * @throws PowerchainError `Device.WrongIdentity` once trust was withdrawn or the certificate revoked
 */
export function createTrustCheck(options: { pkiFolder: string; shown: Shown; clock: Clock }): () => Promise<void> {
  const { pkiFolder, shown, clock } = options
  let seen = trustStamp(pkiFolder)
  return async () => {
    const stamp = trustStamp(pkiFolder)
    if (stamp === seen) return
    seen = stamp
    const store = await openCertificateStore(pkiFolder)
    try {
      await checkServerCertificate({ ...shown, store, clock })
    } finally {
      await store.dispose()
    }
  }
}

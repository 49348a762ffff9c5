import { X509Certificate } from 'node:crypto'
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { isIP } from 'node:net'
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { OPCUACertificateManager } from 'node-opcua-certificate-manager'
import type { Clock } from '../../../domain/clock.ts'

/** Two years: the longest time that is usual for an application certificate. */
const validDays = 730

/** Name under which clients see this server; the certificate is made for it. */
export function serverUri(): string {
  return `urn:${hostname()}:powerchain:northbound`
}

/**
 * File with the server's own certificate (RSA 2048, SHA-256, self-signed). Made when there is none, when it has expired,
 * or when it does not name the address that clients use; they have to trust the new one then.
 */
export async function serverCertificate(options: {
  manager: OPCUACertificateManager
  /** Address or name in the endpoint. */
  host: string
  clock: Clock
}): Promise<string> {
  const { manager, host, clock } = options
  const file = join(manager.ownCertFolder, 'northbound.pem')
  if (existsSync(file) && isFit(new X509Certificate(readFileSync(file)), host, clock.now())) return file
  const outputFile = `${file}.new`
  rmSync(outputFile, { force: true })
  await manager.createSelfSignedCertificate({
    applicationUri: serverUri(),
    dns: [...new Set([hostname(), ...(isIP(host) ? [] : [host])])],
    ip: isIP(host) ? [host] : [],
    subject: { commonName: `Powerchain Control Room values@${hostname()}`.slice(0, 64) },
    startDate: new Date(clock.now()),
    validity: validDays,
    outputFile,
  })
  renameSync(outputFile, file)
  return file
}

function isFit(certificate: X509Certificate, host: string, now: number): boolean {
  const names = certificate.subjectAltName ?? ''
  const isNamed = isIP(host) ? certificate.checkIP(host) : certificate.checkHost(host, { subject: 'never' })
  return certificate.validToDate.getTime() > now && names.includes(`URI:${serverUri()}`) && isNamed !== undefined
}

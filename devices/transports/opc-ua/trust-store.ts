import { X509Certificate } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PowerchainError } from '../../../domain/errors.ts'
import type { EpochMs } from '../../../domain/units.ts'

/** What a person compares before trusting a certificate. */
export interface CertificateFacts {
  /** SHA-1 of the certificate, 40 hexadecimal digits, as OPC UA products show it. */
  thumbprint: string
  subject: string
  /** Application the certificate is made for; empty when it names none. */
  uri: string
  validFrom: EpochMs
  validUntil: EpochMs
}

/** Certificates of servers kept waiting for a decision; older ones make room, so that nobody can fill the disk. */
const mostRejected = 100

const folders = { rejected: 'rejected', trusted: join('trusted', 'certs') } as const

/** The facts of a certificate. */
export function factsOf(certificate: X509Certificate): CertificateFacts {
  return {
    thumbprint: certificate.fingerprint.replaceAll(':', '').toLowerCase(),
    subject: certificate.subject.split('\n').join(', '),
    uri: /(?:^|, )URI:"?([^,"]+)/.exec(certificate.subjectAltName ?? '')?.[1] ?? '',
    validFrom: Date.parse(certificate.validFrom),
    validUntil: Date.parse(certificate.validTo),
  }
}

/** Servers' certificates that nobody has trusted yet, newest first. */
export function listRejected(pkiFolder: string): CertificateFacts[] {
  return listed(join(pkiFolder, folders.rejected)).map(({ facts }) => facts)
}

/** Servers' certificates that an engineer trusted, newest first. */
export function listTrusted(pkiFolder: string): CertificateFacts[] {
  return listed(join(pkiFolder, folders.trusted)).map(({ facts }) => facts)
}

/**
 * Trusts a certificate that was rejected; the link that waits for it opens at its next attempt.
 * @throws PowerchainError `Config.NotFound` when no rejected certificate has this thumbprint
 */
export function trust(pkiFolder: string, thumbprint: string): CertificateFacts {
  const wanted = thumbprint.replaceAll(/[:\s]/g, '').toLowerCase()
  const found = listed(join(pkiFolder, folders.rejected)).find(({ facts }) => facts.thumbprint === wanted)
  if (!found) throw new PowerchainError('Config.NotFound', `no rejected certificate has the thumbprint ${thumbprint}`)
  mkdirSync(join(pkiFolder, folders.trusted), { recursive: true })
  renameSync(found.file, join(pkiFolder, folders.trusted, `${wanted}.pem`))
  return found.facts
}

/** Keeps a certificate for an engineer to look at. */
export function reject(pkiFolder: string, certificate: X509Certificate): void {
  const folder = join(pkiFolder, folders.rejected)
  const { thumbprint } = factsOf(certificate)
  const known = listed(folder)
  if (known.some(({ facts }) => facts.thumbprint === thumbprint)) return
  for (const { file } of known.slice(mostRejected - 1)) rmSync(file, { force: true })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${thumbprint}.pem`), certificate.toString())
}

function listed(folder: string): { file: string; facts: CertificateFacts }[] {
  return filesOf(folder)
    .flatMap((file) => {
      const certificate = certificateIn(file)
      return certificate ? [{ file, facts: factsOf(certificate), at: statSync(file).mtimeMs }] : []
    })
    .sort((a, b) => b.at - a.at)
    .map(({ file, facts }) => ({ file, facts }))
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder).map((name) => join(folder, name))
  } catch {
    return []
  }
}

/** Engineers also drop files here by hand: what is no certificate is passed over. */
function certificateIn(file: string): X509Certificate | undefined {
  try {
    return new X509Certificate(readFileSync(file))
  } catch {
    return undefined
  }
}

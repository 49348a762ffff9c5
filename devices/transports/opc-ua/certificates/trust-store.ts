import { X509Certificate } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PowerchainError } from '../../../../domain/errors.ts'
import type { Certificate, Certificates } from '../../../../domain/rpc/field/trust.ts'
import type { EpochMs } from '../../../../domain/units.ts'

/** A certificate that a person should renew. */
export interface CertificateWarning {
  thumbprint: string
  subject: string
  /** Whole days until it expires; negative once it has. */
  days: number
  whose: 'own' | 'trusted'
}

/** Certificates of servers kept waiting for a decision; older ones make room, so that nobody can fill the disk. */
const mostRejected = 100
/** From so many days before the end a person is told; alarms rise again at 7 days and at 1. */
const noticeDays = 30
const dayMs = 86_400_000

/** Folders of an OPC UA certificate store (OPC UA part 12, annex F), below `pki` of the site. */
const folders = {
  own: join('own', 'certs'),
  rejected: 'rejected',
  trusted: join('trusted', 'certs'),
  trustedLists: join('trusted', 'crl'),
  issuers: join('issuers', 'certs'),
  issuersLists: join('issuers', 'crl'),
} as const
/** File in the folder of our own certificates, of the links to devices. */
const ownFile = 'control-room.pem'

/** The facts of a certificate. */
export function factsOf(certificate: X509Certificate): Certificate {
  return {
    thumbprint: certificate.fingerprint.replaceAll(':', '').toLowerCase(),
    subject: oneLine(certificate.subject),
    uri: /(?:^|, )URI:"?([^,"]+)/.exec(certificate.subjectAltName ?? '')?.[1] ?? '',
    validFrom: Date.parse(certificate.validFrom),
    validUntil: Date.parse(certificate.validTo),
    issuer: oneLine(certificate.issuer),
  }
}

/** The certificates of one store, each kind the newest first; `ownName` is the file with ours. */
export function listCertificates(pkiFolder: string, ownName = ownFile): Certificates {
  const own = certificateIn(join(pkiFolder, folders.own, ownName))
  const facts = (folder: string) => listed(join(pkiFolder, folder)).map((one) => one.facts)
  return {
    own: own ? factsOf(own) : null,
    trusted: facts(folders.trusted),
    issuers: facts(folders.issuers),
    rejected: facts(folders.rejected),
  }
}

/**
 * Trusts a certificate that was rejected, a server's own or that of an authority; the links that wait for it open at
 * their next attempt.
 * @throws PowerchainError `Config.NotFound` when no rejected certificate has this thumbprint
 */
export function trustCertificate(pkiFolder: string, thumbprint: string): Certificate {
  return move({ pkiFolder, thumbprint, from: ['rejected'], to: 'trusted' })
}

/**
 * Takes trust back: the certificate is among the rejected again, and the links that rest on it end within seconds.
 * @throws PowerchainError `Config.NotFound` when no trusted certificate has this thumbprint
 */
export function withdrawTrust(pkiFolder: string, thumbprint: string): Certificate {
  return move({ pkiFolder, thumbprint, from: ['trusted', 'issuers'], to: 'rejected' })
}

/** Certificates of one store that expire within 30 days or have expired: ours and those we trust. */
export function certificateWarnings(pkiFolder: string, now: EpochMs, ownName = ownFile): CertificateWarning[] {
  const { own, trusted } = listCertificates(pkiFolder, ownName)
  return [...(own ? warningsOf('own', own, now) : []), ...trusted.flatMap((one) => warningsOf('trusted', one, now))]
}

/** The warning for one certificate, or none. */
export function warningsOf(whose: CertificateWarning['whose'], facts: Certificate, now: EpochMs): CertificateWarning[] {
  const { thumbprint, subject, validUntil } = facts
  const days = Math.floor((validUntil - now) / dayMs)
  return days > noticeDays ? [] : [{ thumbprint, subject, days, whose }]
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

/** Whether an engineer trusts this very certificate. */
export function isTrusted(pkiFolder: string, thumbprint: string): boolean {
  return listed(join(pkiFolder, folders.trusted)).some(({ facts }) => facts.thumbprint === thumbprint)
}

/** Changes whenever somebody trusts, withdraws or revokes a certificate, here or by moving files. */
export function trustStamp(pkiFolder: string): string {
  const { trusted, trustedLists, issuers, issuersLists } = folders
  const files = [trusted, trustedLists, issuers, issuersLists].flatMap((folder) => filesOf(join(pkiFolder, folder)))
  return files.map((file) => `${file} ${statSync(file, { throwIfNoEntry: false })?.mtimeMs}`).join('; ')
}

interface Move {
  pkiFolder: string
  thumbprint: string
  from: readonly (keyof typeof folders)[]
  to: 'rejected' | 'trusted'
}

function move({ pkiFolder, thumbprint, from, to }: Move): Certificate {
  const wanted = thumbprint.replaceAll(/[:\s]/g, '').toLowerCase()
  const found = from
    .flatMap((kept) => listed(join(pkiFolder, folders[kept])))
    .filter(({ facts }) => facts.thumbprint === wanted)
  const [first] = found
  if (!first) throw new PowerchainError('Config.NotFound', `no ${from[0]} certificate has the thumbprint ${thumbprint}`)
  mkdirSync(join(pkiFolder, folders[to]), { recursive: true })
  // the same certificate may lie there twice, under another name
  for (const { file } of found) renameSync(file, join(pkiFolder, folders[to], `${wanted}.pem`))
  return first.facts
}

function listed(folder: string): { file: string; facts: Certificate }[] {
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

function oneLine(name: string): string {
  return name.split('\n').join(', ')
}

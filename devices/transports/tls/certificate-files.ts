import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { EpochMs } from '../../../domain/units.ts'
import type { ConnectOptions, TlsFiles } from '../modbus/connect.ts'
import { type CertificateWarning, factsOf, warningsOf } from '../opc-ua/certificates/trust-store.ts'
import { roleOf } from './role.ts'

/** Files of a Modbus/TCP Security link and the folder they are relative to. */
export interface TlsPlace {
  files: TlsFiles
  folder: string
}

/** Certificates of a Modbus/TCP Security link that expire within 30 days or have expired: ours, and the authority's. */
export function tlsCertificateWarnings({ files, folder }: TlsPlace, now: EpochMs): CertificateWarning[] {
  const warnings = (whose: CertificateWarning['whose'], file: string) => {
    const certificate = certificateIn(resolve(folder, file))
    return certificate ? warningsOf(whose, factsOf(certificate), now) : []
  }
  return [...warnings('own', files.certificate), ...warnings('trusted', files.authority)]
}

/** What a person should see as long as a Modbus/TCP Security link holds: our role, and what expires. */
export function tlsNote({
  tls: files,
  folder,
  clock,
}: Pick<ConnectOptions, 'tls' | 'folder' | 'clock'>): string | undefined {
  if (!files) return undefined
  const place = { files, folder }
  const own = certificateIn(resolve(place.folder, place.files.certificate))
  const role = own && roleOf(own)
  return [
    `encrypted with TLS, ${role === undefined ? 'our certificate names no role' : `our role is ${role}`}`,
    ...tlsCertificateWarnings(place, clock.now()).map(expiry),
  ].join('; ')
}

function expiry({ whose, days, subject }: CertificateWarning): string {
  const what = whose === 'own' ? 'our certificate' : `the authority ${subject}`
  return days < 0 ? `${what} has expired` : `${what} expires in ${days} days`
}

function certificateIn(file: string): X509Certificate | undefined {
  try {
    return new X509Certificate(readFileSync(file))
  } catch {
    return undefined
  }
}

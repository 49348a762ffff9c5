import { X509Certificate } from 'node:crypto'
import { existsSync, linkSync, readFileSync, rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { OPCUACertificateManager } from 'node-opcua-certificate-manager'
import type { Clock } from '../../../../domain/clock.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { factsOf } from './trust-store.ts'

/** The certificate this installation shows to servers. */
export interface OwnCertificate {
  certificateFile: string
  /** The URI in the certificate; servers refuse a client that names another one. */
  applicationUri: string
  validUntil: EpochMs
}

/** Name under which servers list us. */
export const applicationName = 'Powerchain Control Room'
/** Two years: the longest time that is usual for an application certificate. */
const validDays = 730

/**
 * The application's own certificate (RSA 2048, SHA-256, self-signed), made when there is none yet or the old one has
 * expired. Private key and certificate lie in `own` of the certificate folder.
 */
export async function ownCertificate(options: {
  manager: OPCUACertificateManager
  clock: Clock
}): Promise<OwnCertificate> {
  const { manager, clock } = options
  const certificateFile = join(manager.ownCertFolder, 'control-room.pem')
  const present = existsSync(certificateFile) ? read(certificateFile) : undefined
  if (present && present.validUntil > clock.now() && present.applicationUri !== '') return present
  if (present) rmSync(certificateFile, { force: true })
  await make({ manager, clock, certificateFile })
  return read(certificateFile)
}

async function make(options: { manager: OPCUACertificateManager; clock: Clock; certificateFile: string }) {
  const { manager, clock, certificateFile } = options
  const host = hostname()
  const outputFile = `${certificateFile}.${process.pid}-${clock.monotonicMs()}`
  await manager.createSelfSignedCertificate({
    applicationUri: `urn:${host}:powerchain:control-room`,
    dns: [host],
    subject: { commonName: `${applicationName}@${host}`.slice(0, 64) },
    startDate: new Date(clock.now()),
    validity: validDays,
    outputFile,
  })
  try {
    // two devices may come here at once: the first certificate stays, servers shall see only one
    linkSync(outputFile, certificateFile)
  } catch (error) {
    if (!existsSync(certificateFile)) throw error
  } finally {
    rmSync(outputFile, { force: true })
  }
}

function read(certificateFile: string): OwnCertificate {
  const { uri, validUntil } = factsOf(new X509Certificate(readFileSync(certificateFile)))
  return { certificateFile, applicationUri: uri, validUntil }
}

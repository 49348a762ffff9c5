import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { X509Certificate } from 'node:crypto'
import { OPCUACertificateManager } from 'node-opcua-certificate-manager'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  certificateWarnings,
  factsOf,
  listCertificates,
  reject,
  trustCertificate,
  trustStamp,
  withdrawTrust,
} from '../../../../../devices/transports/opc-ua/certificates/trust-store.ts'
import { readFileSync } from 'node:fs'

const dayMs = 86_400_000
const base = mkdtempSync(join(tmpdir(), 'trust-store-'))
const made = new OPCUACertificateManager({ rootFolder: join(base, 'made'), disableFileWatchers: true })
let pki: string
let count = 0

beforeAll(() => made.initialize())
beforeEach(() => (pki = join(base, `pki-${(count += 1)}`)))
afterAll(async () => {
  await made.dispose()
  rmSync(base, { recursive: true, force: true })
})

async function certificate(name: string, days: number): Promise<X509Certificate> {
  const outputFile = join(base, `${name}.pem`)
  await made.createSelfSignedCertificate({
    applicationUri: `urn:test:${name}`,
    dns: ['localhost'],
    subject: { commonName: name },
    startDate: new Date(Date.now() - 100 * dayMs),
    validity: 100 + days,
    outputFile,
  })
  return new X509Certificate(readFileSync(outputFile))
}

const thumbprints = (kind: 'trusted' | 'rejected' | 'issuers') =>
  listCertificates(pki)[kind].map((one) => one.thumbprint)

test('a certificate waits among the rejected, is trusted by a person, and goes back when trust is withdrawn', async () => {
  const server = await certificate('server', 400)
  const { thumbprint } = factsOf(server)
  expect(listCertificates(pki)).toEqual({ own: null, trusted: [], issuers: [], rejected: [] })
  reject(pki, server)
  reject(pki, server)
  expect(listCertificates(pki).rejected).toMatchObject([
    { thumbprint, subject: 'CN=server', issuer: 'CN=server', uri: 'urn:test:server' },
  ])
  const before = trustStamp(pki)
  expect(trustCertificate(pki, thumbprint)).toMatchObject({ thumbprint })
  expect([thumbprints('trusted'), thumbprints('rejected')]).toEqual([[thumbprint], []])
  expect(trustStamp(pki)).not.toBe(before)
  expect(withdrawTrust(pki, thumbprint.toUpperCase())).toMatchObject({ thumbprint })
  expect([thumbprints('trusted'), thumbprints('rejected')]).toEqual([[], [thumbprint]])
})

test('what an engineer dropped there by hand, twice and as an issuer, is withdrawn as a whole', async () => {
  const server = await certificate('by-hand', 400)
  for (const [folder, name] of [
    ['trusted', 'a.pem'],
    ['trusted', 'b.pem'],
    ['issuers', 'c.pem'],
  ] as const) {
    mkdirSync(join(pki, folder, 'certs'), { recursive: true })
    writeFileSync(join(pki, folder, 'certs', name), server.toString())
  }
  writeFileSync(join(pki, 'trusted', 'certs', 'readme.txt'), 'no certificate')
  expect([thumbprints('trusted').length, thumbprints('issuers').length]).toEqual([2, 1])
  withdrawTrust(pki, factsOf(server).thumbprint)
  expect([thumbprints('trusted'), thumbprints('issuers')]).toEqual([[], []])
  expect(readdirSync(join(pki, 'rejected'))).toEqual([`${factsOf(server).thumbprint}.pem`])
})

test.each([
  ['trusting', trustCertificate, 'rejected'],
  ['withdrawing', withdrawTrust, 'trusted'],
] as const)('%s a certificate that is not there is refused by name', (_name, decide, kind) => {
  expect(() => decide(pki, '0'.repeat(40))).toThrow(`no ${kind} certificate has the thumbprint 000`)
})

test('certificates are warned of from 30 days before their end, and after it', async () => {
  const now = Date.now()
  for (const days of [40, 29, 6, -3]) {
    const one = await certificate(`in-${days}`, days)
    reject(pki, one)
    trustCertificate(pki, factsOf(one).thumbprint)
  }
  mkdirSync(join(pki, 'own', 'certs'), { recursive: true })
  writeFileSync(join(pki, 'own', 'certs', 'control-room.pem'), (await certificate('own', 1)).toString())
  const warnings = certificateWarnings(pki, now + 60_000).toSorted((a, b) => a.days - b.days)
  expect(warnings.map(({ subject, whose, days }) => [subject, whose, days])).toEqual([
    ['CN=in--3', 'trusted', -4],
    ['CN=own', 'own', 0],
    ['CN=in-6', 'trusted', 5],
    ['CN=in-29', 'trusted', 28],
  ])
})

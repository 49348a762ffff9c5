import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  factsOf,
  listCertificates,
  reject,
  trustCertificate,
} from '../../../devices/transports/opc-ua/certificates/trust-store.ts'
import { type FakeOpcUa, startFakeOpcUa } from './opc-ua-fake.ts'
import { flywheelDefinition, type OpenedOpcUa, openOpcUaForTest } from './opc-ua-open.ts'
import { createAuthority, type Issued, type TestAuthority, withoutOpenssl } from './test-authority.ts'

const base = mkdtempSync(join(tmpdir(), 'opc-ua-authority-'))
const uri = 'urn:test:fake-server'
let authority: TestAuthority
let here: Issued
let elsewhere: Issued
let fake: FakeOpcUa
let wheel: OpenedOpcUa
let pki: string
let count = 0

const thumbprintOf = ({ certificateFile }: Issued) =>
  factsOf(new X509Certificate(readFileSync(certificateFile))).thumbprint
const says = (pattern: RegExp) => expect.poll(() => wheel.device.status().detail, { timeout: 10_000 }).toMatch(pattern)
const reads = () => expect.poll(() => wheel.newest('socPct')?.value, { timeout: 10_000 }).toBe(50)

async function open(files: Issued): Promise<void> {
  fake = await startFakeOpcUa({ Serial: 'FW-1', Power: 0, Setpoint: 0, Soc: 50, Beat: 0 }, { files })
  wheel = openOpcUaForTest({ endpoint: fake.endpoint, definition: flywheelDefinition, dataDir: join(pki, '..') })
  wheel.device.start()
}

describe.skipIf(withoutOpenssl)(
  `servers with certificates of an authority${withoutOpenssl ? ` (left out: ${withoutOpenssl})` : ''}`,
  () => {
    beforeAll(() => {
      authority = createAuthority(join(base, 'authority'))
      here = authority.issue('here', { uri, names: 'DNS:box.example,IP:127.0.0.1' })
      elsewhere = authority.issue('elsewhere', { uri, names: 'DNS:box.example' })
    })
    beforeEach(() => (pki = join(base, `site-${(count += 1)}`, 'pki')))
    afterEach(async () => {
      await wheel.device.stop()
      await fake.stop()
    })
    afterAll(() => rmSync(base, { recursive: true, force: true }))

    test('a server whose authority is trusted and has a revocation list is read', async () => {
      authority.putInto(pki, 'trusted')
      await open(here)
      await reads()
      expect(listCertificates(pki)).toMatchObject({ trusted: [{ subject: 'CN=Test authority' }], rejected: [] })
    })

    test('fault 53: an authority nobody knows is no reason to trust; the certificate itself may be trusted', async () => {
      await open(here)
      await says(
        /^certificate not trusted, its issuer is not known here: .*or put the certificate of CN=Test authority into/,
      )
      expect(wheel.batches).toEqual([])
      trustCertificate(pki, thumbprintOf(here))
      await reads()
    })

    test('fault 53: an authority that is known as an issuer only does not make a server trusted', async () => {
      authority.putInto(pki, 'issuers')
      await open(here)
      await says(/^certificate not trusted: thumbprint/)
      expect(wheel.batches).toEqual([])
    })

    test('fault 53: a trusted authority without its revocation list is not enough', async () => {
      authority.putInto(pki, 'trusted', { list: false })
      await open(here)
      await says(/^certificate not trusted, its issuer has no revocation list here: .*or put the revocation list into/)
      expect(wheel.batches).toEqual([])
    })

    test('fault 53: a certificate of another address is refused unless an engineer trusts that very one', async () => {
      authority.putInto(pki, 'trusted')
      await open(elsewhere)
      await says(/^certificate of another address: .*; it is not made for this address but for box.example; compare/)
      expect(wheel.batches).toEqual([])
      trustCertificate(pki, thumbprintOf(elsewhere))
      await reads()
    })

    test('fault 53: an expired certificate is refused though its authority is trusted', async () => {
      authority.putInto(pki, 'trusted')
      await open(authority.issue('old', { uri, names: 'IP:127.0.0.1', days: 0 }))
      await says(/^certificate expired: thumbprint/)
      expect(wheel.batches).toEqual([])
    })

    test('fault 53: a certificate that is revoked ends its link, also when it was trusted itself', async () => {
      const revoked = authority.issue('revoked', { uri, names: 'IP:127.0.0.1' })
      authority.putInto(pki, 'trusted')
      reject(pki, new X509Certificate(readFileSync(revoked.certificateFile)))
      trustCertificate(pki, thumbprintOf(revoked))
      await open(revoked)
      await reads()
      authority.revoke(revoked)
      authority.putInto(pki, 'trusted')
      await says(/^certificate refused \(BadCertificateRevoked\)/)
      await expect.poll(() => fake.connections()).toBe(0)
    })
  },
)

import { X509Certificate } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { MessageSecurityMode, SecurityPolicy } from 'node-opcua-client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  factsOf,
  listCertificates,
  trustCertificate,
  withdrawTrust,
} from '../../../devices/transports/opc-ua/certificates/trust-store.ts'
import type { DeviceConfig } from '../../../domain/site.ts'
import { overwritten, startMeddler } from './opc-ua-meddler.ts'
import { type FakeOpcUa, type FakeSecurity, startFakeOpcUa } from './opc-ua-fake.ts'
import { flywheelDefinition, type OpenedOpcUa, openOpcUaForTest } from './opc-ua-open.ts'

const allPolicies = [
  SecurityPolicy.Basic256Sha256,
  SecurityPolicy.Aes128_Sha256_RsaOaep,
  SecurityPolicy.Aes256_Sha256_RsaPss,
]

let dataDir: string
let pki: string
let fake: FakeOpcUa
let wheel: OpenedOpcUa

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'opc-ua-security-'))
  pki = join(dataDir, 'pki')
})

afterEach(async () => {
  await wheel.device.stop()
  await fake.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

async function serve(security: FakeSecurity): Promise<void> {
  fake = await startFakeOpcUa({ Serial: 'FW-1', Power: -120_000, Setpoint: 0, Soc: 50, Beat: 0 }, security)
}

function open(config: Partial<DeviceConfig> = {}, endpoint = fake.endpoint): void {
  wheel = openOpcUaForTest({ endpoint, definition: flywheelDefinition, dataDir, config })
  wheel.device.start()
}

const detail = () => wheel.device.status().detail
const says = (pattern: RegExp) => expect.poll(detail, { timeout: 10_000 }).toMatch(pattern)
const reads = () => expect.poll(() => wheel.newest('socPct')?.value, { timeout: 10_000 }).toBe(50)

/** Waits until the unknown certificate is there, and trusts it. */
async function trustServer(): Promise<string> {
  await expect.poll(() => listCertificates(pki).rejected.length, { timeout: 10_000 }).toBe(1)
  const { thumbprint } = listCertificates(pki).rejected[0] ?? { thumbprint: '' }
  trustCertificate(pki, thumbprint)
  return thumbprint
}

test('fault 53: a certificate seen first is shown and rejected; once trusted, the best policy is used', async () => {
  await serve({ policies: allPolicies })
  open()
  await says(/^certificate not trusted: thumbprint [0-9a-f]{40}, subject .*, URI urn:test:fake-server, valid .* trust/)
  await delay(1_500)
  expect(wheel.batches).toEqual([])
  const thumbprint = await trustServer()
  await reads()
  await says(/^encrypted with Aes256_Sha256_RsaPss; points missing/)
  expect(wheel.device.status().security).toBe('Aes256_Sha256_RsaPss')
  expect(listCertificates(pki).trusted).toMatchObject([{ thumbprint, uri: 'urn:test:fake-server' }])
  expect(listCertificates(pki).rejected).toEqual([])
})

test('our own certificate is fit for servers: URI, RSA 2048, SHA-256, two years, key readable by us alone', async () => {
  await serve({})
  open()
  await trustServer()
  await reads()
  const own = new X509Certificate(readFileSync(join(pki, 'own', 'certs', 'control-room.pem')))
  const facts = factsOf(own)
  expect(facts.uri).toMatch(/^urn:.+:powerchain:control-room$/)
  expect(facts.validUntil - facts.validFrom).toBeLessThanOrEqual(731 * 86_400_000)
  expect(own.publicKey.asymmetricKeyDetails?.modulusLength).toBeGreaterThanOrEqual(2_048)
  expect(own.signatureAlgorithm).toMatch(/sha256/i)
  expect(statSync(join(pki, 'own', 'private', 'private_key.pem')).mode & 0o077).toBe(0)
  expect(readdirSync(pki)).toEqual(expect.arrayContaining(['own', 'trusted', 'issuers', 'rejected']))
})

test('the site file may ask for one policy', async () => {
  await serve({ policies: allPolicies })
  open({ security: 'Aes128_Sha256_RsaOaep' })
  await trustServer()
  await says(/^encrypted with Aes128_Sha256_RsaOaep/)
  expect(wheel.device.status().state).toBe('connected')
})

test.each([
  ['fault 53: an expired certificate', { daysAgo: 30, validDays: 10 }, /^certificate expired: thumbprint .* until/],
  ['fault 53: a certificate for later', { daysAgo: -5, validDays: 10 }, /^certificate not valid before 20/],
  ['fault 53: a wrong URI', { daysAgo: 1, validDays: 10, uri: 'urn:other' }, /^certificate is of another .* urn:other/],
])('%s is named and nothing is read', async (_name, certificate, message) => {
  await serve({ certificate })
  open()
  await says(message)
  expect([wheel.batches, listCertificates(pki).rejected]).toEqual([[], []])
})

test('fault 53: a changed certificate is not read under before it is trusted too', async () => {
  const security = { certificate: { daysAgo: 1, validDays: 10 } }
  await serve(security)
  open()
  const first = await trustServer()
  await reads()
  security.certificate.validDays = 20
  fake.values['Soc'] = 99
  await fake.restart()
  await says(new RegExp(`^certificate changed, the trusted one has thumbprint ${first}: thumbprint (?!${first})`))
  expect(wheel.newest('socPct')?.value).toBe(50)
  await trustServer()
  await expect.poll(() => wheel.newest('socPct')?.value, { timeout: 10_000 }).toBe(99)
})

test('fault 53: trust that is withdrawn ends the link within seconds, and it comes back when it is given again', async () => {
  await serve({})
  open()
  const thumbprint = await trustServer()
  await reads()
  withdrawTrust(pki, thumbprint)
  await says(new RegExp(`^certificate not trusted: thumbprint ${thumbprint}`))
  await expect.poll(() => fake.connections()).toBe(0)
  const count = wheel.batches.length
  await delay(1_500)
  expect(wheel.batches.length).toBe(count)
  trustCertificate(pki, thumbprint)
  await expect.poll(() => wheel.device.status().state, { timeout: 10_000 }).toBe('connected')
})

test('policies that are broken or only sign are refused, naming what the server has', async () => {
  await serve({
    policies: [SecurityPolicy.Basic128Rsa15, SecurityPolicy.Basic256],
    modes: [MessageSecurityMode.SignAndEncrypt],
  })
  open()
  await says(/offers no encryption that is accepted: wanted one of Aes256.*it has .*Basic128Rsa15\/SignAndEncrypt/)
  expect(wheel.batches).toEqual([])
})

test('fault 54: nothing goes unencrypted unless the site file says so, on this machine too; then it stays on show', async () => {
  await serve({ policies: [SecurityPolicy.None], modes: [MessageSecurityMode.None] })
  open()
  await says(/offers no encryption that is accepted.*it has None; .* name security: none/)
  expect(wheel.batches).toEqual([])
  expect(wheel.device.status().security).toBeUndefined()
  await wheel.device.stop()
  open({ security: 'none' })
  await reads()
  await says(/^NOT ENCRYPTED: named so in the site file; points missing/)
  expect(wheel.device.status().security).toBe('none')
})

test('fault 54: a password is not sent without encryption, and reaches the server only encrypted', async () => {
  process.env['OPC_UA_TEST_SECRET'] = 'right'
  const user = { name: 'operator', secret: 'env:OPC_UA_TEST_SECRET' }
  await serve({
    policies: [SecurityPolicy.None, ...allPolicies],
    modes: [MessageSecurityMode.None, MessageSecurityMode.SignAndEncrypt],
  })
  open({ security: 'none', user })
  await says(/password of operator is not sent over a link without encryption/)
  await wheel.device.stop()
  open({ user })
  await trustServer()
  await reads()
  expect(fake.logins).toEqual([['operator', 'right']])
  await wheel.device.stop()
  mkdirSync(join(dataDir, 'secrets'))
  writeFileSync(join(dataDir, 'secrets', 'wheel'), 'wrong\n')
  open({ user: { name: 'operator', secret: 'file:wheel' } })
  await says(/BadUserAccessDenied|BadIdentityTokenRejected/)
  expect(detail()).not.toContain('wrong')
})

test('fault 54: the password is nowhere among the bytes on the line', async () => {
  process.env['OPC_UA_TEST_SECRET'] = 'right'
  const user = { name: 'operator', secret: 'env:OPC_UA_TEST_SECRET' }
  await serve({ policies: allPolicies })
  const meddler = await startMeddler(fake.endpoint)
  open({ user }, meddler.endpoint)
  await trustServer()
  await reads()
  expect(fake.logins).toEqual([['operator', 'right']])
  const bytes = Buffer.concat(meddler.sent)
  expect([bytes.length > 2_000, bytes.includes('right'), bytes.includes('operator')]).toEqual([true, false, false])
  await meddler.stop()
})

test('fault 54: whoever hides the better endpoints before connecting is found out, and no password was sent', async () => {
  process.env['OPC_UA_TEST_SECRET'] = 'right'
  const user = { name: 'operator', secret: 'env:OPC_UA_TEST_SECRET' }
  await serve({ policies: allPolicies })
  const meddler = await startMeddler(fake.endpoint)
  open({ user }, meddler.endpoint)
  await trustServer()
  await reads()
  await wheel.device.stop()
  fake.logins.length = 0
  meddler.alter = (bytes) => overwritten(bytes, '#Aes256_Sha256_RsaPss', '#Aes999_Sha256_RsaPss')
  open({ user }, meddler.endpoint)
  await says(/endpoints are not those .*hidden were Aes256_Sha256_RsaPss\/SignAndEncrypt; invented were Aes999/)
  expect([fake.logins, wheel.batches]).toEqual([[], []])
  await meddler.stop()
})

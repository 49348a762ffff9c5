import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { OPCUACertificateManager } from 'node-opcua-certificate-manager'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { silentLog as log } from '../../domain/log.ts'
import { systemClock as clock } from '../../main/clock.ts'
import { fieldSide, readField } from '../../main/field-side.ts'
import { createTrustDesk } from '../../main/field/trust-desk.ts'

const dayMs = 86_400_000
const folder = mkdtempSync(join(tmpdir(), 'field-side-'))
const dataDir = join(folder, 'data')
const siteFile = join(folder, 'site.yaml')
const made = new OPCUACertificateManager({ rootFolder: join(folder, 'made'), disableFileWatchers: true })

beforeAll(async () => {
  await made.initialize()
  mkdirSync(dataDir)
  const tls = '{ certificate: station.pem, key: station.key, authority: makers.pem }'
  const device = (id: string, definition: string, port: number) =>
    `  - { id: ${id}, definition: powerchain/${definition}, endpoint: "modbus-tls://10.0.0.5:${port}", modbus: { tls: ${tls} } }`
  writeFileSync(
    siteFile,
    `version: 1
name: Works
connection: { importLimitKW: 1000, exportLimitKW: 500 }
devices:
${device('meter', 'grid-meter', 802)}
${device('works', 'works-meter', 803)}
assets:
  - { kind: grid, id: grid, name: Grid, device: meter }
`,
  )
})
afterAll(async () => {
  await made.dispose()
  rmSync(folder, { recursive: true, force: true })
})

/** Puts a certificate of so many days more into the data folder. */
async function put(name: string, days: number, place: string): Promise<void> {
  const outputFile = join(folder, `${name}.pem`)
  await made.createSelfSignedCertificate({
    applicationUri: `urn:test:${name}`,
    dns: ['localhost'],
    subject: { commonName: name },
    startDate: new Date(Date.now() - 100 * dayMs),
    validity: 100 + days,
    outputFile,
  })
  mkdirSync(dirname(join(dataDir, place)), { recursive: true })
  copyFileSync(outputFile, join(dataDir, place))
}

test('certificates of encrypted Modbus links, and of systems that read from us, are watched and decided like those of OPC UA', async () => {
  await put('station', 6, 'station.pem')
  await put('makers', 20, 'makers.pem')
  await put('values', 300, 'pki/northbound/own/certs/northbound.pem')
  await put('historian', 0, 'pki/northbound/rejected/historian.pem')
  const start = { siteFile, dataDir, clock, log }
  const nothing = { endpoints: {}, devices: new Map(), open: () => expect.fail('nothing is opened') }
  const { certificates } = fieldSide({ ...start, ...readField(start) }, nothing)
  const desk = createTrustDesk({ ...certificates, audit: () => {}, clock })
  expect(desk.conditions()).toMatchObject([
    {
      code: 'certificate.expires7',
      text: expect.stringMatching(/^Our own certificate \(\w{8}\) expires in 5 days\.$/),
    },
    { code: 'certificate.expires30', text: expect.stringMatching(/^The certificate of CN=makers/) },
  ])

  const { devices, others } = desk.list()
  expect(devices).toEqual({ own: null, trusted: [], issuers: [], rejected: [] })
  expect(others).toMatchObject({ own: { subject: 'CN=values' }, rejected: [{ subject: 'CN=historian' }], trusted: [] })
  const thumbprint = others.rejected[0]?.thumbprint ?? ''
  desk.accept({ name: 'Ada', role: 'engineer' }, { party: 'others', thumbprint, reason: 'compared' })
  expect(desk.list().others).toMatchObject({ rejected: [], trusted: [{ subject: 'CN=historian' }] })
  expect(desk.conditions().map(({ code }) => code)).toContain('certificate.expired')
})

import { execFileSync, spawnSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer, type Server, type TLSSocket } from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { definitionSchema } from '../../../devices/definition.ts'
import { tlsCertificateWarnings } from '../../../devices/transports/tls/certificate-files.ts'
import { roleOf } from '../../../devices/transports/tls/role.ts'
import { openForTest } from '../drivers/open-for-test.ts'
import { runProbe } from '../probe/probe-for-test.ts'
import { attach } from './attach.ts'

const hasOpenssl = spawnSync('openssl', ['version']).status === 0
const leftOut = hasOpenssl ? '' : ' (left out: openssl is not here)'
let folder: string
let server: Server | undefined

/** A certificate that is its own authority, with a role where one is given. */
function makeCertificate(name: string, host: string, role?: string): void {
  const files = ['-keyout', join(folder, `${name}.key`), '-out', join(folder, `${name}.pem`)]
  const what = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=${host}`, '-days', '2']
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  const roles = role === undefined ? [] : ['-addext', `1.3.6.1.4.1.50316.802.1=ASN1:UTF8String:${role}`]
  execFileSync('openssl', ['req', '-x509', ...key, ...files, ...what, ...roles], { stdio: 'ignore' })
}

const pem = (name: string) => readFileSync(join(folder, name))

/** A device that answers whoever shows the station's certificate with register 0 = 42. */
async function startDevice(certificate: string, maxVersion: 'TLSv1.1' | 'TLSv1.3' = 'TLSv1.3'): Promise<string> {
  const own = { cert: pem(`${certificate}.pem`), key: pem(`${certificate}.key`), ca: pem('station.pem') }
  const listening = createServer({ ...own, requestCert: true, minVersion: 'TLSv1', maxVersion }, (socket: TLSSocket) =>
    socket
      .on('error', () => {})
      .on('data', (request) => {
        const answer = Buffer.concat([request.subarray(0, 4), Buffer.from('00050103020000', 'hex')])
        answer.writeUInt16BE(42, 9)
        socket.write(answer)
      }),
  )
  listening.on('tlsClientError', () => {})
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
  server = listening
  const address = listening.address()
  return `modbus-tls://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
}

const files = (certificate: string, authority: string) => ({
  certificate: `${certificate}.pem`,
  key: `${certificate}.key`,
  authority: `${authority}.pem`,
})

async function readOne(endpoint: string, tls: ReturnType<typeof files>): Promise<number> {
  const line = await attach({ endpoint, tls, folder })
  try {
    return (await line.ask({ kind: 'read', table: 'holding', start: 0, length: 1 })).readUInt16BE()
  } finally {
    line.close()
  }
}

const byName = (endpoint: string) => endpoint.replace('127.0.0.1', 'localhost')

describe.skipIf(!hasOpenssl)(`Modbus/TCP Security${leftOut}`, () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'modbus-tls-'))
    makeCertificate('device', 'IP:127.0.0.1')
    makeCertificate('elsewhere', 'DNS:elsewhere.example')
    makeCertificate('station', 'DNS:station', 'PowerOperator')
    makeCertificate('named', 'DNS:localhost')
    makeCertificate('stranger', 'DNS:stranger')
  })

  afterAll(() => rmSync(folder, { recursive: true }))
  afterEach(() => new Promise<void>((resolve) => void (server ? server.close(() => resolve()) : resolve())))

  test('both sides show a certificate the other trusts', async () => {
    expect(await readOne(await startDevice('device'), files('station', 'device'))).toBe(42)
  })

  test.each([
    ['a device whose certificate is not trusted', 'device', files('station', 'stranger'), /not trusted/],
    [
      'a device with the certificate of another address',
      'elsewhere',
      files('station', 'elsewhere'),
      /of another address/,
    ],
    ['a station the device does not trust', 'device', files('stranger', 'device'), /./],
    ['certificate files that are not there', 'device', files('nobody', 'device'), /no readable certificate/],
  ])('%s: nothing is read', async (_name, device, tls, reason) => {
    const endpoint = await startDevice(device)
    await expect(readOne(endpoint, tls)).rejects.toMatchObject({ code: 'Device.Unreachable' })
    await expect(readOne(endpoint, tls)).rejects.toThrow(reason)
  })

  test('a device reached by its name must have that name in its certificate', async () => {
    expect(await readOne(byName(await startDevice('named')), files('station', 'named'))).toBe(42)
    await expect(readOne(byName(await startDevice('device')), files('station', 'device'))).rejects.toThrow(
      /of another address/,
    )
  })

  test('our role is read from our certificate; one without a role says so', () => {
    expect(roleOf(new X509Certificate(pem('station.pem')))).toBe('PowerOperator')
    expect(roleOf(new X509Certificate(pem('stranger.pem')))).toBeUndefined()
    // cut off in the middle of the role
    const { raw } = new X509Certificate(pem('station.pem'))
    expect(roleOf({ raw: raw.subarray(0, raw.indexOf('PowerOperator') + 4) })).toBeUndefined()
  })

  test('the link says that it is TLS, our role, and what expires', async () => {
    const endpoint = await startDevice('device')
    const tls = files('station', 'device')
    const definition = definitionSchema.parse({
      protocol: 'modbus',
      id: 'test/meter',
      kind: 'load',
      maker: 'Test',
      model: 'Meter',
      source: 'test',
      points: { voltageV: { register: 0, type: 'uint16' } },
    })
    const meter = openForTest({
      endpoint,
      definition,
      dataDir: folder,
      config: { modbus: { tls, transactionsInFlight: 1 } },
    })
    meter.device.start()
    await expect.poll(() => meter.device.status().state).toBe('connected')
    expect(meter.device.status().security).toBe('TLS')
    expect(meter.device.status().detail).toMatch(
      /^encrypted with TLS, our role is PowerOperator; our certificate expires in 1 days; the authority CN=device expires/,
    )
    await meter.device.stop()
    const now = Date.now()
    expect(tlsCertificateWarnings({ files: tls, folder }, now).map(({ whose, days }) => [whose, days])).toEqual([
      ['own', 1],
      ['trusted', 1],
    ])
    expect(tlsCertificateWarnings({ files: files('nobody', 'device'), folder }, now + 3 * 86_400_000)).toMatchObject([
      { whose: 'trusted', days: -2 },
    ])
  })

  test('the probe reads over TLS and says our role', async () => {
    const endpoint = await startDevice('device')
    const definition = join(folder, 'meter.yaml')
    writeFileSync(
      definition,
      'protocol: modbus\nid: test/meter\nkind: load\nmaker: A\nmodel: B\nsource: test\npoints:\n  voltageV: { register: 0, type: uint16 }\n',
    )
    const named = Object.entries(files('station', 'device')).flatMap(([name, file]) => [
      `--${name}`,
      join(folder, file),
    ])
    const probed = await runProbe([`${endpoint}/1`, '--definition', definition, ...named])
    expect(probed.of('voltageV')).toMatchObject({ value: 42, quality: 'good' })
    expect(probed.remarks[0]).toMatch(/^encrypted with TLS, our role is PowerOperator/)
  })

  test('a device that knows only TLS 1.1 is refused', async () => {
    const endpoint = await startDevice('device', 'TLSv1.1')
    await expect(readOne(endpoint, files('station', 'device'))).rejects.toThrow(/refuses the encrypted link/)
  })
})

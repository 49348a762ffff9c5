import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listCertificates, trustCertificate } from '../../../devices/transports/opc-ua/certificates/trust-store.ts'
import { type FakeOpcUa, startFakeOpcUa } from '../drivers/opc-ua-fake.ts'
import { addMethodAndHistory } from '../drivers/opc-ua-machine.ts'
import { runProbe } from './probe-for-test.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'probe-explore-'))
const definition = join(dataDir, 'machine.yaml')
const node = (name: string) => `nsu=urn:test:device;s=${name}`
let fake: FakeOpcUa
let secured: FakeOpcUa

beforeAll(async () => {
  fake = await startFakeOpcUa({ Serial: 'M-1', Soc: 50 })
  addMethodAndHistory(fake)
  secured = await startFakeOpcUa({ Serial: 'M-2', Soc: 60 }, {})
  writeFileSync(
    definition,
    [
      'protocol: opcUa\nid: test/machine\nkind: load\nmaker: Test\nmodel: Machine\nsource: test',
      `identity: { node: '${node('Serial')}' }`,
      `points:\n  activePowerKW: { node: '${node('Kept')}', scale: 0.001, frame: load, plausible: [-1, 1] }`,
    ].join('\n'),
  )
})

afterAll(async () => {
  await fake.stop()
  await secured.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const run = (...args: string[]) => runProbe([fake.endpoint, '--data', dataDir, '--security', 'none', ...args])

test('--browse names what lies below a node, by ids that last', async () => {
  const top = await run('--browse')
  expect(top.isDone).toBe(true)
  expect(top.of(node('Soc'))).toMatchObject({ value: 'Soc', unit: 'variable', quality: 'good' })
  expect(top.remarks).toEqual(['NOT ENCRYPTED: named so in the site file'])
  const parts = await run('--browse', node('Machine'))
  expect(parts.readings).toHaveLength(1_502)
  expect(parts.of(node('Double'))).toMatchObject({ value: 'Double', unit: 'method' })
  const none = await run('--browse', node('Nowhere'))
  expect(none.readings).toMatchObject([{ value: null, quality: 'bad', reason: expect.stringMatching(/BadNodeId/) }])
  expect(none.isDone).toBe(false)
})

test('--history gives what the server kept, of a point in our unit and frame', async () => {
  const span = ['--from', '1970-01-01T00:16:45Z', '--to', '1970-01-01T00:16:47.5Z']
  const raw = await run('--history', node('Kept'), ...span)
  expect(raw.readings.map(({ value, at }) => [value, at])).toEqual([
    [5, 1_005_000],
    [6, 1_006_000],
    [7, 1_007_000],
  ])
  const point = await run('--history', 'activePowerKW', '--definition', definition, ...span)
  expect(point.readings.map(({ value, unit }) => [value, unit])).toEqual([
    [-0.005, 'kW'],
    [-0.006, 'kW'],
    [-0.007, 'kW'],
  ])
  expect((await run('--history', 'socPct', ...span)).readings[0]?.reason).toMatch(/no node, and no point/)
})

test('--call needs the right serial number, and arguments that fit', async () => {
  const call = ['--call', node('Double'), '--of', node('Machine'), '--definition', definition]
  const reasonOf = async (...args: string[]) => (await run(...call, ...args)).readings[0]?.reason
  expect(await reasonOf('--argument', '21')).toMatch(/^Device.NotWritable: a method is called only with --serial/)
  expect(await reasonOf('--argument', '21', '--serial', 'M-9')).toMatch(/^Device.WrongIdentity: .*nothing was called/)
  expect(await reasonOf('--serial', 'M-1')).toMatch(/takes value, not 0/)
  expect(await reasonOf('--serial', 'M-1', '--argument', 'much')).toMatch(/much is no Double/)
  const done = await run(...call, '--serial', 'M-1', '--argument', '21')
  expect(done.readings).toMatchObject([{ value: 42, quality: 'good', did: `called ${node('Double')}` }])
})

test('--user goes with a password from elsewhere, over an encrypted link only', async () => {
  mkdirSync(join(dataDir, 'secrets'))
  writeFileSync(join(dataDir, 'secrets', 'machine'), 'right\n')
  const user = ['--user', 'operator', '--password-from', 'file:machine']
  expect((await run('--browse', ...user)).readings[0]?.reason).toMatch(/not sent over a link without encryption/)
  const browse = () => runProbe([secured.endpoint, '--data', dataDir, '--browse', ...user])
  expect((await browse()).readings[0]?.reason).toMatch(/^Device.WrongIdentity: certificate not trusted/)
  trustCertificate(join(dataDir, 'pki'), listCertificates(join(dataDir, 'pki')).rejected[0]?.thumbprint ?? '')
  const trusted = await browse()
  expect(trusted.of(node('Soc'))).toMatchObject({ value: 'Soc' })
  expect(trusted.remarks).toEqual([expect.stringMatching(/^encrypted with Basic256Sha256/)])
  expect(secured.logins).toEqual([['operator', 'right']])
})

import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import jsmodbus from 'jsmodbus'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock as clock } from '../../../main/clock.ts'
import type { Northbound } from '../../../main/northbound/northbound.ts'
import { attach } from '../../devices/transports/attach.ts'
import { createForTest, imageOf, portOf, siteOf } from './site-for-test.ts'

// Other people's masters read what we offer: whatever they agree on is the protocol.
const run = promisify(execFile)
const has = (command: string, ...args: string[]) => spawnSync(command, args).status === 0
const hasMbpoll = has('mbpoll', '-V')
const hasOpenssl = has('openssl', 'version')
const python = ['python3', '/usr/bin/python3'].find((one) => has(one, '-c', 'import pymodbus.client'))

const site = siteOf()
let dir: string
let northbound: Northbound
let port: number

const poll = (...args: string[]) => run('mbpoll', ['-m', 'tcp', '-p', String(port), '-1', '-0', ...args])
const files = (name: string, authority: string) => ({
  certificate: `${name}.pem`,
  key: `${name}.key`,
  authority: `${authority}.pem`,
})

const publish = (to: Northbound) =>
  to.publish(
    imageOf({
      at: clock.now(),
      cycle: 5,
      readings: {
        'grid activePowerKW': { value: -123.5, at: clock.now(), quality: 'good' },
        'grid reactivePowerKvar': { value: 20.25, at: clock.now(), quality: 'suspect' },
      },
    }),
  )

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'powerchain-northbound-'))
  northbound = createForTest({ site, dataDir: dir, clock, modbus: {} }).northbound
  await northbound.start()
  publish(northbound)
  port = portOf(northbound.describe().modbus.endpoint)
})
afterAll(async () => {
  await northbound.stop()
  rmSync(dir, { recursive: true, force: true })
})

test('jsmodbus reads the values and can not write them', async () => {
  const socket = new Socket()
  const client = new jsmodbus.client.TCP(socket, 1)
  await new Promise<void>((done) => socket.connect({ host: '127.0.0.1', port }, done))
  const { response } = await client.readInputRegisters(400, 8)
  const bytes = response.body.valuesAsBuffer
  expect([bytes.readFloatBE(0), bytes.readUInt16BE(4), bytes.readFloatBE(8), bytes.readUInt16BE(12)]).toEqual([
    -123.5, 0, 20.25, 2,
  ])
  await expect(client.writeSingleRegister(400, 1)).rejects.toMatchObject({ err: 'ModbusException' })
  socket.destroy()
})

test.skipIf(!hasMbpoll)('mbpoll reads the values from both tables and can not write them', async () => {
  for (const table of ['3:float', '4:float'])
    expect((await poll('-B', '-t', table, '-r', '400', '-c', '1', '127.0.0.1')).stdout).toMatch(/\[400\]:\s+-123\.5\b/)
  expect((await poll('-t', '3', '-r', '406', '-c', '1', '127.0.0.1')).stdout).toMatch(/\[406\]:\s+2\b/)
  await expect(poll('-t', '4', '-r', '400', '127.0.0.1', '1')).rejects.toMatchObject({
    stderr: expect.stringMatching(/Illegal function/i) as string,
  })
})

test.skipIf(!python)('pymodbus reads the values and can not write them', async () => {
  const script = `
import struct, sys
from pymodbus.client import ModbusTcpClient
client = ModbusTcpClient('127.0.0.1', port=int(sys.argv[1]))
client.connect()
one = client.read_input_registers(400, 4, slave=1)
two = client.read_holding_registers(400, 4, slave=1)
no = client.write_register(400, 1, slave=1)
outside = client.read_input_registers(60000, 4, slave=1)
print(struct.unpack('>f', struct.pack('>HH', *one.registers[:2]))[0], one.registers == two.registers, no.exception_code, outside.exception_code)
client.close()
`
  const { stdout } = await run(python ?? '', ['-c', script, String(port)])
  expect(stdout.trim()).toBe('-123.5 True 1 2')
})

describe.skipIf(!hasOpenssl)('Modbus/TCP Security', () => {
  let secured: Northbound
  beforeAll(async () => {
    for (const [name, host] of [
      ['engine', 'IP:127.0.0.1'],
      ['scada', 'DNS:scada'],
      ['stranger', 'DNS:stranger'],
    ] as const) {
      const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
      const what = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=${host}`]
      const out = ['-keyout', join(dir, `${name}.key`), '-out', join(dir, `${name}.pem`)]
      execFileSync('openssl', ['req', '-x509', ...key, ...what, ...out], { stdio: 'ignore' })
    }
    const tls = files('engine', 'scada')
    secured = createForTest({ site, dataDir: dir, clock, modbus: { tls } }).northbound
    await secured.start()
    publish(secured)
  })
  afterAll(() => secured.stop())

  const readAs = async (name: string) => {
    const [endpoint = ''] = secured.describe().modbus.endpoint.split(/\/1$/)
    const line = await attach({ endpoint, tls: files(name, 'engine'), folder: dir })
    try {
      return (await line.ask({ kind: 'read', table: 'input', start: 400, length: 2 })).readFloatBE()
    } finally {
      line.close()
    }
  }

  test('who shows a certificate of the named authority reads', async () => {
    expect(secured.describe().modbus.endpoint).toMatch(/^modbus-tls:/)
    expect(await readAs('scada')).toBe(-123.5)
  })

  test('who shows another certificate does not', async () => {
    await expect(readAs('stranger')).rejects.toThrow(Error)
  })
})

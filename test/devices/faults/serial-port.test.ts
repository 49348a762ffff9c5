import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { codeOf, openForTest, type Watched } from '../drivers/open-for-test.ts'
import { type FakeRtu, startSerialLine } from '../transports/fake-rtu-device.ts'

const hasPython = spawnSync('python3', ['--version']).status === 0

let folder: string
let ports: FakeRtu[]
let battery: Watched | undefined

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'by-id-'))
  ports = []
})
afterEach(async () => {
  await battery?.device.stop()
  await Promise.all(ports.map((port) => port.stop()))
  rmSync(folder, { recursive: true })
})

/** A new port with our battery at it, and its name. */
async function plugIn(serial: string): Promise<{ port: FakeRtu; name: string }> {
  const port = await startSerialLine()
  const bytes = Buffer.from(serial.padEnd(8, '\0'))
  for (let i = 0; i < 4; i++) port.registers.set(100 + i, bytes.readUInt16BE(2 * i))
  ports.push(port)
  return { port, name: /\/\/(\/[^?]+)/.exec(port.endpoint)?.[1] ?? '' }
}

test('fault 13: an adapter that comes back under another name is found by its stable path, and no other port is touched', async (context) => {
  if (!hasPython) return context.skip('python3 is not there to make pseudo-terminals')
  const stable = join(folder, 'usb-FTDI_A1B2-if00')
  const first = await plugIn('SN-42')
  symlinkSync(first.name, stable)
  const { device } = (battery = openForTest({
    endpoint: `modbus-rtu://${stable}?baud=19200&parity=none`,
    config: { serial: 'SN-42' },
  }))
  device.start()
  const state = () => device.status().state
  await expect.poll(state, { timeout: 3_000 }).toBe('connected')

  rmSync(stable)
  await first.port.stop()
  ports = []
  const other = await plugIn('SN-77')
  await expect.poll(state, { timeout: 6_000 }).toBe('lost')
  await expect.poll(() => device.status().detail, { timeout: 6_000 }).toContain(`${stable} is not there`)
  expect(await codeOf(device.writeSetpoint(5))).toBe('Device.Unreachable')
  expect(other.port.requests).toEqual([])

  const back = await plugIn('SN-42')
  symlinkSync(back.name, stable)
  await expect.poll(state, { timeout: 6_000 }).toBe('connected')
  expect(back.name).not.toBe(other.name)
  expect(other.port.requests).toEqual([])
}, 20_000)

test('fault 13: another adapter under the old name is found out by the serial number and never written to', async (context) => {
  if (!hasPython) return context.skip('python3 is not there to make pseudo-terminals')
  const name = join(folder, 'ttyUSB0')
  const { port, name: real } = await plugIn('SN-77')
  symlinkSync(real, name)
  battery = openForTest({ endpoint: `modbus-rtu://${name}?baud=19200&parity=none`, config: { serial: 'SN-42' } })
  const { device } = battery
  device.start()
  await expect.poll(() => device.status().state, { timeout: 3_000 }).toBe('wrongIdentity')
  expect(await codeOf(device.writeSetpoint(5))).toBe('Device.WrongIdentity')
  expect(port.requests.every((request) => request[1] === 3)).toBe(true)
})

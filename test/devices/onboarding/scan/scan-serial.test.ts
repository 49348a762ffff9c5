import { spawnSync } from 'node:child_process'
import { afterEach, expect, test } from 'vitest'
import { createLines } from '../../../../devices/transports/modbus/lines.ts'
import { deviceConfig } from '../../../../domain/site.ts'
import { type FakeRtu, startRtuOverTcp, startSerialLine } from '../../transports/fake-rtu-device.ts'
import { runScan } from './scan-for-test.ts'

const hasPython = spawnSync('python3', ['--version']).status === 0
let fake: FakeRtu
afterEach(() => fake.stop())

const askedOf = () => [...new Set(fake.requests.map(([unit]) => unit))]

test('units behind a gateway that tunnels RTU', async () => {
  fake = await startRtuOverTcp()
  fake.units = new Set([2, 3])
  const { found, end } = await runScan(`${fake.endpoint}/1-3`)
  expect(found.map(({ unit }) => unit)).toEqual([2, 3])
  expect([end?.silent, askedOf()]).toEqual([1, [1, 2, 3]])
})

test.skipIf(!hasPython)('units on a serial line, beside a device of the site that uses it', async () => {
  fake = await startSerialLine()
  fake.units = new Set([1, 2])
  const port = fake.endpoint.split('?')[0] ?? ''
  const endpoint = `${port}?baud=9600`
  const lines = createLines()
  const config = deviceConfig.parse({ id: 'meter-1', definition: 'eastron/sdm630', endpoint, unit: 1 })
  const { found } = await runScan(`${port}/1-2?baud=9600`, { lines, site: { devices: [config] } })
  expect(found.map(({ unit, deviceId }) => [unit, deviceId])).toEqual([
    [1, 'meter-1'],
    [2, undefined],
  ])
  expect(found[0]?.endpoint).toBe(endpoint)
  const other = await runScan(`${port}/1-2?baud=19200`, { lines, site: { devices: [config] } })
  expect([other.found, other.end?.silent]).toEqual([[], 2])
})

test('a port that is not there is one reason for all its units', async () => {
  fake = await startRtuOverTcp()
  const { end } = await runScan('modbus-rtu:///dev/ttyNONE0/1-20')
  expect(end).toMatchObject({ found: 0, silent: 20, ended: '' })
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import modbusSerial from 'modbus-serial'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Reading } from '../../../domain/reading.ts'
import type { Northbound } from '../../../main/northbound/northbound.ts'
import { createVirtualClock, type VirtualClock } from '../../virtual-clock.ts'
import type { AuditEntry } from '../../../main/audit/audit.ts'
import { createForTest, imageOf, portOf, siteOf } from './site-for-test.ts'

const ModbusRTU = (modbusSerial as unknown as { default?: typeof modbusSerial }).default ?? modbusSerial
const site = siteOf()
let dir: string
let clock: VirtualClock
let northbound: Northbound
let audited: AuditEntry[]
let client: InstanceType<typeof ModbusRTU>

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'powerchain-northbound-'))
  clock = createVirtualClock()
  ;({ northbound, audited } = createForTest({ site, dataDir: dir, clock, modbus: {} }))
  await northbound.start()
  client = new ModbusRTU()
  await client.connectTCP('127.0.0.1', { port: portOf(northbound.describe().modbus.endpoint) })
  client.setID(1)
  client.setTimeout(1_000)
})
afterEach(async () => {
  await new Promise<void>((done) => client.close(() => done()))
  await northbound.stop()
  rmSync(dir, { recursive: true, force: true })
})

const publish = (readings: Record<string, Reading>, cycle = 7) =>
  northbound.publish(imageOf({ at: clock.now(), cycle, readings }))
const good = (value: number, ageMs = 0): Reading => ({ value, at: clock.now() - ageMs, quality: 'good' })

/** Value, quality and age of a point as another system reads them. */
async function read(
  assetId: string,
  point: string,
  from: 'readInputRegisters' | 'readHoldingRegisters' = 'readInputRegisters',
) {
  const place = northbound.describe().points.find((p) => p.assetId === assetId && p.point === point)
  const { buffer } = await client[from](place?.register ?? 0, 4)
  return { value: buffer.readFloatBE(0), quality: buffer.readUInt16BE(4), ageS: buffer.readUInt16BE(6) }
}

test('values are read with both functions, with sign, quality and age', async () => {
  publish({ 'battery activePowerKW': good(-123.5, 3_400), 'grid frequencyHz': good(50.02) })
  expect(await read('battery', 'activePowerKW')).toEqual({ value: -123.5, quality: 0, ageS: 3 })
  expect(await read('battery', 'activePowerKW', 'readHoldingRegisters')).toEqual({ value: -123.5, quality: 0, ageS: 3 })
  expect((await read('grid', 'frequencyHz')).value).toBeCloseTo(50.02, 4)
})

test.each([
  ['never delivered', undefined, NaN, 4, 65_535],
  ['refused by the device', { value: null, at: -5_000, quality: 'bad' }, NaN, 3, 5],
  ['old', { value: 61, at: -90_000, quality: 'stale' }, 61, 1, 90],
  ['implausible', { value: 140, at: 0, quality: 'suspect' }, 140, 2, 0],
  ['put in by hand', { value: 12, at: 0, quality: 'simulated' }, 12, 5, 0],
  ['older than the age can say', { value: 1, at: -9e7, quality: 'stale' }, 1, 1, 65_535],
] as const)('a value %s says so', async (_name, given, value, quality, ageS) => {
  publish(given ? { 'battery socPct': { ...given, at: clock.now() + given.at } } : {})
  expect(await read('battery', 'socPct')).toEqual({ value, quality, ageS })
})

test('before the first cycle everything is missing', async () => {
  expect(await read('grid', 'activePowerKW')).toEqual({ value: NaN, quality: 4, ageS: 65_535 })
})

test('the header describes the map and the loop', async () => {
  publish({}, 70_000)
  const { buffer } = await client.readInputRegisters(0, 14)
  expect(buffer.toString('latin1', 0, 4)).toBe('PWRC')
  const words = Array.from({ length: 8 }, (_, n) => buffer.readUInt16BE(4 + n * 2))
  expect(words).toEqual([1, 3, 3, 400, 400, 4, 1, 70_000 % 65_536])
  expect(buffer.readUInt32BE(20)).toBe(70_000)
  expect(buffer.readUInt32BE(24)).toBe(Math.floor(clock.now() / 1_000))
})

test('each block names its asset', async () => {
  const { buffer } = await client.readInputRegisters(800 + 360, 18)
  expect(buffer.readUInt16BE(0)).toBe(6)
  expect(buffer.toString('latin1', 4, 36).replace(/\0+$/, '')).toBe('battery')
})

test('when the loop stops the watchdog stands still and good values turn stale, growing older', async () => {
  publish({ 'grid activePowerKW': good(100) })
  expect((await client.readInputRegisters(8, 2)).data).toEqual([1, 7])
  clock.advance(5_000)
  expect((await client.readInputRegisters(8, 2)).data).toEqual([0, 7])
  expect(await read('grid', 'activePowerKW')).toEqual({ value: 100, quality: 1, ageS: 5 })
  clock.advance(5_000)
  expect((await read('grid', 'activePowerKW')).ageS).toBe(10)
  publish({ 'grid activePowerKW': good(90) }, 8)
  expect(await read('grid', 'activePowerKW')).toEqual({ value: 90, quality: 0, ageS: 0 })
})

test('all values of one request are of one cycle, whatever is published meanwhile', async () => {
  let cycle = 0
  const names = ['activePowerKW', 'setpointKW', 'socPct', 'unitsReady'] as const
  const places = names.map(
    (point) => (northbound.describe().points.find((p) => p.point === point)?.register ?? 0) - 400,
  )
  const next = () => {
    cycle += 1
    publish(Object.fromEntries(names.map((point) => [`grid ${point}`, good(cycle)])), cycle)
  }
  next()
  const seen = new Set<number>()
  const reader = async () => {
    for (let n = 0; n < 60; n++) {
      const { buffer } = await client.readInputRegisters(400, 125)
      const values = new Set(places.map((place) => buffer.readFloatBE(place * 2)))
      expect(values.size).toBe(1)
      values.forEach((value) => seen.add(value))
      next()
    }
  }
  await Promise.all([reader(), reader()])
  expect(seen.size).toBeGreaterThan(50)
})

test('what lies outside the map is refused', async () => {
  await expect(client.readInputRegisters(1_600, 1)).rejects.toMatchObject({ modbusCode: 2 })
  await expect(client.readInputRegisters(1_599, 2)).rejects.toMatchObject({ modbusCode: 2 })
  expect((await client.readInputRegisters(1_599, 1)).data).toHaveLength(1)
  client.setID(9)
  await expect(client.readInputRegisters(0, 1)).rejects.toMatchObject({ modbusCode: 11 })
})

test('nothing can be written: every try is refused, told once a minute and kept in the audit trail', async () => {
  publish({ 'grid activePowerKW': good(100) })
  const tries = [
    () => client.writeRegister(400, 1),
    () => client.writeRegisters(400, [1, 2]),
    () => client.writeCoil(400, true),
    () => client.writeCoils(400, [true, false]),
  ]
  for (const attempt of tries) await expect(attempt()).rejects.toMatchObject({ modbusCode: 1 })
  expect((await read('grid', 'activePowerKW')).value).toBe(100)
  expect(audited).toHaveLength(1)
  expect(audited[0]).toMatchObject({ person: 'engine', action: 'NorthboundWriteRefused' })
  expect(audited[0]?.detail).toMatch(/^127\.0\.0\.1 tried to write; .*nothing was changed: function 6\.$/)
  clock.advance(60_000)
  expect(audited[1]?.detail).toMatch(/function 15 \(3 times in the last minute\)\.$/)
  clock.advance(600_000)
  expect(audited).toHaveLength(2)
})

test('it says who it is', async () => {
  const { data } = await client.readDeviceIdentification(2, 0)
  expect(data).toMatchObject({ 0: 'Powerchain', 1: 'Control Room', 6: 'Test site' })
})

test('systems connected are counted', async () => {
  expect(northbound.describe().modbus).toMatchObject({ isOn: true, clients: 1, fault: '' })
})

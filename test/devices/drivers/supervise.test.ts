import { beforeEach, expect, test } from 'vitest'
import type { SessionEvents } from '../../../devices/drivers/session.ts'
import { SupervisedDevice } from '../../../devices/drivers/supervise.ts'
import type { ReadingBatch } from '../../../domain/device.ts'
import { silentLog } from '../../../domain/log.ts'
import type { PointName } from '../../../domain/points.ts'
import { type DeviceConfig, deviceConfig } from '../../../domain/site.ts'
import { createVirtualClock, type VirtualClock } from '../../virtual-clock.ts'
import { codeOf } from './open-for-test.ts'
import { definitionSchema } from '../../../devices/definition.ts'

const meter = definitionSchema.parse({
  protocol: 'modbus',
  id: 'test/meter',
  kind: 'grid',
  maker: 'Test',
  model: 'Meter',
  source: 'test',
  identity: { register: 0, length: 4 },
  points: {
    activePowerKW: { register: 10, type: 'int32', scale: 0.1, frame: 'generator', plausible: [-1_000, 1_000] },
    voltageV: { register: 12, type: 'uint16', scale: 0.1 },
    importedKWh: { register: 14, type: 'uint32', scale: 0.1 },
  },
})

let clock: VirtualClock
let serial: string
let events: SessionEvents
let written: number[]
let device: SupervisedDevice
let newest: ReadingBatch

beforeEach(() => {
  clock = createVirtualClock()
  serial = 'A-1'
  written = []
  newest = {}
})

async function start(config: Partial<DeviceConfig> = {}): Promise<void> {
  const endpoint = 'modbus-tcp://127.0.0.1:502'
  device = new SupervisedDevice({
    config: { ...deviceConfig.parse({ id: 'm', definition: meter.id, endpoint }), ...config },
    endpoint,
    definition: meter,
    traits: { definition: meter.id, points: [], acceptsSetpoint: true },
    open: (given) => {
      events = given
      return Promise.resolve({
        readSerial: () => Promise.resolve(serial),
        startReading: () => {},
        writeSetpoint: (powerKW) => Promise.resolve(void written.push(powerKW)),
        beat: () => Promise.resolve(),
        close: () => Promise.resolve(),
      })
    },
    clock,
    log: silentLog,
  })
  device.onReadings((batch) => Object.assign(newest, batch))
  device.start()
  await pass(10)
}

/** Time passes, and whatever was promised meanwhile happens. */
async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 1_000) {
    await clock.run(Math.min(left, 1_000))
    await new Promise((resolve) => setImmediate(resolve))
  }
}

function read(values: Partial<Record<PointName, number>>): void {
  const readings = Object.entries(values).map(([name, value]) => [name, { value, at: clock.now(), quality: 'good' }])
  events.readings(Object.fromEntries(readings) as ReadingBatch)
}
const kinds = () => device.status().notes?.map((n) => n.kind) ?? []

test('fault 11: a device swapped behind a link that held is found out within a minute, and nothing is written to it', async () => {
  await start({ serial: 'A-1' })
  serial = 'B-2'
  await pass(61_000)
  expect(device.status()).toMatchObject({
    state: 'wrongIdentity',
    detail: 'wrong device: expected S/N A-1, it is S/N B-2',
  })
  expect(await codeOf(device.writeSetpoint(1))).toBe('Device.WrongIdentity')
  expect(written).toEqual([])
  serial = 'A-1'
  await pass(30_000)
  expect(device.status().state).toBe('connected')
})

test('fault 20: without a serial number in the site file a replaced meter is told with both, and its energy begins anew', async () => {
  await start()
  read({ importedKWh: 1_200.5 })
  serial = 'B-2'
  await pass(61_000)
  expect(device.status()).toMatchObject({ state: 'connected', serial: 'B-2' })
  expect(device.status().notes).toMatchObject([
    { kind: 'replaced', text: 'S/N A-1 was replaced by S/N B-2; last read before: energy imported 1200.5 kWh' },
  ])
  read({ importedKWh: 3 })
  expect(newest.importedKWh).toMatchObject({ value: 3, quality: 'good' })
  expect(device.status().notes?.map((n) => n.text)).toEqual([
    'S/N A-1 was replaced by S/N B-2; last read before: energy imported 1200.5 kWh; ' +
      'first read after: energy imported 3.0 kWh',
  ])
})

test('fault 4: counters that begin again go on from where they were, over a lost link too, and it is said', async () => {
  await start()
  read({ importedKWh: 500 })
  events.lost('gone')
  await pass(5_000)
  read({ importedKWh: 0 })
  expect(newest.importedKWh).toMatchObject({ value: 500, quality: 'suspect' })
  await clock.run(1_000)
  read({ importedKWh: 0.1 })
  expect(newest.importedKWh?.value).toBeCloseTo(500.1)
  expect(newest.importedKWh).toMatchObject({ quality: 'good', breaks: 1 })
  expect(device.status().notes).toMatchObject([{ kind: 'restarted', point: 'importedKWh' }])
  expect(device.status().detail).toContain('Energy imported began again at 0.0 kWh after 500.0 kWh')
  await clock.run(3_700_000)
  expect(kinds()).toEqual([])
})

test('fault 19: the energy of a uint32 goes on over its end', async () => {
  await start()
  read({ importedKWh: 429_496_729 })
  read({ importedKWh: 0.4 })
  expect(newest.importedKWh?.value).toBeCloseTo(429_496_730)
  expect(newest.importedKWh?.breaks).toBeUndefined()
  expect(kinds()).toEqual([])
})

test('fault 18: a voltage that stands still while the power moves is suspect and said, until it moves again', async () => {
  await start()
  for (let i = 0; i < 100; i++) {
    read({ activePowerKW: 300 + i / 10, voltageV: 230 + (i % 7) / 10 })
    await clock.run(1_000)
  }
  for (let i = 0; i < 960; i++) {
    read({ activePowerKW: 300 + (i % 50) / 10, voltageV: 230.1 })
    await clock.run(1_000)
  }
  expect(newest.voltageV).toMatchObject({ value: 230.1, quality: 'suspect' })
  expect(newest.activePowerKW?.quality).toBe('good')
  expect(kinds()).toEqual(['frozen'])
  read({ voltageV: 230.3 })
  expect(newest.voltageV?.quality).toBe('good')
  expect(kinds()).toEqual([])
})

test('fault 3: a link lost again and again is said to be unstable, with the count, until it holds', async () => {
  await start()
  for (let i = 0; i < 4; i++) {
    events.lost('gone')
    await pass(20_000)
  }
  expect(device.status()).toMatchObject({ state: 'connected', lostCount: 4 })
  expect(device.status().notes).toMatchObject([{ kind: 'unstable', text: 'lost 4 times within 10 min' }])
  await pass(600_000)
  expect(kinds()).toEqual([])
})

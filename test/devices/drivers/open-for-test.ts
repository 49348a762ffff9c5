import { openDevice } from '../../../devices/index.ts'
import { type Definition, definitionSchema } from '../../../devices/definition.ts'
import type { Device, ReadingBatch } from '../../../domain/device.ts'
import { silentLog } from '../../../domain/log.ts'
import type { PointName } from '../../../domain/points.ts'
import type { Reading } from '../../../domain/reading.ts'
import { type DeviceConfig, deviceConfig } from '../../../domain/site.ts'
import type { FakeModbus } from '../transports/fake-modbus-server.ts'
import { systemClock as clock } from '../../../main/clock.ts'

/** A battery whose registers are easy to count. */
export const batteryDefinition: Definition = definitionSchema.parse({
  protocol: 'modbus',
  id: 'test/battery',
  kind: 'battery',
  maker: 'Test',
  model: 'Battery',
  source: 'test',
  identity: { register: 100, length: 4 },
  watchdog: { timeoutMs: 5_000, safeState: 'rests' },
  points: {
    activePowerKW: { register: 0, type: 'int32', scale: 0.1, frame: 'generator', poll: 'fast' },
    setpointKW: { register: 2, type: 'int32', scale: 0.1, frame: 'generator', poll: 'fast' },
    socPct: { register: 4, type: 'float32', plausible: [0, 100], poll: 'fast' },
    temperatureDegC: { register: 40, type: 'int16', absent: 0x8000 },
  },
  setpoint: { register: 2, type: 'int32', scale: 0.1, frame: 'generator', plausible: [-600, 600] },
  heartbeat: { register: 50 },
})

/** 300 kW out, setpoint 0, 50 %, 25 °C, serial number SN-42. */
export function putBattery(fake: FakeModbus): void {
  const serial = Buffer.from('SN-42\0\0\0').toString('hex')
  fake.put(0, '00000bb8', 2, '00000000', 4, '42480000', 40, '0019', 100, serial)
}

/** A device under test with everything it ever said. */
export interface Watched {
  device: Device
  batches: ReadingBatch[]
  newest(point: PointName): Reading | undefined
}

/** Opens a device and keeps what it reads; the caller starts and stops it. */
export function openForTest(options: {
  endpoint: string
  definition?: Definition
  config?: Partial<DeviceConfig>
  dataDir?: string
}): Watched {
  const { endpoint, definition = batteryDefinition, dataDir = '/nowhere' } = options
  const config = { ...deviceConfig.parse({ id: 'battery-1', definition: definition.id, endpoint }), ...options.config }
  const device = openDevice({ config, endpoint, definition, dataDir, clock, log: silentLog })
  const batches: ReadingBatch[] = []
  device.onReadings((batch) => batches.push(batch))
  return { device, batches, newest: (point) => batches.findLast((batch) => batch[point])?.[point] }
}

/** What a promise fails with: its code. */
export function codeOf(promise: Promise<unknown>): Promise<string | undefined> {
  return promise.then(
    () => 'no error',
    (error: { code?: string }) => error.code,
  )
}

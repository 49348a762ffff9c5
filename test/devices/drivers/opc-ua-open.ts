import { join } from 'node:path'
import { type OpcUaDefinition, opcUaDefinition } from '../../../devices/definition.ts'
import { openOpcUa } from '../../../devices/drivers/opc-ua.ts'
import { SupervisedDevice } from '../../../devices/drivers/supervise.ts'
import type { Device, ReadingBatch } from '../../../domain/device.ts'
import { silentLog } from '../../../domain/log.ts'
import type { PointName } from '../../../domain/points.ts'
import type { Reading } from '../../../domain/reading.ts'
import { type DeviceConfig, deviceConfig } from '../../../domain/site.ts'
import { systemClock as clock } from '../../../main/clock.ts'

/** A device under test with everything it ever said. */
export interface OpenedOpcUa {
  device: Device
  batches: ReadingBatch[]
  /** Why the link was lost, oldest first. */
  losses: string[]
  newest(point: PointName): Reading | undefined
}

/** For a server that has no encryption to offer. */
export const unencrypted = { security: 'none' as const }

/** Opens an OPC UA device and keeps what it reads; the caller starts and stops it. */
export function openOpcUaForTest(options: {
  endpoint: string
  definition: OpcUaDefinition
  dataDir: string
  config?: Partial<DeviceConfig>
}): OpenedOpcUa {
  const { endpoint, definition, dataDir } = options
  const config = { ...deviceConfig.parse({ id: 'device-1', definition: definition.id, endpoint }), ...options.config }
  const { security, user } = config
  const periods = { fast: 100, slow: 500 }
  const pkiFolder = join(dataDir, 'pki')
  const losses: string[] = []
  const device = new SupervisedDevice({
    config,
    endpoint,
    definition,
    traits: { definition: definition.id, points: [], acceptsSetpoint: definition.setpoint !== undefined },
    open: openOpcUa({ definition, endpoint, security, user, pkiFolder, periods, clock }),
    clock,
    log: { ...silentLog, warn: (_event, facts) => losses.push(String(facts?.['detail'])) },
  })
  const batches: ReadingBatch[] = []
  device.onReadings((batch) => batches.push(batch))
  return { device, batches, losses, newest: (point) => batches.findLast((batch) => batch[point])?.[point] }
}

const node = (name: string) => `nsu=urn:test:device;s=${name}`

/** A flywheel with a point for each thing that can be odd; `Nowhere` is a node no server has. */
export const flywheelDefinition: OpcUaDefinition = opcUaDefinition.parse({
  protocol: 'opcUa',
  id: 'test/flywheel',
  kind: 'flywheel',
  maker: 'Test',
  model: 'Flywheel',
  source: 'test',
  identity: { node: node('Serial') },
  points: {
    activePowerKW: { node: node('Power'), scale: 0.001, frame: 'load', poll: 'fast' },
    setpointKW: { node: node('Setpoint'), scale: 0.001, frame: 'load', poll: 'fast' },
    socPct: { node: node('Soc'), plausible: [0, 100], poll: 'fast' },
    speedRpm: { node: node('Nowhere') },
  },
  setpoint: { node: node('Setpoint'), scale: 0.001, frame: 'load', plausible: [-200, 200] },
  heartbeat: { node: node('Beat') },
})

import { join } from 'node:path'
import type { Clock } from '../../domain/clock.ts'
import { PowerchainError } from '../../domain/errors.ts'
import { type PointName, pointSpec } from '../../domain/points.ts'
import type { Preview, PreviewInput, PreviewRow } from '../../domain/rpc/field/field.ts'
import type { Ms } from '../../domain/units.ts'
import type { Definition } from '../definition.ts'
import type { ModbusTarget } from '../probe/link.ts'
import { modbusSource } from '../probe/sources/modbus.ts'
import { opcUaSource } from '../probe/sources/opc-ua.ts'
import type { ProbeReading, ProbeSource } from '../probe/reading.ts'
import { sunSpecSource } from '../probe/sources/sunspec.ts'
import { modbusAddress, modbusForms } from '../transports/modbus/address.ts'
import type { Lines } from '../transports/modbus/lines.ts'

/** What it takes to look at a device. */
export interface PreviewDeviceOptions {
  /** As it would stand in the site file. */
  config: PreviewInput
  /** The address to use: the configured one, or where the simulated site serves the device. */
  endpoint: string
  definition: Definition
  /** Folder of the site's own files: certificates and secrets. */
  dataDir: string
  /** Connections that the site's devices use too. */
  lines: Lines
  clock: Clock
  signal: AbortSignal
}

const periodMs: Ms = 1_000

/**
 * Reads a device with a definition once a second, each point with its raw registers; never writes. Ends when told to.
 * @throws PowerchainError `Config.Invalid` when the endpoint does not fit the definition
 */
export async function* previewDevice(options: PreviewDeviceOptions): AsyncGenerator<Preview, void, void> {
  const { clock, signal } = options
  const source = sourceFor(options)
  const left = Promise.withResolvers<[]>()
  const leave = () => left.resolve([])
  signal.addEventListener('abort', leave)
  try {
    while (!signal.aborted) {
      const beganMs = clock.monotonicMs()
      const readings = await Promise.race([source.round(), left.promise])
      if (signal.aborted) return
      yield previewOf(readings, source, clock)
      await pause(periodMs - (clock.monotonicMs() - beganMs), { clock, signal })
    }
  } finally {
    signal.removeEventListener('abort', leave)
    await source.close()
  }
}

function sourceFor(options: PreviewDeviceOptions): ProbeSource {
  const { config, endpoint, definition, dataDir, clock } = options
  if (definition.protocol === 'opcUa') {
    if (!endpoint.startsWith('opc.tcp://')) throw misfit(endpoint, 'opc.tcp://HOST:PORT/PATH', definition)
    const security = config.endpoint === 'simulated' ? ('simulated' as const) : config.security
    const target = { endpoint, security, user: config.user, pkiFolder: join(dataDir, 'pki') }
    return opcUaSource(definition, { ...target, secretsFolder: join(dataDir, 'secrets') }, clock)
  }
  const target = modbusTarget(options)
  if (definition.protocol === 'modbus') return modbusSource(definition, target, clock)
  return sunSpecSource({ definition, target, clock, remark: () => {} })
}

function modbusTarget({ config, endpoint, definition, dataDir, lines }: PreviewDeviceOptions): ModbusTarget {
  const address = modbusAddress(endpoint)
  if (!address) throw misfit(endpoint, modbusForms, definition)
  const { tls, ...settings } = { ...config.modbus, unit: config.unit }
  return { address, settings, tls, folder: dataDir, lines }
}

function misfit(endpoint: string, expected: string, { id }: Definition): PowerchainError {
  return new PowerchainError('Config.Invalid', `"${endpoint}" is not ${expected}, as ${id} speaks`)
}

function previewOf(readings: readonly ProbeReading[], source: ProbeSource, clock: Clock): Preview {
  const rows = readings.map(rowOf)
  const isNothing = rows.every(({ raw }) => raw === '')
  const fault = isNothing ? (rows[0]?.reason ?? 'the definition has no points') : ''
  return { at: Math.round(clock.now()), serial: source.serial(), fault, rows }
}

/** Points of a definition are numbers; texts only come where there is none. */
function rowOf({
  point,
  value,
  unit,
  quality,
  place = '',
  raw = '',
  reading = '',
  reason = '',
}: ProbeReading): PreviewRow {
  const { label } = pointSpec(point as PointName)
  return { point, label, unit, place, raw, reading, value: typeof value === 'number' ? value : null, quality, reason }
}

function pause(delayMs: Ms, { clock, signal }: { clock: Clock; signal: AbortSignal }): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const done = () => {
      stop()
      signal.removeEventListener('abort', done)
      resolve()
    }
    const stop = clock.after(Math.max(0, delayMs), done)
    signal.addEventListener('abort', done)
  })
}

import { join } from 'node:path'
import type { Clock } from '../domain/clock.ts'
import type { Device } from '../domain/device.ts'
import { PowerchainError } from '../domain/errors.ts'
import type { Log } from '../domain/log.ts'
import type { Preview, ScanStep } from '../domain/rpc/field/field.ts'
import type { DeviceConfig } from '../domain/site.ts'
import type { Ms } from '../domain/units.ts'
import type { Definition } from './definition.ts'
import { openModbus } from './drivers/modbus.ts'
import { openOpcUa } from './drivers/opc-ua.ts'
import type { OpenSession } from './drivers/session.ts'
import { openSunSpec } from './drivers/sunspec.ts'
import { SupervisedDevice } from './drivers/supervise.ts'
import type { CounterFile } from './drivers/watch/counter-file.ts'
import { previewDevice as preview, type PreviewDeviceOptions } from './onboarding/preview.ts'
import { scanField as scan, type ScanFieldOptions } from './onboarding/scan/scan-field.ts'
import { traitsOf } from './traits.ts'
import { modbusAddress, modbusForms } from './transports/modbus/address.ts'
import { createLines } from './transports/modbus/lines.ts'

export type { Definition } from './definition.ts'
export { openCounterFile } from './drivers/watch/counter-file.ts'
export { deviceFaults } from './endpoint.ts'
export { type Definitions, loadDefinitions, readDefinitions } from './load-definitions.ts'
export { watchDefinitions } from './onboarding/watch-definitions.ts'
export { simulatedStart } from './simulated/profiles/local-time.ts'
export { createMemoryField, type MemoryField } from './simulated/in-memory/field.ts'
export { pastInWorker } from './simulated/long/past-in-worker.ts'
export { openProfile } from './simulated/profiles/open-profile.ts'
export { startSimulationInWorker } from './simulated/simulation-worker.ts'
export { loadOpcUa } from './transports/opc-ua/library.ts'
export {
  certificateWarnings,
  listCertificates,
  trustCertificate,
  withdrawTrust,
} from './transports/opc-ua/certificates/trust-store.ts'
export { tlsCertificateWarnings } from './transports/tls/certificate-files.ts'
export { readChecked } from './yaml/read.ts'

/** What it takes to open a device. */
export interface OpenDeviceOptions {
  config: DeviceConfig
  /** The address to use: the configured one, or where the simulated site serves this device. */
  endpoint: string
  definition: Definition
  /** Age at which the asset's readings count as stale; slow points are read at least twice as often. */
  assetMaxAgeMs?: Ms
  /** Keeps counters over restarts of the engine; absent = they begin anew. */
  counters?: Pick<CounterFile, 'of' | 'save'>
  /** Folder of the site's own files; OPC UA certificates are kept in `pki` below it. */
  dataDir: string
  clock: Clock
  /** Names the device in its lines already. */
  log: Log
}

/** A serial port opens once in a process, and many gateways take one connection: all devices draw from these. */
const lines = createLines()

/** Fast points follow the register within a tenth of a second: the cycle decides every 200 ms. */
const fastMs: Ms = 100
const slowMs: Ms = 1_000

/**
 * A device of the site, not yet started.
 * @throws PowerchainError `Config.Invalid` when the endpoint does not fit the definition
 */
export function openDevice(options: OpenDeviceOptions): Device {
  const { config, endpoint, definition, counters, clock, log } = options
  return new SupervisedDevice({
    config,
    endpoint,
    traits: traitsOf(definition),
    definition,
    open: sessionOpener(options),
    counters,
    clock,
    log,
  })
}

/** As {@link scan}, over the connections that the site's devices have. */
export function scanField(options: Omit<ScanFieldOptions, 'lines'>): AsyncGenerator<ScanStep, void, void> {
  return scan({ ...options, lines })
}

/** As {@link preview}, over the connections that the site's devices have. */
export function previewDevice(options: Omit<PreviewDeviceOptions, 'lines'>): AsyncGenerator<Preview, void, void> {
  return preview({ ...options, lines })
}

function sessionOpener({
  config,
  endpoint,
  definition,
  assetMaxAgeMs,
  dataDir,
  clock,
}: OpenDeviceOptions): OpenSession {
  const periods = { fast: fastMs, slow: Math.min(slowMs, Math.max(fastMs, (assetMaxAgeMs ?? 2 * slowMs) / 2)) }
  if (definition.protocol === 'opcUa')
    return openOpcUa({ definition, ...opcUaTarget(config, endpoint, dataDir), periods, clock })
  const address = modbusAddress(endpoint)
  if (!address) throw new PowerchainError('Config.Invalid', `${config.id}: "${endpoint}" is not ${modbusForms}`)
  const { tls, ...settings } = { ...config.modbus, unit: config.unit }
  const parts = { address, settings, tls, folder: dataDir, lines, periods, clock }
  if (definition.protocol === 'sunspec') return openSunSpec({ ...parts, definition })
  return openModbus({ ...parts, definition })
}

function opcUaTarget({ endpoint: configured, security, user }: DeviceConfig, endpoint: string, dataDir: string) {
  return {
    endpoint,
    security: configured === 'simulated' ? ('simulated' as const) : security,
    user,
    pkiFolder: join(dataDir, 'pki'),
    secretsFolder: join(dataDir, 'secrets'),
  }
}

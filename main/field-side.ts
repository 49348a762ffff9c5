import { dirname, join, resolve } from 'node:path'
import {
  certificateWarnings,
  createMemoryField,
  type Definition,
  type Definitions,
  deviceFaults,
  listCertificates,
  loadOpcUa,
  type MemoryField,
  openProfile,
  pastInWorker,
  openCounterFile,
  openDevice,
  previewDevice,
  readChecked,
  readDefinitions,
  scanField,
  simulatedStart,
  startSimulationInWorker,
  tlsCertificateWarnings,
  trustCertificate,
  watchDefinitions,
  withdrawTrust,
} from '../devices/index.ts'
import type { Clock } from '../domain/clock.ts'
import { type ConfigIssue, invalidConfig, PowerchainError } from '../domain/errors.ts'
import type { Log } from '../domain/log.ts'
import type { PreviewInput } from '../domain/rpc/field/field.ts'
import type { Party } from '../domain/rpc/field/trust.ts'
import type { DeviceConfig, SiteConfig } from '../domain/site.ts'
import type { EpochMs, Ms } from '../domain/units.ts'
import type { MakePast } from './composition/made-past.ts'
import { createPastRegisters } from './composition/metering/past-registers.ts'
import { loadSite } from './config/load-site.ts'
import type { FieldSide } from './engine.ts'
import type { ModelLibrary } from './field/models.ts'
import { createReplaceableDevice, type ReplaceableDevice } from './field/replaceable-device.ts'
import type { Teardown } from './teardown.ts'

/** Rows of a made-up past are so far apart: as dense as what health looks at. */
const pastStepMinutes = 5

/** What the field side of a site is started from. */
export interface FieldStart {
  siteFile: string
  dataDir: string
  clock: Clock
  log: Log
}

/** A site file and the device models, read and checked. */
export interface FieldRead {
  site: SiteConfig
  read: ReturnType<typeof readDefinitions>
}

/** Device models by id, as devices are opened with them. */
export type KnownModels = Definitions

/**
 * Reads a site file and the device models.
 * @throws PowerchainError `Config.NotFound`; `Config.Invalid` with every fault at once
 */
export function readField({ siteFile, dataDir, clock, log }: FieldStart): FieldRead {
  const read = readDefinitions({ extra: join(dataDir, 'definitions'), clock })
  if (read.replaced.length > 0) log.warn('own device models stand for those of the product', { models: read.replaced })
  try {
    return { site: loadSiteWith(() => read.definitions, siteFile), read }
  } catch (error) {
    if (!(error instanceof PowerchainError) || error.code !== 'Config.Invalid') throw error
    // A model that the site misses may be in a file that could not be read.
    throw invalidConfig([...(error.details['issues'] as ConfigIssue[]), ...read.faults])
  }
}

/** Reads a site file with models that are read already. Errors as {@link readField}. */
export function loadSiteWith(definitions: () => KnownModels, file: string): SiteConfig {
  const field = {
    read: readChecked,
    kindOf: (id: string) => definitions().get(id)?.kind,
    faultsOf: (config: DeviceConfig) => deviceFaults(config, definitions()),
  }
  return loadSite({ file, field })
}

/** The devices of a site and where each is reached. */
export interface Field {
  /** By device id; of simulated devices the real address. */
  endpoints: Record<string, string>
  devices: ReadonlyMap<string, ReplaceableDevice>
  open(config: DeviceConfig, definition: Definition): ReturnType<typeof openDevice>
}

/** All devices, not yet started; the simulated site runs when it returns. Errors as `startSimulationInWorker`. */
export async function openField(given: FieldStart & FieldRead & { teardown: Teardown }): Promise<Field> {
  const { site, read, dataDir, clock, log, teardown } = given
  const counters = openCounterFile({ file: join(dataDir, 'counters.json'), clock, log })
  teardown.add('counters', counters.stop)
  const hasOpcUa = site.devices.some((config) => read.definitions.get(config.definition)?.protocol === 'opcUa')
  // Loading the library blocks this thread for a while; better now, while the simulated site starts in its own.
  const [simulated] = await Promise.all([startSimulated(given), hasOpcUa && loadOpcUa()])
  const endpoints = Object.fromEntries(site.devices.map(({ id, endpoint }) => [id, simulated[id] ?? endpoint]))
  const open: Field['open'] = (config, definition) => {
    const maxAges = site.assets.filter((asset) => asset.device === config.id).map((asset) => asset.maxAgeMs)
    const assetMaxAgeMs = Math.min(...maxAges, 600_000)
    const deviceLog = log.with({ device: config.id })
    const endpoint = endpoints[config.id] ?? config.endpoint
    return openDevice({ config, endpoint, definition, assetMaxAgeMs, counters, dataDir, clock, log: deviceLog })
  }
  const devices = new Map<string, ReplaceableDevice>()
  for (const config of site.devices) {
    const definition = read.definitions.get(config.definition)
    if (definition) devices.set(config.id, createReplaceableDevice(open(config, definition)))
  }
  return { endpoints, devices, open }
}

/** The instant at which a simulated site begins: as its file says, or else the beginning of the simulated year. */
export function simulatedBegin({ simulation, timeZone }: SiteConfig): EpochMs {
  return simulatedStart(simulation?.startAt ?? '01-01 00:00', timeZone, 0)
}

/** A site in memory with the price of its energy: what a simulation runs on. */
export interface SimulatedField extends MemoryField {
  /** Price of the moment, EUR/MWh; `undefined` when the site file names none. */
  priceAt: ((at: EpochMs) => number) | undefined
}

/** The field of a site in memory, on whatever clock is given. Errors as `createMemoryField`. */
export function openMemoryField(
  given: FieldStart & FieldRead & { stepMs: Ms; periods: Record<'fast' | 'slow', Ms> },
): SimulatedField {
  const { site, read, siteFile } = given
  const siteFolder = dirname(resolve(siteFile))
  const field = createMemoryField({ ...given, definitions: read.definitions, siteFolder })
  const place = { seed: site.simulation?.seed ?? 0, timeZone: site.timeZone }
  const profile = site.price && openProfile(site.price, siteFolder, place)
  return { ...field, priceAt: profile && ((at) => profile.valueAt(at)) }
}

/** Starts the simulated site in its thread, where there is one; the addresses of its devices. */
async function startSimulated({
  siteFile,
  dataDir,
  log,
  site,
  read,
  teardown,
}: FieldStart & FieldRead & { teardown: Teardown }): Promise<Record<string, string>> {
  if (!isSimulated(site)) return {}
  const simulation = await startSimulationInWorker({
    site,
    definitions: read.definitions,
    siteFolder: dirname(resolve(siteFile)),
    dataDir,
    log: log.with({ part: 'simulation' }),
    onLost: (error) => log.error('the simulated site has ended', { reason: error.message }),
  })
  teardown.add('simulated site', simulation.stop)
  return simulation.endpoints
}

/** Whether a site has devices that only the simulator serves. */
export function isSimulated(site: SiteConfig): boolean {
  return site.devices.some((config) => config.endpoint === 'simulated')
}

function makesPast({ site, siteFile, read: { definitions } }: FieldStart & FieldRead): MakePast {
  const usual = { site, definitions, siteFolder: dirname(resolve(siteFile)), stepMinutes: pastStepMinutes }
  return (days, now) => pastInWorker({ ...usual, now, days })
}

/** Our certificate towards the systems that read from us, as the server for them names it. */
const othersOwnFile = 'northbound.pem'

/** What the engine needs of the field side. */
export function fieldSide(given: FieldStart & FieldRead, field: Field): FieldSide<Definition> {
  const { site, read, dataDir, clock } = given
  const folder = join(dataDir, 'definitions')
  const [pki, others] = [join(dataDir, 'pki'), join(dataDir, 'pki', 'northbound')]
  const folderOf = (party: Party) => (party === 'devices' ? pki : others)
  const links = site.devices.flatMap(({ modbus }) => (modbus?.tls ? [{ files: modbus.tls, folder: dataDir }] : []))
  return {
    devices: field.devices,
    open: field.open,
    past: createPastRegisters({ site, make: isSimulated(site) ? makesPast(given) : undefined, clock }),
    models: {
      first: read,
      read: () => readDefinitions({ extra: folder, clock }),
      watch: (onChange) => watchDefinitions({ folder, onChange, clock }),
      faultsOf: deviceFaults,
    },
    certificates: {
      list: (party) => (party === 'devices' ? listCertificates(pki) : listCertificates(others, othersOwnFile)),
      trust: (party, thumbprint) => trustCertificate(folderOf(party), thumbprint),
      withdraw: (party, thumbprint) => withdrawTrust(folderOf(party), thumbprint),
      expiring: (now) => [
        ...certificateWarnings(pki, now),
        ...certificateWarnings(others, now, othersOwnFile),
        ...links.flatMap((link) => tlsCertificateWarnings(link, now)),
      ],
    },
  }
}

/** Scans and previews, over the connections that the site's devices use too. */
export function lookAround(
  { site, dataDir, clock }: FieldStart & FieldRead,
  { endpoints }: Field,
  models: Pick<ModelLibrary<Definition>, 'definitions'>,
) {
  const devices = site.devices.map((config) => ({ ...config, endpoint: endpoints[config.id] ?? config.endpoint }))
  const common = () => ({ site: { devices }, definitions: models.definitions(), dataDir, clock })
  return {
    scan: (range: string, signal: AbortSignal) => scanField({ ...common(), range, signal }),
    preview(input: PreviewInput, signal: AbortSignal) {
      const definition = models.definitions().get(input.definition)
      if (!definition) throw new PowerchainError('Config.NotFound', `There is no device model "${input.definition}".`)
      const endpoint = input.endpoint === 'simulated' ? simulatedLike(site, endpoints, input) : input.endpoint
      return previewDevice({ config: input, endpoint, definition, dataDir, clock, signal })
    },
  }
}

/** Where the simulated site serves such a device; it serves only those of its file. */
function simulatedLike(
  { devices }: SiteConfig,
  endpoints: Field['endpoints'],
  { definition, unit }: PreviewInput,
): string {
  const alike = devices.filter((config) => config.endpoint === 'simulated' && config.definition === definition)
  const found = alike.find((config) => config.unit === unit) ?? alike[0]
  if (found) return endpoints[found.id] ?? ''
  throw new PowerchainError('Config.Invalid', `The simulated site has no device of the model "${definition}".`)
}

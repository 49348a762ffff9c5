import { dirname, join, resolve } from 'node:path'
import {
  certificateWarnings,
  type Definition,
  type Definitions,
  deviceFaults,
  listCertificates,
  loadOpcUa,
  openDevice,
  openProfile,
  previewDevice,
  readChecked,
  readDefinitions,
  scanField,
  simulatedStart,
  startSimulationInWorker,
  trustCertificate,
  watchDefinitions,
  withdrawTrust,
} from '../devices/index.ts'
import type { Person } from '../domain/access.ts'
import type { Clock } from '../domain/clock.ts'
import { type ConfigIssue, invalidConfig, PowerchainError } from '../domain/errors.ts'
import type { Log } from '../domain/log.ts'
import type { PreviewInput } from '../domain/rpc/field.ts'
import type { DeviceConfig, SiteConfig } from '../domain/site.ts'
import type { EpochMs } from '../domain/units.ts'
import { createAuthorise } from './access/authorise.ts'
import { createCommissioning } from './commissioning/commissioning.ts'
import { loadSite } from './config/load-site.ts'
import { type Engine, type FieldSide, startEngine } from './engine.ts'
import { createFieldDesk } from './field/field-desk.ts'
import { createDeviceList } from './field/list/device-list.ts'
import type { ModelLibrary } from './field/models.ts'
import { createReplaceableDevice, type ReplaceableDevice } from './field/replaceable-device.ts'
import { lockDataDir } from './historian/lock.ts'
import { describeSite, type KnownDevices } from './serve/describe.ts'
import type { ShellPort, WebPort } from './serve/message-port.ts'
import type { ServedSite } from './serve/served-site.ts'
import { openService } from './serve/service.ts'
import type { Wire } from './serve/wire.ts'
import { createTeardown, type Teardown } from './teardown.ts'

/** What a site is started from. */
export interface SiteOptions {
  siteFile: string
  /** The site file belongs to the product: what people change goes to `site.yaml` in the data folder. */
  keepSiteFile?: boolean
  /** Folder for everything the site keeps; made when it is not there. Own device models lie in `definitions` below it. */
  dataDir: string
  /** Version of the program, as shown. */
  version: string
  clock: Clock
  log: Log
}

/** A site that runs. It has no window, port or socket of its own towards people; callers bring wires. */
export interface RunningSite {
  name: string
  /** Where each device is reached, by device id; of simulated ones the real address. */
  endpoints: Readonly<Record<string, string>>
  /** Serves `person` over a wire of any kind until it closes. */
  connect(wire: Wire, person: Person): void
  /** Serves `person` over a MessagePort, of Node or of Electron's main and utility processes. */
  connectPort(port: ShellPort | WebPort, person: Person): void
  /** Called when a person asks for a start with the site file as it now is; it has been checked. */
  onRestart(listener: (options: SiteOptions) => void): void
  /** Stops everything in order and lets go of the data folder. A second call does nothing. */
  stop(): Promise<void>
}

/** A part of the start, handed on to the next. */
interface Loaded {
  options: SiteOptions
  site: SiteConfig
  read: ReturnType<typeof readDefinitions>
  teardown: Teardown
}

/**
 * Loads and checks everything, then starts the site; nothing is left behind when it fails.
 * @throws PowerchainError `Config.Invalid`, `Config.NotFound`, `Store.InUse`, `Store.NewerVersion`, `Store.Failed`
 */
export async function startSite(options: SiteOptions): Promise<RunningSite> {
  const teardown = createTeardown(options.log)
  try {
    const loaded = { options, ...load(options), teardown }
    const price = openPrice(loaded)
    teardown.add('data folder', lockDataDir(options.dataDir))
    const field = await openField(loaded)
    const engine = await startEngine({ ...options, site: loaded.site, field: fieldSide(loaded, field), teardown })
    const served = serve(loaded, field, engine, price)
    return { ...served, endpoints: field.endpoints, name: loaded.site.name, stop: teardown.run }
  } catch (error) {
    await teardown.run()
    throw error
  }
}

function load({ siteFile, dataDir, clock, log }: SiteOptions) {
  const read = readDefinitions({ extra: join(dataDir, 'definitions'), clock })
  if (read.replaced.length > 0) log.warn('own device models stand for those of the product', { models: read.replaced })
  try {
    return { site: loadWith(() => read.definitions, siteFile), read }
  } catch (error) {
    if (!(error instanceof PowerchainError) || error.code !== 'Config.Invalid') throw error
    // A model that the site misses may be in a file that could not be read.
    throw invalidConfig([...(error.details['issues'] as ConfigIssue[]), ...read.faults])
  }
}

function loadWith(definitions: () => Definitions, file: string): SiteConfig {
  const field = {
    read: readChecked,
    kindOf: (id: string) => definitions().get(id)?.kind,
    faultsOf: (config: DeviceConfig) => deviceFaults(config, definitions()),
  }
  return loadSite({ file, field })
}

/** The devices of a site and where each is reached. */
interface Field {
  endpoints: Record<string, string>
  devices: ReadonlyMap<string, ReplaceableDevice>
  open(config: DeviceConfig, definition: Definition): ReturnType<typeof openDevice>
}

/** All devices, connecting in the background. */
async function openField(loaded: Loaded): Promise<Field> {
  const { options, site, read } = loaded
  const { dataDir, clock, log } = options
  const hasOpcUa = site.devices.some((config) => read.definitions.get(config.definition)?.protocol === 'opcUa')
  // Loading the library blocks this thread for a while; better now, while the simulated site starts in its own.
  const [simulated] = await Promise.all([startSimulated(loaded), hasOpcUa && loadOpcUa()])
  const endpoints = Object.fromEntries(site.devices.map(({ id, endpoint }) => [id, simulated[id] ?? endpoint]))
  const open: Field['open'] = (config, definition) => {
    const maxAges = site.assets.filter((asset) => asset.device === config.id).map((asset) => asset.maxAgeMs)
    const assetMaxAgeMs = Math.min(...maxAges, 600_000)
    const deviceLog = log.with({ device: config.id })
    const endpoint = endpoints[config.id] ?? config.endpoint
    return openDevice({ config, endpoint, definition, assetMaxAgeMs, dataDir, clock, log: deviceLog })
  }
  const devices = new Map<string, ReplaceableDevice>()
  for (const config of site.devices) {
    const definition = read.definitions.get(config.definition)
    if (definition) devices.set(config.id, createReplaceableDevice(open(config, definition)))
  }
  return { endpoints, devices, open }
}

/** Starts the simulated site in its thread, where there is one; the addresses of its devices. */
async function startSimulated({ options, site, read, teardown }: Loaded): Promise<Record<string, string>> {
  if (!isSimulated(site)) return {}
  const { siteFile, dataDir, log } = options
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

/** What the engine needs of the field side. */
function fieldSide({ options, read }: Loaded, { devices, open }: Field): FieldSide<Definition> {
  const { dataDir, clock } = options
  const [folder, pki] = [join(dataDir, 'definitions'), join(dataDir, 'pki')]
  return {
    devices,
    open,
    models: {
      first: read,
      read: () => readDefinitions({ extra: folder, clock }),
      watch: (onChange) => watchDefinitions({ folder, onChange, clock }),
      faultsOf: deviceFaults,
    },
    certificates: {
      list: () => listCertificates(pki),
      trust: (thumbprint) => trustCertificate(pki, thumbprint),
      withdraw: (thumbprint) => withdrawTrust(pki, thumbprint),
      expiring: (now) => certificateWarnings(pki, now),
    },
  }
}

/** What people see and do, over a running engine. */
function serve(loaded: Loaded, field: Field, engine: Engine<Definition>, price: Price) {
  const { options, site, teardown } = loaded
  const { clock, log, version } = options
  const { audit, models } = engine
  const list = createDeviceList({
    ...options,
    keepSiteFile: options.keepSiteFile ?? false,
    audit: audit.write,
    load: (file) => loadWith(models.definitions, file),
  })
  const restarts = restartsOf(loaded, engine, list.siteFile)
  const modelOf = (id: string) => models.definitions().get(id)
  const known = { traits: traitsOf(field), model: (id: string) => modelWords(modelOf(id)) ?? id }
  const served: ServedSite = {
    ...engine,
    describe: (person) => describeSite({ site, devices: known, points: engine.points(), version, person }),
    get points() {
      return engine.points()
    },
    links: () => [...field.devices].map(([deviceId, device]) => ({ deviceId, status: device.status() })),
    authorise: createAuthorise({ clock, audit: audit.write, log }),
    field: createFieldDesk({ models, list, ...lookAround(loaded, field, models), audit: audit.write }),
    commissioning: createCommissioning({
      ...engine,
      site,
      version,
      devices: field.devices,
      modelOf,
      audit: audit.write,
      clock,
    }),
    restart: restarts.ask,
    ...price,
  }
  const service = openService({ site: served, clock, log })
  teardown.add('connections', service.stop)
  engine.onPoints(service.renew)
  const { connect, connectPort } = service
  return { connect, connectPort, onRestart: restarts.onRestart }
}

/** Scans and previews, over the connections that the site's devices use too. */
function lookAround(
  { options, site }: Loaded,
  { endpoints }: Field,
  models: Pick<ModelLibrary<Definition>, 'definitions'>,
) {
  const { dataDir, clock } = options
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

/** Starts with a changed site file: checked here, while the former one still runs; carried out by whoever listens. */
function restartsOf({ options, site }: Loaded, { audit }: Pick<Engine<Definition>, 'audit'>, siteFile: () => string) {
  const listeners = new Set<(options: SiteOptions) => void>()
  return {
    onRestart: (listener: (options: SiteOptions) => void) => void listeners.add(listener),
    ask(person: Person, reason: string): void {
      const file = siteFile()
      const next = {
        ...options,
        siteFile: file,
        keepSiteFile: (options.keepSiteFile ?? false) && file === options.siteFile,
      }
      load(next)
      audit.write({ person: person.name, action: 'SiteRestarted', detail: `${site.name} is started anew: ${reason}` })
      for (const listener of listeners) listener(next)
    },
  }
}

function isSimulated(site: SiteConfig): boolean {
  return site.devices.some((config) => config.endpoint === 'simulated')
}

function traitsOf({ devices }: Field): KnownDevices['traits'] {
  return { get: (id) => devices.get(id)?.traits }
}

function modelWords(definition: Definition | undefined): string | undefined {
  return definition && `${definition.maker} ${definition.model}`
}

type Price = Pick<ServedSite, 'priceEurPerMWh' | 'simulatedTime'>

/** The price of the moment; a simulated site has its prices at the simulated instant. */
function openPrice({ options: { siteFile, clock }, site }: Loaded): Price {
  const place = { seed: site.simulation?.seed ?? 0, timeZone: site.timeZone }
  const profile = site.price && openProfile(site.price, dirname(resolve(siteFile)), place)
  const startedAtMs = clock.monotonicMs()
  const simulatedFrom = simulatedStart(site.simulation?.startAt, site.timeZone, clock.now())
  const priceAt = (at: EpochMs) => (profile ? Math.round(profile.valueAt(at) * 100) / 100 : null)
  if (!isSimulated(site)) return { priceEurPerMWh: () => priceAt(clock.now()) }
  const simulated = () => simulatedFrom + clock.monotonicMs() - startedAtMs
  const wallTime = wallTimeIn(site.timeZone)
  return { priceEurPerMWh: () => priceAt(simulated()), simulatedTime: () => wallTime(simulated()) }
}

/** Writes an instant as `YYYY-MM-DDTHH:MM` on the clock of a zone. */
function wallTimeIn(timeZone: string): (at: EpochMs) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  return (at) => format.format(at).replace(' ', 'T')
}

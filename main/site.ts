import { randomUUID } from 'node:crypto'
import { dirname, join, resolve } from 'node:path'
import {
  type Definitions,
  deviceFaults,
  loadDefinitions,
  loadOpcUa,
  openDevice,
  openProfile,
  readChecked,
  simulatedStart,
  startSimulationInWorker,
} from '../devices/index.ts'
import type { Person } from '../domain/access.ts'
import type { Clock } from '../domain/clock.ts'
import type { Device } from '../domain/device.ts'
import type { Log } from '../domain/log.ts'
import type { SiteConfig } from '../domain/site.ts'
import type { EpochMs } from '../domain/units.ts'
import { createAuthorise } from './access/authorise.ts'
import { type Alarms, createAlarms } from './alarms/alarms.ts'
import { createAnchorFile } from './audit/anchor.ts'
import { type AuditTrail, createAuditTrail } from './audit/trail.ts'
import { createCommissioning } from './commissioning/commissioning.ts'
import { createFieldDesk } from './field/field-desk.ts'
import { createTrustDesk } from './field/trust-desk.ts'
import { createNorthbound } from './northbound/northbound.ts'
import { loadSite } from './config/load-site.ts'
import { type Control, createControl } from './dispatch/control.ts'
import { createAlarmJournal } from './historian/alarm-journal.ts'
import { openDb, type SiteDb } from './historian/db.ts'
import { createHistorian, type Historian } from './historian/historian.ts'
import { createInstructionTable } from './historian/instructions.ts'
import { lockDataDir } from './historian/lock.ts'
import { createChannel } from './serve/channel.ts'
import { describeSite, type KnownDevices, pointsOf } from './serve/describe.ts'
import { createFrames } from './serve/live/frames.ts'
import { createLiveHub } from './serve/live/hub.ts'
import { portWire, type ShellPort, type WebPort } from './serve/message-port.ts'
import { createRouter } from './serve/router.ts'
import type { ServedSite } from './serve/served-site.ts'
import type { Wire } from './serve/wire.ts'
import { createTeardown, type Teardown } from './teardown.ts'

/** What a site is started from. */
export interface SiteOptions {
  siteFile: string
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
  /** Stops everything in order and lets go of the data folder. A second call does nothing. */
  stop(): Promise<void>
}

/** A part of the start, handed on to the next. */
interface Loaded {
  options: SiteOptions
  site: SiteConfig
  definitions: Definitions
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
    const { endpoints, devices } = await openField(loaded)
    const stores = openStores(loaded, devices)
    const control = startControl(loaded, devices, stores)
    return {
      ...serve(loaded, { devices, ...stores, control, price }),
      endpoints,
      name: loaded.site.name,
      stop: teardown.run,
    }
  } catch (error) {
    await teardown.run()
    throw error
  }
}

function load({ siteFile, dataDir }: SiteOptions): { site: SiteConfig; definitions: Definitions } {
  const definitions = loadDefinitions({ extra: join(dataDir, 'definitions') })
  const field = {
    read: readChecked,
    kindOf: (id: string) => definitions.get(id)?.kind,
    faultsOf: (config: SiteConfig['devices'][number]) => deviceFaults(config, definitions),
  }
  return { site: loadSite({ file: siteFile, field }), definitions }
}

/** All devices, connecting in the background, and where each is reached. */
async function openField(loaded: Loaded) {
  const { options, site, definitions } = loaded
  const { dataDir, clock, log } = options
  const hasOpcUa = site.devices.some((config) => definitions.get(config.definition)?.protocol === 'opcUa')
  // Loading the library blocks this thread for a while; better now, while the simulated site starts in its own.
  const [simulated] = await Promise.all([startSimulated(loaded), hasOpcUa && loadOpcUa()])
  const endpoints = Object.fromEntries(site.devices.map(({ id, endpoint }) => [id, simulated[id] ?? endpoint]))
  const devices = new Map<string, Device>()
  for (const config of site.devices) {
    const definition = definitions.get(config.definition)
    if (!definition) continue
    const maxAges = site.assets.filter((asset) => asset.device === config.id).map((asset) => asset.maxAgeMs)
    const assetMaxAgeMs = Math.min(...maxAges, 600_000)
    const deviceLog = log.with({ device: config.id })
    const endpoint = endpoints[config.id] ?? config.endpoint
    devices.set(config.id, openDevice({ config, endpoint, definition, assetMaxAgeMs, dataDir, clock, log: deviceLog }))
  }
  return { endpoints, devices }
}

/** Starts the simulated site in its thread, where there is one; the addresses of its devices. */
async function startSimulated({ options, site, definitions, teardown }: Loaded): Promise<Record<string, string>> {
  if (!isSimulated(site)) return {}
  const { siteFile, dataDir, log } = options
  const simulation = await startSimulationInWorker({
    site,
    definitions,
    siteFolder: dirname(resolve(siteFile)),
    dataDir,
    log: log.with({ part: 'simulation' }),
    onLost: (error) => log.error('the simulated site has ended', { reason: error.message }),
  })
  teardown.add('simulated site', simulation.stop)
  return simulation.endpoints
}

interface Stores {
  db: SiteDb
  historian: Historian
  audit: AuditTrail
  alarms: Alarms
}

function openStores({ options, site, teardown }: Loaded, devices: ReadonlyMap<string, Device>): Stores {
  const { dataDir, clock, log } = options
  const db = openDb({ file: join(dataDir, 'site.db'), clock, log })
  teardown.add('database', db.close)
  const historian = createHistorian({ db, points: pointsOf(site, knownDevices(devices)), clock, log })
  const audit = createAuditTrail({ db, anchors: createAnchorFile(join(dataDir, 'audit.anchors')), clock, log })
  const store = createAlarmJournal({ db, clock, log })
  const alarms = createAlarms({ store, clock, audit: audit.write })
  historian.start()
  teardown.add('historian', historian.stop)
  audit.start()
  teardown.add('audit trail', audit.stop)
  return { db, historian, audit, alarms }
}

function startControl(
  { options, site, teardown }: Loaded,
  devices: ReadonlyMap<string, Device>,
  { db, historian, audit, alarms }: Stores,
): Control {
  const { clock, log } = options
  const instructions = createInstructionTable({ db })
  const control = createControl({ site, devices, instructions, audit: audit.write, newId: randomUUID, clock, log })
  const stopListening = control.onCycle(() => {
    historian.record(control.image())
    alarms.update([...control.conditions(), ...historian.conditions(), ...audit.conditions()])
  })
  teardown.add('devices', async () => {
    await Promise.all([...devices.values()].map((device) => device.stop()))
  })
  for (const device of devices.values()) device.start()
  control.start()
  log.info('site started', { site: site.name, dataDir: options.dataDir })
  audit.write({ person: 'engine', action: 'SiteStarted', detail: `${site.name} started, version ${options.version}.` })
  teardown.add('control', async () => {
    stopListening()
    await control.stop()
    audit.write({ person: 'engine', action: 'SiteStopped', detail: `${site.name} stopped.` })
  })
  return control
}

type Running = Stores & { devices: ReadonlyMap<string, Device>; control: Control; price: Price }

function serve({ options, site, definitions, teardown }: Loaded, running: Running) {
  const { clock, log, version } = options
  const { devices, control, historian, audit, alarms, price } = running
  const known = knownDevices(devices, definitions)
  const served: ServedSite = {
    describe: describeSite({ site, devices: known, version }),
    points: pointsOf(site, known),
    control,
    links: () => [...devices].map(([deviceId, device]) => ({ deviceId, status: device.status() })),
    alarms,
    historian,
    audit,
    authorise: createAuthorise({ clock, audit: audit.write, log }),
    field: createFieldDesk(),
    trust: createTrustDesk(),
    commissioning: createCommissioning(),
    northbound: createNorthbound({
      site,
      points: pointsOf(site, known),
      dataDir: options.dataDir,
      version,
      audit: audit.write,
      clock,
      log,
    }),
    restart() {},
    ...price,
  }
  const makeFrame = createFrames(served, clock.monotonicMs)
  const hub = createLiveHub({ onCycle: control.onCycle, makeFrame, clock })
  teardown.add('live stream', hub.stop)
  const channel = createChannel({ router: createRouter({ site: served, hub, log }), clock, log })
  teardown.add('connections', channel.stop)
  return {
    connect: channel.connect,
    connectPort: (port: ShellPort | WebPort, person: Person) => channel.connect(portWire(port), person),
  }
}

function isSimulated(site: SiteConfig): boolean {
  return site.devices.some((config) => config.endpoint === 'simulated')
}

function knownDevices(devices: ReadonlyMap<string, Device>, definitions?: Definitions): KnownDevices {
  return {
    traits: new Map([...devices].map(([id, device]) => [id, device.traits])),
    model(id) {
      const definition = definitions?.get(id)
      return definition ? `${definition.maker} ${definition.model}` : id
    },
  }
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

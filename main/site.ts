import { dirname, join, resolve } from 'node:path'
import { type Definition, openProfile, readChecked, simulatedStart } from '../devices/index.ts'
import type { Person } from '../domain/access.ts'
import type { Clock } from '../domain/clock.ts'
import type { Log } from '../domain/log.ts'
import type { EpochMs } from '../domain/units.ts'
import { createAuthorise } from './access/authorise.ts'
import { effective } from './alarms/rules.ts'
import { openMoney } from './composition/money.ts'
import { openSupplierFiles } from './composition/metering/supplier-files.ts'
import { createCommissioning } from './commissioning/commissioning.ts'
import { type Engine, startEngine } from './engine.ts'
import { type Field, type FieldRead, fieldSide, isSimulated, lookAround, openField, readField } from './field-side.ts'
import { createFieldDesk } from './field/field-desk.ts'
import { createDeviceList } from './field/list/device-list.ts'
import { listInThread } from './field/list/list-in-thread.ts'
import { holdMs } from './historian/keep.ts'
import { lockDataDir } from './historian/lock.ts'
import { createReplays } from './replay/replays.ts'
import { openSimulatedTime } from './prices/simulated-time.ts'
import { createReruns } from './rerun/reruns.ts'
import { createReports } from './reports/reports.ts'
import { siteData } from './reports/site-data.ts'
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

/** A site that is read, handed on to the next step of the start. */
interface Loaded extends SiteOptions, FieldRead {
  teardown: Teardown
}

/**
 * Loads and checks everything, then starts the site; nothing is left behind when it fails.
 * @throws PowerchainError `Config.Invalid`, `Config.NotFound`, `Store.InUse`, `Store.NewerVersion`, `Store.Failed`
 */
export async function startSite(options: SiteOptions): Promise<RunningSite> {
  const teardown = createTeardown(options.log)
  try {
    const loaded = { ...options, ...readField(options), teardown }
    teardown.add('data folder', lockDataDir(options.dataDir))
    const price = openPrice(loaded)
    const field = await openField(loaded)
    const engine = await startEngine({ ...loaded, profilePriceAt: price.priceAt, field: fieldSide(loaded, field) })
    const served = serve(loaded, field, engine, priceNow(loaded, engine, price))
    return { ...served, endpoints: field.endpoints, name: loaded.site.name, stop: teardown.run }
  } catch (error) {
    await teardown.run()
    throw error
  }
}

/** What people see and do, over a running engine. */
function serve(loaded: Loaded, field: Field, engine: Engine<Definition>, price: Price) {
  const { site, teardown, clock, log, version } = loaded
  const { audit, models } = engine
  const list = createDeviceList({
    ...loaded,
    keepSiteFile: loaded.keepSiteFile ?? false,
    audit: audit.write,
    work: listInThread(models.definitions),
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
    replays: createReplays({
      ...engine,
      assets: site.assets,
      samplesOf: engine.historian.recorded,
      holdMs,
      responseOf: (code, assetId) => effective(site.alarms, code, assetId)?.definition.response,
      priceEurPerMWh: price.priceAt,
      clock,
    }),
    reruns: createReruns({
      ...engine,
      site,
      samplesOf: engine.historian.recorded,
      holdMs,
      isSteered: (id) => isSteered(loaded, field, engine, id),
      priceEurPerMWh: price.priceAt,
      clock,
    }),
    money: openMoney(loaded, engine),
    ...startReports(loaded, engine, price),
    ...price,
    now: clock.now,
  }
  const service = openService({ site: served, clock, log })
  teardown.add('connections', service.stop)
  engine.onPoints(service.renew)
  const { connect, connectPort } = service
  return { connect, connectPort, onRestart: restarts.onRestart }
}

/** Whether the controllers steer an asset as things stand now. */
function isSteered({ site }: Loaded, { devices }: Field, { authority }: Engine<Definition>, assetId: string): boolean {
  const device = devices.get(site.assets.find(({ id }) => id === assetId)?.device ?? '')
  return device?.traits.acceptsSetpoint === true && authority.of(assetId) === 'control'
}

/** Reports over what is stored, the schedule running, and the supplier's files that they and metering take. */
function startReports(loaded: Loaded, engine: Engine<Definition>, { priceAt }: Price) {
  const data = siteData({ ...engine, clock: loaded.clock, priceEurPerMWh: priceAt })
  const reports = createReports({ ...loaded, data, readYaml: readChecked, audit: engine.audit.write })
  loaded.teardown.add('reports', reports.stop)
  reports.start()
  return { reports, supplier: openSupplierFiles(loaded, engine, reports.supplier) }
}

/** Starts with a changed site file: checked here, while the former one still runs; carried out by whoever listens. */
function restartsOf(loaded: Loaded, { audit }: Pick<Engine<Definition>, 'audit'>, fileNow: () => string) {
  const { site, siteFile, keepSiteFile = false, dataDir, version, clock, log } = loaded
  const listeners = new Set<(options: SiteOptions) => void>()
  return {
    onRestart: (listener: (options: SiteOptions) => void) => void listeners.add(listener),
    ask(person: Person, reason: string): void {
      const file = fileNow()
      const next = { dataDir, version, clock, log, siteFile: file, keepSiteFile: keepSiteFile && file === siteFile }
      readField(next)
      audit.write({ person: person.name, action: 'SiteRestarted', detail: `${site.name} is started anew: ${reason}` })
      for (const listener of listeners) listener(next)
    },
  }
}

function traitsOf({ devices }: Field): KnownDevices['traits'] {
  return { get: (id) => devices.get(id)?.traits }
}

function modelWords(definition: Definition | undefined): string | undefined {
  return definition && `${definition.maker} ${definition.model}`
}

type Price = Pick<ServedSite, 'priceEurPerMWh' | 'simulatedTime'> & {
  /** At an instant of the past; `null` when none is known. */
  priceAt(at: EpochMs): number | null
}

/** Prices from outside where the site file names them, else those of its profile. */
function priceNow({ site, clock }: Loaded, { prices }: Engine<Definition>, profile: Price): Price {
  if (!site.prices) return profile
  return { ...profile, priceAt: prices.priceAt, priceEurPerMWh: () => prices.priceAt(clock.now()) }
}

/** The price of the moment; a simulated site has its prices at the simulated instant. */
function openPrice({ siteFile, dataDir, clock, site, log }: Loaded): Price {
  const place = { seed: site.simulation?.seed ?? 0, timeZone: site.timeZone }
  const profile = site.price && openProfile(site.price, dirname(resolve(siteFile)), place)
  const startedAtMs = clock.monotonicMs()
  const simulatedFrom = simulatedStart(site.simulation?.startAt, site.timeZone, clock.now())
  const priceAt = (at: EpochMs) => (profile ? Math.round(profile.valueAt(at) * 100) / 100 : null)
  if (!isSimulated(site)) return { priceEurPerMWh: () => priceAt(clock.now()), priceAt }
  const simulated = () => simulatedFrom + clock.monotonicMs() - startedAtMs
  const wallTime = wallTimeIn(site.timeZone)
  const simulatedAt = openSimulatedTime({ file: join(dataDir, 'simulated-time.json'), from: simulatedFrom, clock, log })
  return {
    priceAt: (at) => priceAt(simulatedAt(at)),
    priceEurPerMWh: () => priceAt(simulated()),
    simulatedTime: () => wallTime(simulated()),
  }
}

/** Writes an instant as `YYYY-MM-DDTHH:MM` on the clock of a zone. */
function wallTimeIn(timeZone: string): (at: EpochMs) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  return (at) => format.format(at).replace(' ', 'T')
}

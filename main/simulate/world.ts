import { createHash } from 'node:crypto'
import { type Asset, type AssetOf, isControllable, socLimits } from '../../domain/asset.ts'
import type { Device } from '../../domain/device.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { Log } from '../../domain/log.ts'
import { gridAssetOf, type SiteConfig } from '../../domain/site.ts'
import type { KW, Ms, Pct } from '../../domain/units.ts'
import { type AlarmSystem, openAlarmSystem } from '../alarm-system.ts'
import type { Anchor } from '../audit/anchor.ts'
import { type AuditTrail, createAuditTrail } from '../audit/trail.ts'
import { type Control, createControl } from '../dispatch/control.ts'
import { type FieldRead, openMemoryField, type SimulatedField } from '../field-side.ts'
import { openDb, type SiteDb } from '../historian/db.ts'
import type { Image } from '../image.ts'
import type { Teardown } from '../teardown.ts'
import { createFaultDesk, type FaultDesk } from './faults/desk.ts'
import { createOutlook } from './planning.ts'
import type { Solver } from '../plan/model/solver.ts'
import { createDraw } from '../learners/random.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** A storage with the limits of its state of charge. */
export interface Storage {
  asset: AssetOf<'battery' | 'flywheel' | 'hydrogen'>
  minSocPct: Pct
  maxSocPct: Pct
}

/** A site with its engine in one process, on one virtual clock. */
export interface World {
  site: SiteConfig
  clock: VirtualClock
  field: SimulatedField
  control: Control
  alarms: AlarmSystem
  audit: AuditTrail
  db: SiteDb
  faults: FaultDesk
  grid: Asset
  /** What we may write to. */
  steerable: readonly Asset[]
  storages: readonly Storage[]
  /** The setpoint that each asset's device took last, kW. */
  setpoints: ReadonlyMap<string, KW>
  writes(): number
  /** SHA-256 over every setpoint that left, with its instant: two runs alike have the same. */
  fingerprint(): string
  image(): Image
  /** Time since the engine last had a good reading of the asset's power. */
  readAgeMs(assetId: string): Ms
  /** Whether a fault falsifies what is read of an asset, or did a moment ago. */
  isLying(assetId: string): boolean
  /** Whether the engine cannot see the grid as it is, or stood still, by a fault. */
  isBlind(): boolean
  /** Called when a setpoint leaves for a device. */
  onWrite(listener: (asset: Asset, powerKW: KW) => void): void
}

/** What a world is made of; `site` with the seed and the cycle of the run. */
export interface WorldNeeds {
  site: SiteConfig
  siteFile: string
  read: FieldRead['read']
  clock: VirtualClock
  seed: number
  faultEveryMs: Ms | undefined
  /** Plans the site; absent = it is run without a plan. */
  solver?: Solver | undefined
  log: Log
  teardown: Teardown
}

/** Read once a turn, in the field twice: decisions rest on values a little older than there; of a slow cycle twice a second. */
function periodsOf({ cycleMs, assets }: SiteConfig): { fast: Ms; slow: Ms } {
  const fast = Math.min(500, cycleMs)
  return { fast, slow: Math.max(fast, Math.min(1_000, ...assets.map(({ maxAgeMs }) => maxAgeMs / 2))) }
}

/** The physics moves twice a turn, and twice a second at least. */
function stepOf({ cycleMs }: SiteConfig): Ms {
  return Math.min(500, cycleMs / 2)
}

/** Builds a world that stands still; nothing moves before `start`. Errors as `openMemoryField` and `createControl`. */
export function createWorld(needs: WorldNeeds): World & { start(): void } {
  const { site, siteFile, read, clock, seed, faultEveryMs, log, teardown } = needs
  const periods = periodsOf(site)
  const field = openMemoryField({ siteFile, dataDir: '', clock, log, site, read, periods, stepMs: stepOf(site) })
  const db = openDb({ file: ':memory:', clock, log })
  teardown.add('database', db.close)
  const audit = createAuditTrail({ db, anchors: anchorsInMemory(), clock, log })
  const faults = createFaultDesk({ site, field, clock, draw: createDraw(seed), everyMs: faultEveryMs })
  const listened = listenTo(field, site, clock)
  const outlook = createOutlook({ ...needs, priceAt: field.priceAt, solver: needs.solver })
  let ids = 0
  const control = createControl({
    site,
    devices: listened.devices,
    instructions: { load: () => [], save: () => {}, between: () => [] },
    outside: outlook.outside,
    audit: audit.write,
    newId: () => `simulated-${++ids}`,
    clock,
    log,
  })
  // messages to people are no part of a simulation
  const { notify: _, ...quiet } = site
  const alarms = openAlarmSystem({ site: quiet, dataDir: '', db, audit: audit.write, clock, log, teardown })
  control.onCycle(() => alarms.update(control.image(), [...control.conditions(), ...audit.conditions()]))
  const grid = gridAssetOf(site)
  const deviceOf = new Map(site.assets.map(({ id, device }) => [id, device]))
  const touched = (assetId: string) => faults.touches(deviceOf.get(assetId) ?? '')
  return {
    ...needs,
    ...listened,
    field,
    control,
    alarms,
    audit,
    db,
    faults,
    grid,
    steerable: site.assets.filter(({ kind }) => isControllable(kind)),
    storages: site.assets.filter(isStorage).map(storageOf),
    image: control.image,
    isLying: (assetId) => touched(assetId) || faults.blindsSite(),
    isBlind: () => touched(grid.id) || faults.blindsSite(),
    start() {
      field.start()
      for (const device of listened.devices.values()) device.start()
      control.start()
      outlook.start(control)
      audit.start()
      faults.start()
    },
  }
}

function storageOf(asset: Storage['asset']): Storage {
  const { minSocPct, maxSocPct } = socLimits(asset)
  return { asset, minSocPct, maxSocPct }
}

function isStorage(asset: Asset): asset is AssetOf<'battery' | 'flywheel' | 'hydrogen'> {
  return asset.kind === 'battery' || asset.kind === 'flywheel' || asset.kind === 'hydrogen'
}

/** The devices with an ear on what is read and written. */
function listenTo(field: SimulatedField, site: SiteConfig, clock: VirtualClock) {
  const readMs = new Map<string, Ms>()
  const setpoints = new Map<string, KW>()
  const listeners: ((asset: Asset, powerKW: KW) => void)[] = []
  const hash = createHash('sha256')
  let writes = 0
  const devices = new Map<string, Device>()
  for (const [id, device] of field.devices) {
    const asset = site.assets.find((a) => a.device === id)
    if (!asset) continue
    device.onReadings(({ activePowerKW }) => {
      if (activePowerKW?.quality === 'good') readMs.set(asset.id, clock.monotonicMs())
    })
    const write = async (powerKW: KW): Promise<void> => {
      writes += 1
      hash.update(`${clock.monotonicMs()} ${id} ${powerKW}\n`)
      for (const listener of listeners) listener(asset, powerKW)
      await device.writeSetpoint(powerKW)
      setpoints.set(asset.id, powerKW)
    }
    devices.set(id, {
      traits: device.traits,
      start: () => device.start(),
      stop: () => device.stop(),
      onReadings: (listener) => device.onReadings(listener),
      status: () => device.status(),
      beat: () => device.beat(),
      writeSetpoint: write,
    })
  }
  let digest: string | undefined
  return {
    devices,
    setpoints,
    writes: () => writes,
    fingerprint: () => (digest ??= hash.digest('hex')),
    readAgeMs: (assetId: string) => clock.monotonicMs() - (readMs.get(assetId) ?? -Infinity),
    onWrite: (listener: (asset: Asset, powerKW: KW) => void) => void listeners.push(listener),
  }
}

function anchorsInMemory() {
  const anchors: Anchor[] = []
  return { drop: (head: Anchor) => void anchors.push(head), read: () => anchors }
}

/** @throws PowerchainError `Config.Invalid` when a cycle is longer than devices wait for us */
export function checkCycle(cycleMs: Ms): void {
  if (!(Number.isFinite(cycleMs) && cycleMs >= 100 && cycleMs <= 5_000))
    throw new PowerchainError('Config.Invalid', `--step: a cycle of 100 to 5000 ms, not ${cycleMs}`)
}

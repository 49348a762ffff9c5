import { isControllable, type Asset } from '../../domain/asset.ts'
import type { Stop } from '../../domain/clock.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { DeviceConfig, SiteConfig } from '../../domain/site.ts'
import type { EpochMs, KW, Ms } from '../../domain/units.ts'
import type { Definition } from '../definition.ts'
import type { Condition } from './condition/condition.ts'
import { createCondition } from './condition/create-condition.ts'
import { withNoise } from './condition/sensor-noise.ts'
import { GridUnit } from './grid-unit.ts'
import { MeteredUnit } from './metered-unit.ts'
import { createModel } from './models/create-model.ts'
import type { Values } from './models/model.ts'
import { Grid } from './models/grid.ts'
import { averaged } from './profiles/averaged.ts'
import { simulatedStart } from './profiles/local-time.ts'
import type { Profile } from './profiles/profile.ts'
import { openSiteProfiles } from './profiles/site-profiles.ts'
import { createRandom, seedOf } from './random.ts'
import { createSiteWear, type Repair, type SiteWear } from './wear/site-wear.ts'
import type { Counted, DeviceFault, SimulatedDevice } from './simulated-device.ts'

/** The simulated site: everything behind the devices whose endpoint is `simulated`, on one bus with the grid. */
export interface Plant {
  readonly devices: ReadonlyMap<string, SimulatedDevice>
  /** The simulated instant; it may lie in another season than now. */
  at(): EpochMs
  /** Moves the whole site on. Long spans are taken in steps of a second. */
  step(dtMs: Ms): void
  /** True power of an asset into the bus, without the noise of its meter. The sum over all assets is zero. */
  powerKW(assetId: string): KW
  /**
   * Forces the power of an asset: of sun, wind and loads what they offer; of others the power itself; of the grid
   * only what its meter shows. `undefined` gives it free again.
   */
  override(assetId: string, powerKW: KW | undefined): void
  /** Gives a device a fault, or heals it with `undefined`. */
  fault(deviceId: string, fault: DeviceFault | undefined): void
  /** What an asset's own values truly are, whatever its device shows; of the grid none. */
  truth(assetId: string): Values
  /** True energy of an asset into and out of the bus, kWh, whatever its meter shows. */
  counted(assetId: string): Counted
  /** The whole site loses its supply, or has it back; everything on the bus stands still without it. */
  darken(isDark: boolean): void
  /** Holds the frequency of the grid, Hz; `undefined` lets it go. */
  holdFrequency(frequencyHz: number | undefined): void
  /** The wear of all assets; it stays as new when the site file plants none. */
  readonly wear: Pick<SiteWear, 'severity' | 'repair'>
  /** Called with each setpoint a device took. */
  onWrite(listener: (deviceId: string, powerKW: KW) => void): Stop
}

/** What a plant is built from. */
export interface PlantOptions {
  site: SiteConfig
  /** Folder that the CSV files of the site file are relative to. */
  siteFolder: string
  /** Where the simulated time begins when the site file names no `startAt`. */
  now: EpochMs
  /** Tell how long each device waits before it falls to its safe state; without them, ten seconds. */
  definitions?: ReadonlyMap<string, Definition>
  /** Longest step of the physics; absent = a second. */
  longestStepMs?: Ms
  /** How long the site has been in use when the simulation begins: offsets of planted failures count from so long before. */
  usedForMs?: Ms
  /** Work done on assets, on the clock of wear. */
  repairs?: readonly Repair[]
}

const usualWatchdogMs = 10_000
const usualStepMs = 1_000

/**
 * Builds the simulated site on virtual time: nothing moves until `step` is called, no socket or timer is opened.
 * @throws PowerchainError `Config.Invalid` for a profile that can't be opened, or two assets behind one simulated device
 */
export function createPlant(options: PlantOptions): Plant {
  const { site, siteFolder, now, definitions, longestStepMs = usualStepMs, usedForMs = 0 } = options
  const seed = site.simulation?.seed ?? 0
  const profiles = profilesFor(openSiteProfiles(site, siteFolder, { seed, timeZone: site.timeZone }), longestStepMs)
  const at = simulatedStart(site.simulation?.startAt, site.timeZone, now)
  const wear = wearOf(site, at - usedForMs, options.repairs)
  const listeners = new Set<(deviceId: string, powerKW: KW) => void>()
  const gridAsset = site.assets.find((asset) => asset.kind === 'grid')
  const grid = new Grid(createRandom(seedOf(seed, 'grid')), profiles.get(gridAsset?.id ?? ''))
  const units: (MeteredUnit | GridUnit)[] = simulatedAssets(site).map(({ device, asset }) => {
    const random = createRandom(seedOf(seed, device.id))
    const serial = device.serial ?? `SIM-${device.id.toUpperCase()}`
    const parts = {
      deviceId: device.id,
      serial,
      random,
      wear: wear.of(asset),
      condition: conditionOf(site, asset, wear),
    }
    if (asset.kind === 'grid') return new GridUnit({ ...parts, assetId: asset.id, grid })
    const model = createModel(asset, { random, profile: () => profileOf(profiles, asset), wear: parts.wear })
    const watchdogMs = isControllable(asset.kind) ? watchdogOf(definitions, device) : undefined
    const onWrite = (powerKW: KW) => listeners.forEach((listener) => listener(device.id, powerKW))
    return new MeteredUnit({ ...parts, asset, model, watchdogMs, onWrite })
  })
  return plantOf({ units, grid, profiles, listeners, wear, longestStepMs, at })
}

/** In coarse steps a meter averages what happens between them. */
function profilesFor(profiles: Map<string, Profile>, longestStepMs: Ms): Map<string, Profile> {
  if (longestStepMs <= usualStepMs) return profiles
  return new Map([...profiles].map(([name, profile]) => [name, averaged(profile, longestStepMs)]))
}

function wearOf({ assets, simulation }: SiteConfig, begin: EpochMs, repairs: readonly Repair[] = []): SiteWear {
  const { seed = 0, wear: planted, wearSpeed: speed = 1 } = simulation ?? {}
  return createSiteWear({ seed, assets, planted, repairs, begin, speed })
}

/** The sensors on an asset; on a site where things wear they are not perfect either. */
function conditionOf(site: SiteConfig, asset: Asset, wear: SiteWear): Condition {
  const seed = seedOf(site.simulation?.seed ?? 0, `condition ${asset.id}`)
  const condition = createCondition(asset, wear.of(asset), seed, connectionKW(site))
  return site.simulation?.wear ? withNoise(condition, createRandom(seed + 1)) : condition
}

interface PlantParts {
  units: (MeteredUnit | GridUnit)[]
  grid: Grid
  profiles: Map<string, Profile>
  listeners: Set<(deviceId: string, powerKW: KW) => void>
  wear: SiteWear
  longestStepMs: Ms
  at: EpochMs
}

function plantOf(parts: PlantParts): Plant {
  const { units, grid, profiles, listeners, wear, longestStepMs } = parts
  const metered = units.filter((unit) => unit instanceof MeteredUnit)
  const meters = units.filter((unit) => unit instanceof GridUnit)
  const ambient = profiles.get('ambient')
  let at = parts.at
  const stepOnce = (dtMs: Ms) => {
    at += dtMs
    wear.moveTo(at)
    const surroundings = { at, ambientDegC: ambient?.valueAt(at) ?? 15 }
    for (const unit of metered) unit.step(dtMs, surroundings, grid)
    grid.balance(dtMs, at, sum(metered.map((u) => u.powerKW)), sum(metered.map((u) => u.reactiveKvar)))
    for (const meter of meters) meter.measure(dtMs, surroundings)
  }
  const byAsset = new Map(units.map((unit) => [unit.assetId, unit]))
  const unitOf = (assetId: string) => {
    const unit = byAsset.get(assetId)
    if (!unit) throw new RangeError(`no simulated asset "${assetId}"`)
    return unit
  }
  stepOnce(1)
  return {
    devices: new Map(units.map((unit) => [unit.id, unit])),
    at: () => at,
    step(dtMs) {
      for (let left = dtMs; left > 0; left -= longestStepMs) stepOnce(Math.min(left, longestStepMs))
    },
    powerKW(assetId) {
      const unit = unitOf(assetId)
      return unit instanceof MeteredUnit ? unit.powerKW : grid.powerKW
    },
    override: (assetId, powerKW) => unitOf(assetId).force(powerKW),
    fault(deviceId, fault) {
      const unit = units.find((u) => u.id === deviceId)
      if (!unit) throw new RangeError(`no simulated device "${deviceId}"`)
      unit.fail(fault)
    },
    truth(assetId) {
      const unit = unitOf(assetId)
      return unit instanceof MeteredUnit ? unit.truth() : {}
    },
    counted: (assetId) => unitOf(assetId).counted,
    darken(isDark) {
      grid.darken(isDark)
      for (const unit of metered) unit.darken(isDark)
    },
    holdFrequency: (frequencyHz) => grid.holdFrequency(frequencyHz),
    wear,
    onWrite(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** The simulated devices, each with the one asset it speaks for. */
function simulatedAssets(site: SiteConfig): { device: DeviceConfig; asset: Asset }[] {
  return site.devices.flatMap((device) => {
    if (device.endpoint !== 'simulated') return []
    const assets = site.assets.filter((asset) => asset.device === device.id)
    if (assets.length > 1)
      throw new PowerchainError('Config.Invalid', `simulated device "${device.id}": one asset, not ${assets.length}`)
    return assets.map((asset) => ({ device, asset }))
  })
}

/** Rating of the transformer at the connection. */
function connectionKW({ connection }: SiteConfig): KW {
  return connection.transformerKVA ?? Math.max(connection.importLimitKW, connection.exportLimitKW)
}

function watchdogOf(definitions: PlantOptions['definitions'], device: DeviceConfig): Ms | undefined {
  return definitions ? definitions.get(device.definition)?.watchdog?.timeoutMs : usualWatchdogMs
}

function profileOf(profiles: Map<string, Profile>, asset: Asset): Profile {
  const profile = profiles.get(asset.id)
  if (!profile) throw new RangeError(`no profile for "${asset.id}"`)
  return profile
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

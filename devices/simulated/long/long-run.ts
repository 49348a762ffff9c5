import type { FailureModeName } from '../../../domain/health/failure-modes.ts'
import { type PointName, pointNames, pointSpec } from '../../../domain/points.ts'
import { failureOf, type Planted } from '../../../domain/simulation/settings.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { Definition } from '../../definition.ts'
import { createPlant, type Plant } from '../plant.ts'
import type { SimulatedDevice } from '../simulated-device.ts'
import { beginOf, isCure, type Repair } from '../wear/site-wear.ts'
import { createGaps, type Gaps } from './gaps.ts'
import { createOperator } from './operator.ts'

const minuteMs = 60_000
const dayMs = 86_400_000

/** What a long run is made of. */
export interface LongRunOptions {
  site: SiteConfig
  definitions: ReadonlyMap<string, Definition>
  /** Folder that the CSV files of the site file are relative to. */
  siteFolder: string
  /** The first instant, in simulated time: season and hour are those of the site's clock. */
  from: EpochMs
  days: number
  /** Absent = that of the site file. */
  seed?: number
  /** Minutes between two rows; absent = 1. */
  stepMinutes?: number
  /** Failures that develop, offsets counted from `from`. */
  wear?: readonly Planted[]
  repairs?: readonly Repair[]
  /** The instant from which offsets count instead. */
  wearBegin?: EpochMs
  /** Whether devices restart now and then, and their counters begin again; absent = they do. */
  withRestarts?: boolean
}

/** One point of one asset, as its device's definition delivers it. */
export interface Column {
  assetId: string
  point: PointName
}

/** All values at one instant, in the order of the columns; NaN = there is none. The array is used again for the next row. */
export interface Row {
  at: EpochMs
  values: Float64Array
}

/** What was planted, for whoever judges a forecast. */
export interface Truth {
  asset: string
  mode: FailureModeName
  planted: Planted
  beginsAt: EpochMs
  /** When severity reaches 1; of a repaired one, when it would have. */
  failsAt: EpochMs
  repairedAt: EpochMs | null
}

/** Months of a simulated site, row by row. */
export interface LongRun {
  columns: readonly Column[]
  truths: readonly Truth[]
  /** The rows, from `from` on; can be gone through once. */
  rows(): Generator<Row, void, void>
  /** The values when the run is over, a step after its last row, without gaps; in less time, in place of the rows. */
  end(): Float64Array
}

/**
 * The simulated site through months in coarse steps: same models, a simple schedule in place of the engine, neither
 * sockets nor drivers. The same options give the same rows.
 * @throws PowerchainError `Config.Invalid` as `createPlant`
 */
export function longRun(options: LongRunOptions): LongRun {
  const { definitions, siteFolder, from, stepMinutes = 1, wear = [], repairs = [], wearBegin = from } = options
  const site = siteFor(options)
  const stepMs = stepMinutes * minuteMs
  const plant = createPlant({
    site,
    siteFolder,
    now: from,
    // nobody writes often enough to keep a watchdog quiet
    definitions: new Map<string, Definition>(),
    longestStepMs: stepMs,
    usedForMs: from - wearBegin,
    repairs,
  })
  const slots = slotsOf(plant, site, definitions)
  const values = new Float64Array(slots.reduce((sum, { names }) => sum + names.length, 0))
  return {
    columns: slots.flatMap(({ assetId, names }) => names.map((point) => ({ assetId, point }))),
    truths: wear.map((planted) => truthOf(planted, wearBegin, repairs)),
    *rows() {
      const row: Row = { at: from, values }
      for (const { at, isMissing } of steps(options, site, plant)) {
        row.at = at
        fill(values, slots, isMissing)
        yield row
      }
    },
    end() {
      for (const _ of steps(options, site, plant));
      fill(values, slots, () => false)
      return values
    },
  }
}

/** Lives through a run; stops before each step. */
function* steps(
  { from, days, stepMinutes = 1, withRestarts = true }: LongRunOptions,
  site: SiteConfig,
  plant: Plant,
): Generator<{ at: EpochMs; isMissing: Gaps['isMissing'] }, void, void> {
  const stepMs = stepMinutes * minuteMs
  const steer = createOperator(site, plant)
  const gaps = createGaps(plant, site.simulation?.seed ?? 0, withRestarts)
  const end = from + days * dayMs - stepMs
  for (let at = from; at <= end; at += stepMs) {
    gaps.moveTo(at)
    yield { at, isMissing: gaps.isMissing }
    steer(stepMs)
    plant.step(stepMs)
  }
}

/** The site with the faults and the begin of this run, all of its devices simulated. */
function siteFor({ site, seed, wear = [] }: LongRunOptions): SiteConfig {
  const { seed: usual = 0, profiles = {} } = site.simulation ?? {}
  const devices = site.devices.map((device) => ({ ...device, endpoint: 'simulated' }))
  return { ...site, devices, simulation: { seed: seed ?? usual, profiles, wear: [...wear] } }
}

interface Slot {
  device: SimulatedDevice
  assetId: string
  names: PointName[]
}

function slotsOf(plant: Plant, site: SiteConfig, definitions: ReadonlyMap<string, Definition>): Slot[] {
  return site.assets.flatMap((asset) => {
    const device = plant.devices.get(asset.device)
    const config = site.devices.find(({ id }) => id === asset.device)
    const defined = definitions.get(config?.definition ?? '')?.points ?? {}
    if (!device) return []
    const names = pointNames.filter((name) => name in defined && pointSpec(name).retention !== 'none')
    return [{ device, assetId: asset.id, names }]
  })
}

function fill(values: Float64Array, slots: readonly Slot[], isMissing: (deviceId: string) => boolean): void {
  let i = 0
  for (const { device, names } of slots) {
    const shown = isMissing(device.id) ? {} : device.points()
    for (const name of names) values[i++] = shown[name] ?? Number.NaN
  }
}

function truthOf(planted: Planted, begin: EpochMs, repairs: readonly Repair[]): Truth {
  const beginsAt = beginOf(planted, begin)
  const cures = repairs.filter((repair) => isCure(repair, planted) && repair.at >= beginsAt).map(({ at }) => at)
  return {
    asset: planted.asset,
    mode: failureOf(planted.mode),
    planted,
    beginsAt,
    failsAt: beginsAt + planted.developsOver * dayMs,
    repairedAt: cures.length > 0 ? Math.min(...cures) : null,
  }
}

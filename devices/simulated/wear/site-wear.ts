import type { Asset } from '../../../domain/asset.ts'
import type { Planted, PlantedName } from '../../../domain/simulation/settings.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { seedOf } from '../random.ts'
import { asNew, type EffectName, type Effects, type Wear } from './effects.ts'
import { severityAt } from './growth.ts'
import { wearModes } from './modes.ts'
import { addOrdinary } from './ordinary.ts'

const dayMs = 86_400_000
/** Severities are worked out anew after so much time on the clock of wear. */
const everyMs = 10 * 60_000
/** Everything has been in use for so long when a simulation begins. */
const agedDays = 180

/** Work done on an asset, on the clock of wear: it is as new afterwards, or free of one failure. */
export interface Repair {
  asset: string
  mode?: PlantedName
  at: EpochMs
}

/** The wear of all assets of a site, on a clock of its own that may run faster than that of the plant. */
export interface SiteWear {
  /** What the physics of an asset feels; it changes in place. */
  of(asset: Asset): Wear
  /** Moves on to an instant of the plant. */
  moveTo(at: EpochMs): void
  /** Severity of a planted failure now, 0 to 1; 0 once it is repaired. */
  severity(planted: Planted): number
  /** Makes an asset as new now: all its failures that have begun, or the one of this mode, are gone. */
  repair(asset: string, mode?: PlantedName): Repair
}

/** What the wear of a site is made of. */
export interface SiteWearOptions {
  seed: number
  assets: readonly Asset[]
  /** `undefined`: nothing wears, all stays as new. */
  planted: readonly Planted[] | undefined
  /** Work that was done, or will be. */
  repairs: readonly Repair[]
  /** The instant of the plant from which offsets count, and how many times faster wear goes on from there. */
  begin: EpochMs
  speed: number
}

/** Builds the wear of a site at its begin. */
export function createSiteWear({ seed, assets, planted, begin, speed, ...given }: SiteWearOptions): SiteWear {
  const wears = assets.map((asset) => ({ asset, wear: asNew(asset) }))
  const repairs = [...given.repairs]
  let now = begin
  let knownAt = Number.NaN
  const done = () => repairs.filter(({ at }) => at <= now)
  const severity = (row: Planted) => {
    const beganAt = beginOf(row, begin)
    if (done().some((repair) => isCure(repair, row) && repair.at >= beganAt)) return 0
    return severityAt(wearModes[row.mode].growth, (now - beganAt) / (row.developsOver * dayMs))
  }
  const update = () => {
    if (!planted) return
    knownAt = now
    for (const { asset, wear } of wears) {
      const renewals = done().filter((repair) => repair.asset === asset.id && repair.mode === undefined)
      const newAt = Math.max(begin - agedDays * dayMs, ...renewals.map(({ at }) => at))
      const days = Math.max(0, now - newAt) / dayMs
      const rows = planted.filter((row) => row.asset === asset.id)
      renew(wear, rows, { severity, ordinary: (sum) => addOrdinary(sum, asset.kind, days, seedOf(seed, asset.id)) })
    }
  }
  update()
  return {
    of: ({ id }) => wears.find(({ asset }) => asset.id === id)?.wear ?? unknownAsset(id),
    moveTo(at) {
      now = at < begin ? at : begin + (at - begin) * speed
      if (!(Math.abs(now - knownAt) < everyMs)) update()
    },
    severity,
    repair(asset, mode) {
      const repair = { asset, ...(mode && { mode }), at: now }
      repairs.push(repair)
      update()
      return repair
    },
  }
}

/** Whether work done on an asset was on such a failure. */
export function isCure({ asset, mode }: Repair, planted: Planted): boolean {
  return asset === planted.asset && (mode ?? planted.mode) === planted.mode
}

function unknownAsset(id: string): never {
  throw new RangeError(`no asset "${id}"`)
}

/** The instant at which a planted failure begins. */
export function beginOf({ startsAt }: Planted, begin: EpochMs): EpochMs {
  return typeof startsAt === 'number' ? begin + startsAt * dayMs : Date.parse(startsAt)
}

interface Doing {
  severity: (row: Planted) => number
  ordinary: (sum: Effects) => void
}

function renew({ all, units }: Wear, rows: readonly Planted[], { severity, ordinary }: Doing): void {
  for (const sum of [all, ...units]) for (const name of Object.keys(sum) as EffectName[]) sum[name] = 0
  ordinary(all)
  for (const unit of units) ordinary(unit)
  for (const row of rows) {
    const size = severity(row)
    for (const [name, most] of Object.entries(wearModes[row.mode].does) as [EffectName, number][]) {
      all[name] += most * size
      const unit = units[(row.unit ?? 1) - 1]
      if (unit) unit[name] += most * size
    }
  }
}

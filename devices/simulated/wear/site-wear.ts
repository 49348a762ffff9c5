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

/** The wear of all assets of a site, on a clock of its own that may run faster than that of the plant. */
export interface SiteWear {
  /** What the physics of an asset feels; it changes in place. */
  of(asset: Asset): Wear
  /** Moves on to an instant of the plant. */
  moveTo(at: EpochMs): void
  /** Severity of a planted failure now, 0 to 1; 0 once it is repaired. */
  severity(planted: Planted): number
  /** Makes an asset as new: all its failures that have begun, or the one of this mode, are gone. */
  repair(assetId: string, mode?: PlantedName): void
}

/** What the wear of a site is made of. */
export interface SiteWearOptions {
  seed: number
  assets: readonly Asset[]
  /** `undefined`: nothing wears, all stays as new. */
  planted: readonly Planted[] | undefined
  /** The instant of the plant from which offsets count, and how many times faster wear goes on from there. */
  begin: EpochMs
  speed: number
}

/** Builds the wear of a site at its begin. */
export function createSiteWear({ seed, assets, planted, begin, speed }: SiteWearOptions): SiteWear {
  const wears = new Map(assets.map((asset) => [asset.id, asNew(asset)]))
  const renewedAt = new Map(assets.map((asset) => [asset.id, begin - agedDays * dayMs]))
  const repaired = new Set<string>()
  let now = begin
  let knownAt = Number.NaN
  const severity = (row: Planted) => {
    if (repaired.has(keyOf(row))) return 0
    return severityAt(wearModes[row.mode].growth, (now - beginOf(row, begin)) / (row.developsOver * dayMs))
  }
  const update = () => {
    knownAt = now
    for (const asset of assets) {
      const rows = (planted ?? []).filter((row) => row.asset === asset.id)
      const wear = wears.get(asset.id)
      const days = Math.max(0, now - (renewedAt.get(asset.id) ?? begin)) / dayMs
      if (wear)
        renew(wear, rows, { severity, ordinary: (sum) => addOrdinary(sum, asset.kind, days, seedOf(seed, asset.id)) })
    }
  }
  if (planted) update()
  return {
    of: (asset) => wears.get(asset.id) ?? asNew(asset),
    moveTo(at) {
      now = at < begin ? at : begin + (at - begin) * speed
      if (planted && !(Math.abs(now - knownAt) < everyMs)) update()
    },
    severity,
    repair(assetId, mode) {
      for (const row of planted ?? [])
        if (row.asset === assetId && (mode ?? row.mode) === row.mode && beginOf(row, begin) <= now)
          repaired.add(keyOf(row))
      if (mode === undefined) renewedAt.set(assetId, now)
      if (planted) update()
    },
  }
}

/** The instant at which a planted failure begins. */
export function beginOf({ startsAt }: Planted, begin: EpochMs): EpochMs {
  return typeof startsAt === 'number' ? begin + startsAt * dayMs : Date.parse(startsAt)
}

function keyOf({ asset, mode, unit, startsAt }: Planted): string {
  return [asset, mode, unit, startsAt].join(' ')
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

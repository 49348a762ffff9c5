import { isControllable, powerWords } from '../../../domain/asset.ts'
import type { DeviceTraits } from '../../../domain/device.ts'
import type { PowerRange } from '../../../domain/setpoint.ts'
import type { EpochMs, KW } from '../../../domain/units.ts'
import { ratingKW } from '../ramps.ts'
import type { AssetSight } from '../sight.ts'
import { notOurs } from '../words.ts'

/** So much change of its setpoint an asset may see within a second, as multiples of its rating. */
const swing = { ratings: 4, withinMs: 1_000 }
/** Rounding of sums in floating point. */
const slackKW: KW = 1e-6

/** A change of a setpoint that went to the wire. */
export interface Change {
  at: EpochMs
  byKW: KW
}

/** What the gate looks at: all of it taken afresh, nothing believed from the steps before. */
export interface GuardInput {
  now: EpochMs
  sight: AssetSight
  range: PowerRange | undefined
  powerKW: KW
  traits: DeviceTraits | undefined
  /** Changes written lately, oldest first. */
  changes: readonly Change[]
}

/** The last gate before the wire. Returns why a setpoint may not pass, `undefined` when it may. It never alters it. */
export function refusal({ now, sight, range, powerKW, traits, changes }: GuardInput): string | undefined {
  const { asset, rated } = sight
  if (!Number.isFinite(powerKW)) return 'the setpoint is no number'
  if (!isControllable(asset.kind)) return notOurs.monitor
  if (!sight.isControlled) return notOurs[sight.authority === 'control' ? 'monitor' : sight.authority]
  if (!traits?.acceptsSetpoint) return 'the device takes no setpoint'
  if (sight.link?.state === 'wrongIdentity') return sight.link.detail
  if (sight.link?.state !== 'connected') return 'no link to the device'
  if (sight.powerKW === undefined) return 'its power reading is not fresh'
  if (powerKW < rated.minKW - slackKW || powerKW > rated.maxKW + slackKW)
    return `${powerWords(powerKW)} is beyond its rating of ${powerWords(ratingKW(asset))}`
  if (!range || powerKW < range.minKW - slackKW || powerKW > range.maxKW + slackKW)
    return `${powerWords(powerKW)} is outside what the controllers allow`
  const moved = changes.reduce((sum, c) => sum + (now - c.at < swing.withinMs ? Math.abs(c.byKW) : 0), 0)
  const by = Math.abs(powerKW - (sight.setpointKW ?? sight.powerKW))
  if (by > 0 && moved + by > swing.ratings * ratingKW(asset)) return 'its setpoint swings too much within a second'
  return undefined
}

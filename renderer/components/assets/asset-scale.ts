import { type Asset, ratedRange } from '../../../domain/asset.ts'
import type { Decision } from '../../../domain/rpc/shapes.ts'
import type { SiteDescription } from '../../../domain/rpc/site.ts'
import type { KW } from '../../../domain/units.ts'
import { causeText } from '../../format/cause.ts'
import { formatPower } from '../../format/power.ts'
import { quantityText } from '../../format/number.ts'
import type { BarScale } from '../bar-geometry.ts'

/** Whether people read this asset's power as what it draws: its bar grows to the right with the draw. */
export function isReadAsDraw(asset: Asset): boolean {
  return asset.kind === 'load' || asset.kind === 'container'
}

/** Scale of an asset's power bar in kW, from the nameplate or the agreed connection; loads count their draw upwards. */
export function assetScale(asset: Asset, connection: SiteDescription['connection']): { min: KW; max: KW } {
  if (asset.kind === 'grid') return { min: -connection.exportLimitKW, max: connection.importLimitKW }
  const { minKW, maxKW } = ratedRange(asset)
  return isReadAsDraw(asset) ? { min: 0, max: -minKW } : { min: minKW, max: maxKW }
}

/** Everything the power bar of an asset shows: value, setpoint and the limits of now, turned as its scale is. */
export function powerBar(
  asset: Asset,
  connection: SiteDescription['connection'],
  powerKW: KW | null,
  decision: Decision | undefined,
): BarScale {
  const turn = isReadAsDraw(asset) ? (kW: KW) => -kW : (kW: KW) => kW
  const ends = decision ? [turn(decision.range.minKW), turn(decision.range.maxKW)] : []
  const scale = assetScale(asset, connection)
  const low = ends.length > 0 ? Math.min(...ends) : undefined
  const high = ends.length > 0 ? Math.max(...ends) : undefined
  return {
    ...scale,
    value: powerKW === null ? undefined : turn(powerKW),
    setpoint: decision?.setpointKW === null || !decision ? undefined : turn(decision.setpointKW),
    // A limit at the end of the scale is the rating itself: nothing to mark.
    limitLow: low !== undefined && low > scale.min ? low : undefined,
    limitHigh: high !== undefined && high < scale.max ? high : undefined,
  }
}

/**
 * The limit that holds now with its cause, e.g. `limit now 847 kW: transformer T2`; the cause alone where it leaves the
 * rating; `undefined` when only the rating holds.
 */
export function limitPhrase(asset: Asset, decision: Decision | undefined): string | undefined {
  if (!decision || decision.limitedBy === '') return undefined
  const { range, limitedBy } = decision
  const rated = ratedRange(asset)
  const lower = { label: belowWords[asset.kind], kW: range.minKW, cutKW: range.minKW - rated.minKW }
  const upper = { label: aboveWords[asset.kind], kW: range.maxKW, cutKW: rated.maxKW - range.maxKW }
  const { label, kW, cutKW } = lower.cutKW >= upper.cutKW ? lower : upper
  // What a person asked for is a sentence of its own.
  if (!(cutKW >= 0.5) || decision.commander === 'operator') return limitedBy
  return `limit now ${label === undefined ? '' : `${label} `}${quantityText(formatPower(kW))}: ${causeText(limitedBy)}`
}

/** Words for a limit of what goes out of the bus and into it, for assets that do both. */
const belowWords: Partial<Record<Asset['kind'], string>> = {
  battery: 'charging',
  flywheel: 'charging',
  hydrogen: 'drawing',
}
const aboveWords: Partial<Record<Asset['kind'], string>> = {
  battery: 'discharging',
  flywheel: 'discharging',
  hydrogen: 'producing',
}

import type { Asset } from '../../../../domain/asset.ts'
import { pointSpec } from '../../../../domain/points.ts'
import type { PointRef, SiteDescription } from '../../../../domain/rpc/site.ts'
import { assetColours } from '../../../components/assets/asset-colours.ts'
import { assetScale, isReadAsDraw } from '../../../components/assets/asset-scale.ts'
import { formatNumber, type Quantity } from '../../../format/number.ts'
import { formatKW, formatMW, powerWord } from '../../../format/power.ts'
import type { ColourName } from '../../../theme/tokens.ts'

/** A point as a line: how it is called, read and drawn. */
export interface LineLook {
  ref: PointRef
  id: string
  asset: Asset
  /** Name of the asset, with the point where it is not its power. */
  name: string
  /** What the point is, e.g. `Power`. */
  label: string
  unit: string
  isPower: boolean
  /** -1 where people read the power as what is drawn. */
  turn: 1 | -1
  /** Drawn in MW: the asset is that large. */
  isLarge: boolean
  colour: ColourName
}

const series: readonly ColourName[] = ['s1', 's2', 's3', 's4', 's5', 's6', 's7', 'text']

/** Id of a line: its asset and point. */
export const lineId = ({ assetId, point }: PointRef): string => `${assetId} ${point}`

/** Points of one pane as lines, each in a colour of its own as far as there are any. */
export function linesOf(site: SiteDescription, refs: readonly PointRef[]): LineLook[] {
  const taken = new Set<ColourName>()
  return refs.flatMap((ref) => {
    const asset = site.assets.find((a) => a.id === ref.assetId)
    if (!asset) return []
    const wish = assetColours[asset.kind]
    const free = taken.has(wish) ? series.find((name) => !taken.has(name)) : wish
    const colour = free ?? wish
    taken.add(colour)
    return [lookOf(site, asset, ref, colour)]
  })
}

function lookOf(site: SiteDescription, asset: Asset, ref: PointRef, colour: ColourName): LineLook {
  const { unit, label } = pointSpec(ref.point)
  const isPower = unit === 'kW'
  const scale = assetScale(asset, site.connection)
  const word = label.charAt(0).toLowerCase() + label.slice(1)
  return {
    ref,
    id: lineId(ref),
    asset,
    name: ref.point === 'activePowerKW' ? asset.name : `${asset.name} ${word}`,
    label,
    unit,
    isPower,
    turn: isPower && isReadAsDraw(asset) ? -1 : 1,
    isLarge: isPower && Math.max(Math.abs(scale.min), Math.abs(scale.max)) >= 1_000,
    colour,
  }
}

/** A stored value of a line as people read it: powers without a sign, all values of a line in one unit. */
export function valueQuantity({ isPower, isLarge, unit, ref }: LineLook, value: number): Quantity {
  if (isPower) return isLarge ? { number: formatMW(value), unit: 'MW' } : { number: formatKW(value), unit: 'kW' }
  return { number: formatNumber(value, pointSpec(ref.point).decimals), unit }
}

/** Word for the direction of a power, e.g. `importing`; none for other points. */
export function directionOf({ isPower, asset }: LineLook, value: number): string {
  return isPower ? powerWord(asset.kind, value) : ''
}

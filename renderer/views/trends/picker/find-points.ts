import type { Asset } from '../../../../domain/asset.ts'
import { pointSpec } from '../../../../domain/points.ts'
import type { PointRef, SiteDescription } from '../../../../domain/rpc/site.ts'

/** Points of one asset that a search found. */
export interface FoundPoints {
  asset: Asset
  refs: PointRef[]
}

const mostFound = 150

/**
 * Points whose asset's name and id, label, unit and name together hold every word typed, by asset in the order of the
 * site. Points that are not kept have no history and are left out.
 */
export function findPoints({ assets, points }: SiteDescription, typed: string): FoundPoints[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const byId = new Map(assets.map((asset) => [asset.id, asset]))
  const found = new Map<string, FoundPoints>()
  let count = 0
  for (const ref of points) {
    const asset = byId.get(ref.assetId)
    const { label, unit, retention } = pointSpec(ref.point)
    if (!asset || retention === 'none' || count >= mostFound) continue
    const text = `${asset.name} ${asset.id} ${label} ${unit} ${ref.point}`.toLowerCase()
    if (!words.every((word) => text.includes(word))) continue
    const group = found.get(asset.id) ?? { asset, refs: [] }
    group.refs.push(ref)
    found.set(asset.id, group)
    count++
  }
  return [...found.values()]
}

import { type Asset } from '../../domain/asset.ts'
import { containerKinds } from '../../domain/models/containers.ts'

/** Joule per terahash of a container at rated power, from its nameplate; the less the better. */
export function ratedJPerTH(asset: Asset): number {
  if (asset.kind !== 'container') return 0
  return (asset.ratedPowerKW * 1_000) / containerKinds[asset.container].ratedHashrateTHs
}

/**
 * Order in which assets give way at the import limit, lowest first: storage gives at once, then the electrolyser, then
 * mining, the least efficient container first; protected ones last of all.
 */
export function sheddingRank(asset: Asset): number {
  switch (asset.kind) {
    case 'flywheel':
      return 0
    case 'battery':
      return 1 + wearRank(asset)
    case 'hydrogen':
      return 10
    case 'container':
      return (asset.protection === 'none' ? 20 : 40) - Math.min(9, Math.log10(1 + ratedJPerTH(asset)))
    default:
      return 30
  }
}

/** Order in which batteries are used, by the price of their wear: lithium, then alkaline and gel, lead-acid AGM last. */
export function wearRank(asset: Asset): number {
  if (asset.kind !== 'battery') return 0
  return asset.chemistry === 'liIon' ? 0 : asset.chemistry === 'agm' ? 2 : 1
}

import type { Asset } from '../../../../domain/asset.ts'
import { makeOf } from '../language/check/check.ts'
import type { PeersOf } from '../rules-needs.ts'

/** Peers by kind and make; a row is what hangs on the same feeder. */
export function peersBySite(assets: readonly Asset[]): PeersOf {
  return (assetId, within) => {
    const own = assets.find(({ id }) => id === assetId)
    if (!own) return []
    return assets
      .filter((one) => one.id !== own.id && one.kind === own.kind && makeOf(one) === makeOf(own))
      .filter((one) => within === 'site' || (own.feeder !== undefined && one.feeder === own.feeder))
      .map(({ id }) => id)
  }
}

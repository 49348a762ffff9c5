import type { Asset } from '../../../../domain/asset.ts'
import { makeOf } from '../language/check/check.ts'
import type { PeersOf } from '../rules-needs.ts'

/**
 * Peers are of the same kind and make. A row is what hangs on the same feeder, of any make: it shares air and supply, so
 * what is compared in a row should belong to the place and not to the machine.
 */
export function peersBySite(assets: readonly Asset[]): PeersOf {
  return (assetId, within) => {
    const own = assets.find(({ id }) => id === assetId)
    if (!own) return []
    const isPeer = (one: Asset) =>
      within === 'site' ? makeOf(one) === makeOf(own) : own.feeder !== undefined && one.feeder === own.feeder
    return assets.filter((one) => one.id !== own.id && one.kind === own.kind && isPeer(one)).map(({ id }) => id)
  }
}

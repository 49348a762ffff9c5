import type { Batch } from '../../../domain/settlement/batch.ts'
import { typedDigest } from '../hashing/typed.ts'
import { bytesOf, hex } from '../hashing/words.ts'
import type { ControllerKeys } from './controller-keys.ts'

/**
 * Vouches with the newest key for a batch of a revoked one; `undefined` while no later key is open, and where a later one
 * speaks for its quarters: there it is signed anew. Errors: `Settlement.TwoTruths`.
 */
export type Vouch = (batch: Pick<Batch, 'digest' | 'keyEpoch' | 'header'>) => string | undefined

/** Signatures of `Reattestation`: what a key signed before it was revoked is posted with one of its successor. */
export function createVouch(needs: {
  separator: Uint8Array
  site: number
  keys: Pick<ControllerKeys, 'newest' | 'at'>
}): Vouch {
  const { separator, site, keys } = needs
  return ({ digest, keyEpoch: revokedEpoch, header: { sequence, fromQuarter } }) => {
    const { epoch, key } = keys.newest()
    if (epoch <= revokedEpoch || keys.at(fromQuarter).epoch !== revokedEpoch) return undefined
    const fields = { site, sequence, batch: bytesOf(digest), revokedEpoch }
    const asked = hex(typedDigest(separator, 'Reattestation', fields))
    return key.sign([{ subject: `reattestation/${sequence}/${revokedEpoch}/${epoch}`, digest: asked }])?.[0]
  }
}

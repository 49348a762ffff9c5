import { join } from 'node:path'
import { PowerchainError } from '../../domain/errors.ts'
import { createBundleStore } from '../settlement/bundles/bundle-store.ts'
import { type BundleDesk, createBundleDesk } from '../settlement/bundles/bundles.ts'
import type { BundlesNeeds } from '../settlement/bundles/needs.ts'
import { openReceiverKey } from '../settlement/bundles/sealing.ts'

/** More batches than a station makes in a lifetime. */
const allBatches = 100_000

/** Bundles on a stick over what the site states; the keys of it lie in `folder`. Errors: `Store.*`. */
export function openBundles(
  needs: Pick<BundlesNeeds, 'place' | 'agreementLinesOf' | 'key' | 'ledger' | 'db' | 'audit' | 'clock'> & {
    folder: string
    keyEpoch: { epoch: number; fromQuarter: number }
    statements: { between: BundlesNeeds['statementsWithin'] }
    batches: { list(limit: number): ReturnType<BundlesNeeds['batchesWithin']>; of: BundlesNeeds['batchOf'] }
    /** Address of the key, also while it is locked; `null` while it is not known. */
    address(): string | null
  },
): BundleDesk {
  const { folder, keyEpoch, statements, batches, address, ...rest } = needs
  return createBundleDesk({
    ...rest,
    keyEpoch: keyEpoch.epoch,
    batchesWithin: (from, to) =>
      batches
        .list(allBatches)
        .filter(({ header }) => header.fromQuarter < to && header.toQuarter > from)
        .toReversed(),
    batchOf: batches.of,
    statementsWithin: statements.between,
    keys() {
      const known = address()
      if (known === null)
        throw new PowerchainError('Config.NotFound', 'Unlock the key first: the bundle names its address.')
      return [{ ...keyEpoch, address: known }]
    },
    receiverKey: openReceiverKey(join(folder, 'receiver.pem')),
    store: createBundleStore(needs.db),
  })
}

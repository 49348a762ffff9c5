import { join } from 'node:path'
import type { Log } from '../../domain/log.ts'
import type { Ms } from '../../domain/units.ts'
import { createBundleStore } from '../settlement/bundles/bundle-store.ts'
import { type BundleDesk, createBundleDesk } from '../settlement/bundles/bundles.ts'
import type { BundlesNeeds } from '../settlement/bundles/needs.ts'
import type { ControllerKeys } from '../settlement/keys/controller-keys.ts'
import { openReceiverKey } from '../settlement/bundles/sealing.ts'
import type { Teardown } from '../teardown.ts'
import { steadily } from './steadily.ts'

const lookEveryMs: Ms = 60_000
/** More batches than a station makes in a lifetime. */
const allBatches = 100_000

/** Bundles on a stick over what the site states; the keys of it lie in `folder`. Errors: `Store.*`. */
export function openBundles(
  needs: Pick<BundlesNeeds, 'place' | 'agreementLinesOf' | 'ledger' | 'exportEveryDays' | 'db' | 'audit' | 'clock'> & {
    folder: string
    key: ControllerKeys
    statements: { between: BundlesNeeds['statementsWithin'] }
    batches: {
      list(limit: number): ReturnType<BundlesNeeds['batchesWithin']>
      of: BundlesNeeds['batchOf']
      last: BundlesNeeds['lastBatch']
    }
    /** Every key of the station. Errors: `Config.NotFound` while none is made. */
    keys: BundlesNeeds['keys']
    log: Log
    teardown: Teardown
  },
): BundleDesk {
  const { folder, statements, batches, teardown, log, ...rest } = needs
  const desk = createBundleDesk({
    ...rest,
    keyEpoch: needs.key.epoch,
    batchesWithin: (from, to) =>
      batches
        .list(allBatches)
        .filter(({ header }) => header.fromQuarter < to && header.toQuarter > from)
        .toReversed(),
    batchOf: batches.of,
    lastBatch: batches.last,
    statementsWithin: statements.between,
    receiverKey: openReceiverKey(join(folder, 'receiver.pem')),
    store: createBundleStore(needs.db),
  })
  const looking = steadily(log, 'what waits for a stick', desk.watch.look)
  looking.run()
  teardown.add('bundles', needs.clock.every(lookEveryMs, looking.run))
  return desk
}

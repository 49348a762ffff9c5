import type { Batch } from '../../../domain/settlement/batch.ts'
import type { Quarter } from '../../../domain/metering/quarter.ts'
import type { Ledger } from '../../../domain/settlement/ledger.ts'

/** Whether a batch was signed by a key that was revoked later, for quarters before those it is not believed for. */
export function needsVouching({ header, keyEpoch }: Batch, site: number, ledger: Pick<Ledger, 'events'>): boolean {
  const since = revokedSince(ledger, site, keyEpoch)
  return since !== undefined && header.toQuarter <= since
}

/** First quarter that a key of a site is not believed for; `undefined` while it was not revoked, as far as the chain was read. */
export function revokedSince({ events }: Pick<Ledger, 'events'>, site: number, epoch: number): Quarter | undefined {
  const told = events().findLast(
    ({ contract, name, args }) =>
      contract === 'NodeRegistry' &&
      name === 'KeyRevoked' &&
      args['site'] === String(site) &&
      args['epoch'] === String(epoch),
  )
  return told && Number(told.args['sinceQuarter'])
}

/** First quarter of a site that no batch on the chain holds for good, as far as the chain was read; `undefined` = none does. */
export function firstUnposted({ events }: Pick<Ledger, 'events'>, site: number): Quarter | undefined {
  const last = events().findLast(
    ({ contract, name, args, isFinal }) =>
      isFinal && contract === 'DeliverySettlement' && name === 'BatchPosted' && args['site'] === String(site),
  )
  // the event packs quarters, lines and sums: the last quarter lies in bits 32 to 63
  return last && Number((BigInt(String(last.args['contents'])) >> 32n) & 0xffff_ffffn)
}

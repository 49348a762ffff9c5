import type { Batch } from '../../../domain/settlement/batch.ts'
import type { Quarter } from '../../../domain/metering/quarter.ts'
import type { Ledger } from '../../../domain/settlement/ledger.ts'

/** Whether a batch was signed by a key that was revoked later, for quarters before those it is not believed for. */
export function needsVouching({ header, keyEpoch }: Batch, site: number, ledger: Pick<Ledger, 'events'>): boolean {
  const since = revokedSince(ledger, site, keyEpoch)
  return since !== undefined && header.toQuarter <= since
}

function revokedSince({ events }: Pick<Ledger, 'events'>, site: number, epoch: number): Quarter | undefined {
  const told = events().findLast(
    ({ contract, name, args }) =>
      contract === 'NodeRegistry' &&
      name === 'KeyRevoked' &&
      args['site'] === String(site) &&
      args['epoch'] === String(epoch),
  )
  return told && Number(told.args['sinceQuarter'])
}

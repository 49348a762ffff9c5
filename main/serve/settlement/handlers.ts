import type { SettlementNow } from '../../../domain/rpc/settlement/calls.ts'
import type { Guarded } from '../base.ts'
import type { ServedSite } from '../served-site.ts'
import { asked } from './asked.ts'
import { verifyFile } from './verify-file.ts'

/** What the site states, and its key. */
export function settlementHandlers({ settlement: base }: Guarded, { settlement }: ServedSite) {
  return {
    now: base.now.handler(() => settlement?.now() ?? nothingAsked),
    statements: base.statements.handler(({ input }) => asked(settlement).statements(input.from, input.to)),
    export: base.export.handler(({ input }) => asked(settlement).exportStatements(input.from, input.to)),
    batches: base.batches.handler(() => settlement?.batches() ?? []),
    exportBatch: base.exportBatch.handler(({ input }) => asked(settlement).exportBatch(input.sequence)),
    verify: base.verify.handler(({ input }) =>
      verifyFile(
        'sequence' in input
          ? asked(settlement).exportBatch(input.sequence)
          : asked(settlement).exportStatements(input.from, input.to),
      ),
    ),
    createKey: base.createKey.handler(({ input, context }) =>
      asked(settlement).createKey(context.person, input.passphrase, input.reason),
    ),
    unlock: base.unlock.handler(({ input, context }) => asked(settlement).unlock(context.person, input.passphrase)),
    lock: base.lock.handler(({ input, context }) => asked(settlement).lock(context.person, input.reason)),
  }
}

const nothingAsked: SettlementNow = {
  place: null,
  key: { state: 'none', address: null, epoch: 0 },
  statements: 0,
  unsigned: 0,
  oldestUnsigned: null,
  lastQuarter: null,
  isPastAwaited: false,
}

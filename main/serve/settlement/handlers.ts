import { PowerchainError } from '../../../domain/errors.ts'
import type { SettlementNow } from '../../../domain/rpc/settlement/calls.ts'
import type { Guarded } from '../base.ts'
import type { ServedSite } from '../served-site.ts'

/** What the site states, and its key. */
export function settlementHandlers({ settlement: base }: Guarded, { settlement }: ServedSite) {
  const asked = () => {
    if (settlement) return settlement
    throw new PowerchainError(
      'Config.NotFound',
      'The site file asks for no settlement: it has no section "settlement".',
    )
  }
  return {
    now: base.now.handler(() => settlement?.now() ?? nothingAsked),
    statements: base.statements.handler(({ input }) => asked().statements(input.from, input.to)),
    export: base.export.handler(({ input }) => asked().exportStatements(input.from, input.to)),
    batches: base.batches.handler(() => settlement?.batches() ?? []),
    exportBatch: base.exportBatch.handler(({ input }) => asked().exportBatch(input.sequence)),
    createKey: base.createKey.handler(({ input, context }) =>
      asked().createKey(context.person, input.passphrase, input.reason),
    ),
    unlock: base.unlock.handler(({ input, context }) => asked().unlock(context.person, input.passphrase)),
    lock: base.lock.handler(({ input, context }) => asked().lock(context.person, input.reason)),
  }
}

const nothingAsked: SettlementNow = {
  place: null,
  key: { state: 'none', address: null, epoch: 0 },
  statements: 0,
  unsigned: 0,
  oldestUnsigned: null,
  lastQuarter: null,
}

import type { Clock } from '../../../domain/clock.ts'
import type { Log } from '../../../domain/log.ts'
import type { ContractName } from '../../../domain/settlement/ledger.ts'
import type { WriteAudit } from '../../audit/audit.ts'
import type { Chain } from '../chain/chain.ts'
import type { OutboxNeeds } from '../outbox/needs.ts'
import { createBeginAnew } from '../outbox/begin-anew.ts'
import { createOutbox } from '../outbox/outbox.ts'
import { createOutboxStore } from '../outbox/outbox-store.ts'
import type { SettlementDb } from '../statements/statement-store.ts'
import { createEvents } from './events.ts'
import { createLedger } from './ledger.ts'
import { createLogReader } from './log-reader.ts'
import { createLogStore } from './log-store.ts'
import { createStanding } from './standing.ts'

/** What a site's end of a chain is made of. */
export interface OpenLedgerNeeds extends Pick<OutboxNeeds, 'key' | 'settings' | 'already' | 'gather'> {
  chainId: number
  isPractice: boolean
  chain: Chain
  db: SettlementDb
  account(): string | undefined
  addressOf(contract: ContractName): string | undefined
  /** Addresses of all contracts, whose logs are read. */
  addresses(): readonly string[]
  /** First block that can hold a log of the contracts, and the hash of the chain's first block. */
  firstBlock(): number
  genesis(): string
  /** A practice chain began anew: what still holds has to be asked for again. */
  onAnew?(): void
  audit: WriteAudit
  clock: Clock
  log: Log
}

/** Ledger and outbox of one network over the site's database. Errors: `Store.Failed`. */
export function openLedger(needs: OpenLedgerNeeds) {
  const { db, chain, clock, settings } = needs
  const outboxStore = createOutboxStore(db, clock.now)
  const logs = createLogStore(db)
  const events = createEvents(logs, needs.addressOf)
  const standing = createStanding({
    ...needs,
    store: logs,
    outbox: createBeginAnew(db, outboxStore),
    onForgotten() {
      events.refresh(true)
      needs.onAnew?.()
    },
  })
  const outbox = createOutbox({ ...needs, store: outboxStore, stands: standing.look })
  const reader = createLogReader({ ...needs, store: logs, finality: settings.finality })
  const ledger = createLedger({
    ...needs,
    outbox,
    waiting: outboxStore.waiting,
    reader,
    events,
    standing,
  })
  let isTurning = false
  return {
    ledger,
    outbox,
    outboxStore,
    logs,
    /** One round of both; rounds never overlap. Never rejects. */
    async turn(): Promise<void> {
      if (isTurning) return
      isTurning = true
      await outbox.turn()
      if (chain.answering().length > 0 && standing.doubt() === '') await ledger.turn()
      isTurning = false
    },
  }
}

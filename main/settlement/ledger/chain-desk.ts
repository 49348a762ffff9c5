import type { Person } from '../../../domain/access.ts'
import type { ChainEvent, ChainEventsInput, ChainNow, IntentStory } from '../../../domain/rpc/settlement/ledger.ts'
import { contractNames } from '../../../domain/settlement/ledger.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import type { OutboxRow } from '../../../domain/settlement/outbox.ts'
import type { WriteAudit } from '../../audit/audit.ts'
import type { Chain } from '../chain/chain.ts'
import type { OperatorKey } from '../outbox/operator-key.ts'
import type { OutboxSettings } from '../outbox/needs.ts'
import type { OutboxStore } from '../outbox/outbox-store.ts'
import type { openLedger } from './open-ledger.ts'

/** The chain and the outbox for people. */
export interface ChainDesk {
  now(): ChainNow
  /** The newest first. */
  outbox(limit: number): OutboxRow[]
  /** Errors: `Config.NotFound`. */
  intent(id: string): IntentStory
  /** Errors: `Config.NotFound`, `Config.Invalid` when it is not reverted. */
  decide(person: Person, id: string, decision: 'retry' | 'giveUp', reason: string): OutboxRow
  /** Lets a stopped lane go on. Errors: `Config.Invalid` when it is not stopped, `Chain.Silent`. */
  resume(person: Person, reason: string): Promise<ChainNow>
  /** The newest first. */
  events(input: ChainEventsInput): ChainEvent[]
}

/** What the desk is made of. */
export interface ChainDeskNeeds {
  chainId: number
  opened: ReturnType<typeof openLedger>
  chain: Chain
  key: OperatorKey
  settings: OutboxSettings
  /** Nodes by host, asked or not. */
  endpoints(): readonly string[]
  audit: WriteAudit
}

/** The chain and the outbox for people, over an open ledger. */
export function createChainDesk(needs: ChainDeskNeeds): ChainDesk {
  const { opened, chain, key, audit } = needs
  const { ledger, outbox, outboxStore } = opened
  const rowOf = (id: string): OutboxRow => {
    const row = outboxStore.get(id)
    if (row) return row
    throw new PowerchainError('Config.NotFound', 'There is no such intent in the outbox.')
  }
  const now = () => chainNow(needs)
  return {
    now,
    outbox: outbox.list,
    intent: (id) => ({ row: rowOf(id), steps: outboxStore.events(id).map(stepOf) }),
    decide(person, id, decision, reason) {
      const { intent, state } = rowOf(id)
      if (state !== 'reverted') throw new PowerchainError('Config.Invalid', 'Only what was refused needs a decision.')
      outbox.decide(id, decision)
      const action = decision === 'retry' ? 'ChainActRetried' : 'ChainActGivenUp'
      audit({ person: person.name, action, detail: `${intent.words}: ${reason}` })
      return rowOf(id)
    },
    async resume(person, reason) {
      const account = key.address()
      const { stopped } = account === undefined ? { stopped: '' } : outboxStore.lane(account)
      if (stopped === '') throw new PowerchainError('Config.Invalid', 'The outbox is not stopped.')
      if (chain.answering().length === 0) throw new PowerchainError('Chain.Silent', chain.view().words)
      await outbox.resume()
      audit({ person: person.name, action: 'OutboxResumed', detail: `${stopped} ${reason}` })
      return now()
    },
    events: ({ contract, limit }) =>
      ledger
        .events()
        .filter((event) => contract === undefined || event.contract === contract)
        .slice(-limit)
        .toReversed(),
  }
}

function chainNow({ chainId, opened, key, settings, endpoints }: ChainDeskNeeds): ChainNow {
  const { ledger, outboxStore } = opened
  const waiting = outboxStore.open()
  const account = key.address()
  return {
    ...ledger.now(),
    chainId,
    endpoints: [...endpoints()],
    readTo: ledger.readTo(),
    confirmations: settings.confirmations,
    finality: settings.finality,
    account: ledger.account() ?? null,
    contracts: contractNames.flatMap((name) => {
      const address = ledger.addressOf(name)
      return address === undefined ? [] : [{ name, address }]
    }),
    outbox: {
      waiting: waiting.length,
      oldestAt: waiting[0]?.intent.madeAt ?? null,
      stopped: account === undefined ? whyNoKey(ledger.account()) : outboxStore.lane(account).stopped,
    },
  }
}

function whyNoKey(account: string | undefined): string {
  return account === undefined ? 'There is no operator key yet.' : 'The operator key is locked.'
}

function stepOf({ state, hash, block_number, detail, at }: ReturnType<OutboxStore['events']>[number]) {
  return { state, hash, block: block_number, detail, at }
}

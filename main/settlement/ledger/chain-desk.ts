import type { Person } from '../../../domain/access.ts'
import type { ChainEvent, ChainEventsInput, ChainNow, IntentStory } from '../../../domain/rpc/settlement/ledger.ts'
import type { OutboxRow } from '../../../domain/settlement/outbox.ts'

/** The chain and the outbox for people. */
export interface ChainDesk {
  now(): ChainNow
  /** The newest first. */
  outbox(limit: number): OutboxRow[]
  /** Errors: `Config.NotFound`. */
  intent(id: string): IntentStory
  /** Errors: `Config.NotFound`, `Config.Invalid` when it is not reverted. */
  decide(person: Person, id: string, decision: 'retry' | 'giveUp', reason: string): OutboxRow
  /** Lets a stopped lane go on. Errors: `Config.Invalid` when it is not stopped. */
  resume(person: Person, reason: string): ChainNow
  /** The newest first. */
  events(input: ChainEventsInput): ChainEvent[]
}

import type { Clock } from '../../../domain/clock.ts'
import type { Log } from '../../../domain/log.ts'
import type { Intent } from '../../../domain/settlement/outbox.ts'
import type { Ms } from '../../../domain/units.ts'
import type { Chain } from '../chain/chain.ts'
import type { OperatorKey } from './operator-key.ts'
import type { OutboxStore } from './outbox-store.ts'

/** How patient and how generous the outbox is. */
export interface OutboxSettings {
  /** Blocks on top before a transaction counts as confirmed, and as final. */
  confirmations: number
  finality: number
  /** Most wei a unit of gas may cost, and most wei a day. */
  maxFeePerGas: bigint
  maxWeiPerDay: bigint
  /** Transactions on the way at once. */
  inFlight: number
  /** Not mined for so long, its fees are raised. */
  stuckMs: Ms
}

/** What the outbox is made of. */
export interface OutboxNeeds {
  chainId: number
  chain: Chain
  store: OutboxStore
  key: OperatorKey
  settings: OutboxSettings
  /** Whether the chain has it already: by us in a former life (`same`), or by somebody else and otherwise (`other`). */
  already(intent: Intent): Promise<'no' | 'same' | 'other'>
  /** Whether what was final still stands on the chain; nothing is tracked or sent where it does not. */
  stands?(): Promise<boolean>
  /** Before something is sent: intents that wait may become others. */
  gather?(): void
  clock: Clock
  log: Log
}

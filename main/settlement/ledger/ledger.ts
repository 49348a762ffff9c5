import type { Clock, Stop } from '../../../domain/clock.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import type { Log } from '../../../domain/log.ts'
import type { ContractName, Ledger, LedgerCall } from '../../../domain/settlement/ledger.ts'
import type { WriteAudit } from '../../audit/audit.ts'
import type { Chain } from '../chain/chain.ts'
import { isRefusal, refusalOf } from '../chain/refusal.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { WaitingIntent } from '../outbox/outbox-store.ts'
import { encoded, intentOf } from './act.ts'
import type { createEvents } from './events.ts'
import type { createLogReader } from './log-reader.ts'
import type { createStanding } from './standing.ts'
import { waitingCalls } from './waiting.ts'

/** What the ledger is made of. */
export interface LedgerNeeds {
  chainId: number
  isPractice: boolean
  chain: Chain
  outbox: Pick<Outbox, 'add'>
  /** What of the outbox may still happen. */
  waiting(): readonly WaitingIntent[]
  reader: ReturnType<typeof createLogReader>
  events: ReturnType<typeof createEvents>
  /** Whether what was final still stands. */
  standing: Pick<ReturnType<typeof createStanding>, 'doubt' | 'note'>
  addressOf(contract: ContractName): string | undefined
  account(): string | undefined
  audit: WriteAudit
  clock: Pick<Clock, 'now'>
  log: Log
}

/** The ledger with its turn. */
export interface OpenLedger extends Ledger {
  /** Reads what is new, after the chain was looked at. Rejects never. */
  turn(): Promise<void>
  /** Endpoints tell different events: in words; empty while they agree. */
  doubt(): string
  readTo(): number | null
}

/** The contracts of one network through the chain's endpoints and the outbox. */
export function createLedger(needs: LedgerNeeds): OpenLedger {
  const { chain, outbox, reader, events, standing, audit, clock, log } = needs
  const listeners = new Set<() => void>()
  let differs = ''
  const doubt = () => standing.doubt() || differs
  // what an earlier run has read
  events.refresh(false)

  function tell(): void {
    for (const listener of listeners)
      try {
        listener()
      } catch (error) {
        log.error('ledger: who listens failed', { reason: error instanceof Error ? error.message : String(error) })
      }
  }

  return {
    now() {
      const { state, words, since, head } = chain.view()
      return {
        state: doubt() ? 'uncertain' : state,
        words: doubt() || [words, standing.note()].join(' ').trim(),
        since,
        block: head?.number ?? null,
        blockAt: head ? head.timestamp * 1_000 : null,
        isPractice: needs.isPractice,
      }
    },
    account: needs.account,
    addressOf: needs.addressOf,
    events: events.all,
    onEvents(listener): Stop {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    read: (call) => read(needs, call),
    submit(act) {
      const intent = intentOf(act, needs, clock.now())
      if (outbox.add(intent))
        audit({ person: act.author, action: 'ChainActAsked', detail: `${act.words}: ${act.reason}` })
      return intent.id
    },
    waiting: () => waitingCalls(needs.waiting(), { addressOf: needs.addressOf, readTo: events.readTo() }),
    async turn() {
      try {
        const found = await reader.round(chain.view())
        differs = found.doubt
        if (events.refresh(found.isRewound)) tell()
      } catch (error) {
        log.warn('ledger: reading ended early', { reason: refusalOf(error) })
      }
    },
    doubt,
    readTo: () => (events.readTo() < 0 ? null : events.readTo()),
  }
}

async function read({ chain, ...needs }: LedgerNeeds, call: LedgerCall) {
  const { to, data, decode } = encoded(call, needs)
  if (chain.answering().length === 0)
    throw new PowerchainError('Chain.Silent', `The chain can't be asked now: ${chain.view().words}`)
  const from = needs.account()
  try {
    return decode(await chain.endpoint().call({ ...(from !== undefined && { from }), to, data }, 'latest'))
  } catch (error) {
    const words = refusalOf(error)
    const code = isRefusal(words) ? 'Chain.Refused' : 'Chain.Silent'
    throw new PowerchainError(code, `${call.contract}.${call.method}: ${words}`, { cause: error })
  }
}

import type { Clock } from '../../../domain/clock.ts'
import type { WriteAudit } from '../../audit/audit.ts'
import type { Chain } from '../chain/chain.ts'
import type { Endpoint } from '../chain/endpoint.ts'
import type { BeginAnew } from '../outbox/begin-anew.ts'
import type { FinalBlock, LogStore } from './log-store.ts'

/** What is looked after here. */
export interface StandingNeeds {
  isPractice: boolean
  chain: Pick<Chain, 'endpoint'>
  /** Hash of the first block of the chain that the site file names. */
  genesis(): string
  store: Pick<LogStore, 'genesis' | 'lastFinal' | 'finalAt' | 'finalCount' | 'forgetAbove'>
  outbox: BeginAnew
  /** What was read is another one now. */
  onForgotten(): void
  audit: WriteAudit
  clock: Pick<Clock, 'now'>
}

/**
 * Whether what was final still stands on the chain. Where it does not, a real network is refused: no node that forgets final
 * blocks can be believed. A practice chain, which people delete or put back, begins anew with what the site states.
 */
export function createStanding(needs: StandingNeeds) {
  const { isPractice, chain, store } = needs
  let doubt = ''
  let note = ''
  return {
    /** Looks once; gives whether anything may be sent and read. Rejects when no node answers. */
    async look(): Promise<boolean> {
      const last = store.lastFinal()
      doubt = ''
      // the site file names another network now: what was read of the one before is forgotten by whoever reads
      const isOther = !isPractice && store.genesis() !== needs.genesis()
      if (!last || isOther || (await stands(chain.endpoint(), last))) return true
      if (isPractice) note = await heal(needs)
      else doubt = `Block ${last.block}, which was final with what this site did, is gone: ${refusal}`
      return isPractice
    },
    /** Why nothing is sent; empty while all stands. */
    doubt: () => doubt,
    /** What was begun anew in this run; empty = nothing. */
    note: () => note,
  }
}

const refusal =
  'this is another chain, or an older copy of it. Nothing is sent and nothing believed until the node is the right one.'

async function stands(endpoint: Pick<Endpoint, 'block'>, { block, hash }: FinalBlock): Promise<boolean> {
  return (await endpoint.block(block))?.hash === hash
}

/** Begins anew where the chain and what was read of it part; gives what was done, in words. */
async function heal({ chain, store, outbox, onForgotten, audit, clock }: StandingNeeds): Promise<string> {
  const found = await lastCommon(chain.endpoint(), store)
  // chains begin alike; one that holds nothing of ours is a new one
  const common = found && outbox.isOnUpTo(found.block) ? found : undefined
  const when = `${new Date(clock.now()).toISOString().slice(0, 16)}Z`
  const words = common
    ? `Put back to block ${common.block} at ${when}: what it lost goes out again.`
    : `Begun anew at ${when}: keys and batches go there again; what else was done on the one before is gone.`
  if (common) outbox.takeBack(common.block, common.blockAt, words)
  else outbox.putAside(words)
  store.forgetAbove(common?.block ?? -1)
  onForgotten()
  audit({ person: 'engine', action: 'PracticeChainBegunAnew', detail: words })
  return words
}

/** The newest final block with logs that both have: everything before it is common too. */
async function lastCommon(
  endpoint: Pick<Endpoint, 'block'>,
  store: Pick<LogStore, 'finalAt' | 'finalCount'>,
): Promise<FinalBlock | undefined> {
  let [common, other] = [-1, store.finalCount()]
  while (common + 1 < other) {
    const middle = Math.floor((common + other) / 2)
    const block = store.finalAt(middle)
    if (block && (await stands(endpoint, block))) common = middle
    else other = middle
  }
  return common < 0 ? undefined : store.finalAt(common)
}

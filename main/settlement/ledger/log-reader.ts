import type { Chain, ChainView } from '../chain/chain.ts'
import type { ChainLog, Endpoint } from '../chain/endpoint.ts'
import type { LogStore, StoredLog } from './log-store.ts'

/** What was found in a round of reading. */
export interface ReadOutcome {
  /** Logs of an earlier round are gone. */
  isRewound: boolean
  /** Endpoints give different logs of blocks that should be final: nothing becomes final. Empty while they agree. */
  doubt: string
}

/** What the reader is made of. */
export interface LogReaderNeeds {
  chain: Chain
  store: LogStore
  /** Contracts whose logs are read, and the first block that can hold any. */
  addresses(): readonly string[]
  firstBlock(): number
  /** Hash of the chain's first block: of another chain everything is read anew. */
  genesis(): string
  finality: number
}

/** Nodes refuse longer ranges; this many blocks at once suit all that were tried. */
const rangeBlocks = 2_000
/** Ranges in one round: the outbox has its turn in between. */
const rangesAtOnce = 50

/** Reads the contracts' logs in ranges, each once. */
export function createLogReader(needs: LogReaderNeeds) {
  const { chain, store } = needs
  // told by the first round that comes to its end: what was forgotten must not live on in memory
  let isRewound = false
  return {
    /** One round up to the head of the last look. Rejects when a node falls silent; what was stored stands. */
    async round(view: ChainView): Promise<ReadOutcome> {
      const { head } = view
      if (!head) return { isRewound: false, doubt: '' }
      if (store.begin(needs.genesis())) isRewound = true
      if (await rewind(chain.endpoint(), store)) isRewound = true
      await readOn(needs, head.number)
      const doubt = view.state === 'sure' ? await settle(needs, head.number, () => (isRewound = true)) : ''
      const found = { isRewound, doubt }
      isRewound = false
      return found
    },
  }
}

/** Goes back to the newest point at which the chain is still the one that was read; gives whether it had to. */
async function rewind(endpoint: Endpoint, store: LogStore): Promise<boolean> {
  const points = store.points()
  for (const [i, { block, hash }] of points.entries())
    if ((await endpoint.block(block))?.hash === hash) {
      if (i > 0) store.forgetAbove(block)
      return i > 0
    }
  if (points.length > 0) store.forgetAbove(-1)
  return points.length > 0
}

/** Reads from where the last round ended. */
async function readOn({ chain, store, addresses, firstBlock }: LogReaderNeeds, head: number): Promise<void> {
  const endpoint = chain.endpoint()
  let from = (store.points()[0]?.block ?? firstBlock() - 1) + 1
  for (let i = 0; from <= head && i < rangesAtOnce; i++) {
    const to = Math.min(from + rangeBlocks - 1, head)
    const before = await endpoint.block(to)
    const logs = await endpoint.logs({ addresses: addresses(), from, to })
    const timed = await withTimes(endpoint, logs)
    const after = await endpoint.block(to)
    // reorganised while we read: the next round begins anew
    if (!before || before.hash !== after?.hash) return
    store.add(timed, { block: to, hash: before.hash })
    from = to + 1
  }
}

async function withTimes(endpoint: Endpoint, logs: readonly ChainLog[]): Promise<StoredLog[]> {
  const times = new Map<number, number>()
  for (const { block, blockAt } of logs) {
    if (times.has(block)) continue
    times.set(block, blockAt ?? ((await endpoint.block(block))?.timestamp ?? 0) * 1_000)
  }
  return logs.map((log) => ({ ...log, blockAt: times.get(log.block) ?? 0 }))
}

/**
 * Makes what is deep enough final, once every endpoint gives the same logs; in words what differs. What differs from all
 * that is told now was told wrongly before, and is read anew.
 */
async function settle(
  { chain, store, addresses, finality }: LogReaderNeeds,
  head: number,
  onReread: () => void,
): Promise<string> {
  const readTo = store.points()[0]?.block ?? -1
  const target = Math.min(head - finality, readTo)
  for (let from = store.finalTo() + 1; from <= target; from += rangeBlocks) {
    const to = Math.min(from + rangeBlocks - 1, target)
    const liar = await otherThanStored(chain.answering().slice(1), store, { addresses: addresses(), from, to })
    if (liar) {
      if (await reread(chain.endpoint(), store, { addresses: addresses(), from, to })) onReread()
      return `${liar.name} gives other events of the blocks ${from} to ${to}`
    }
    store.setFinalTo(to)
  }
  return ''
}

type Range = Parameters<Endpoint['logs']>[0]

/** First endpoint whose logs are not those that were read. */
async function otherThanStored(
  endpoints: readonly Endpoint[],
  store: LogStore,
  range: Range,
): Promise<Endpoint | undefined> {
  const own = fingerprint(store.between(range.from, range.to))
  for (const endpoint of endpoints) if (fingerprint(await endpoint.logs(range)) !== own) return endpoint
  return undefined
}

/** Takes over what an endpoint says now of a range; gives whether it is other than before. */
async function reread(endpoint: Endpoint, store: LogStore, range: Range): Promise<boolean> {
  const logs = await endpoint.logs(range)
  if (fingerprint(logs) === fingerprint(store.between(range.from, range.to))) return false
  store.replace(await withTimes(endpoint, logs), range)
  return true
}

function fingerprint(logs: readonly Omit<ChainLog, 'blockAt'>[]): string {
  return JSON.stringify(
    logs.map(({ logIndex, address, topics, data, blockHash, hash }) => [
      logIndex,
      address.toLowerCase(),
      topics,
      data,
      blockHash,
      hash,
    ]),
  )
}

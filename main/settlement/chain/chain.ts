import { keccak256 } from 'ethers'
import type { Clock } from '../../../domain/clock.ts'
import type { ChainState } from '../../../domain/settlement/outbox.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'
import type { Endpoint, Head, Receipt } from './endpoint.ts'

/** What must be found at an endpoint before anything is believed or sent. */
export interface Manifest {
  chainId: number
  genesisHash: string
  /** Keccak-256 of the code of each contract, by address. */
  codeHashes: Readonly<Record<string, string>>
}

/** The chain as it was last looked at. */
export interface ChainView {
  state: ChainState
  /** In words, for people. */
  words: string
  /** Since when it is in this state. */
  since: EpochMs
  /** Newest block that all endpoints know; `undefined` unless single or sure. */
  head: Head | undefined
}

/** One chain through one or two endpoints that must agree. */
export interface Chain {
  /** Looks at every endpoint; never rejects. */
  look(): Promise<ChainView>
  view(): ChainView
  /** The endpoint that answered last, for questions and sending. Only while single or sure. */
  endpoint(): Endpoint
  /** All that answered the last look. */
  answering(): readonly Endpoint[]
  /** A receipt that every endpoint of this look gives the same; `undefined` when one lacks it. */
  receipt(hash: string): Promise<Receipt | undefined>
}

/** Endpoints may be this many blocks apart, and must agree on the block so far below the lower one. */
const apartBlocks = 3
/** A chain whose newest block is older than this is stale: its node has lost its peers. */
const staleMs: Ms = 15 * 60_000

interface Look {
  endpoint: Endpoint
  head?: Head
  fault?: string
  isSilent?: true
}

/** A chain by its manifest. */
export function createChain({
  endpoints,
  manifest,
  clock,
}: {
  endpoints: readonly Endpoint[]
  manifest: Manifest
  clock: Pick<Clock, 'now'>
}): Chain {
  let view: ChainView = { state: 'offline', words: 'Not looked at yet.', since: clock.now(), head: undefined }
  let answering: Endpoint[] = []
  const checks = createChecks(manifest, clock)

  function become(state: ChainState, words: string, head?: Head): ChainView {
    view = { state, words, since: view.state === state ? view.since : clock.now(), head }
    return view
  }

  async function look(): Promise<ChainView> {
    const looks = await Promise.all(endpoints.map((endpoint) => lookAt(endpoint, checks, clock.now())))
    const fault = looks.find((one) => one.fault)
    if (fault) return become('uncertain', `${fault.endpoint.name}: ${fault.fault}`)
    const alive = looks.flatMap(({ endpoint, head }) => (head ? [{ endpoint, head }] : []))
    answering = alive.map(({ endpoint }) => endpoint)
    const lowest = alive.map(({ head }) => head).toSorted((a, b) => a.number - b.number)[0]
    if (!lowest) return become('offline', 'No endpoint answers.')
    const differs = await difference(alive, lowest)
    if (differs) return become('uncertain', differs)
    const isWhole = alive.length === endpoints.length
    const silent = looks.filter(({ isSilent }) => isSilent).map(({ endpoint }) => endpoint.name)
    return isWhole
      ? become('sure', `Block ${lowest.number}.`, lowest)
      : become('single', `Block ${lowest.number}; ${silent.join(', ')} does not answer, nothing becomes final.`, lowest)
  }

  return {
    look,
    view: () => view,
    endpoint() {
      const [endpoint] = answering
      if (!endpoint) throw new RangeError('no endpoint answered the last look')
      return endpoint
    },
    answering: () => answering,
    async receipt(hash) {
      const receipts = await Promise.all(answering.map((endpoint) => endpoint.receipt(hash)))
      const [first] = receipts
      return receipts.every((receipt) => wordsOf(receipt) === wordsOf(first)) ? first : undefined
    },
  }
}

/** All that a receipt claims: of one and the same block a node may still lie about the outcome and the logs. */
function wordsOf(receipt: Receipt | undefined): string {
  return JSON.stringify(receipt ?? null).toLowerCase()
}

/** Genesis and codes are asked of an endpoint when it is new, was silent or wrong, and again after so long. */
const recheckMs: Ms = 10 * 60_000

function createChecks({ chainId, genesisHash, codeHashes }: Manifest, clock: Pick<Clock, 'now'>) {
  const checkedAt = new Map<Endpoint, EpochMs>()
  return {
    forget: (endpoint: Endpoint) => checkedAt.delete(endpoint),
    /** What is wrong with an endpoint; `undefined` when it is on the right chain. Rejects when it does not answer. */
    async fault(endpoint: Endpoint): Promise<string | undefined> {
      const found = await endpoint.chainId()
      if (found !== chainId) return `chain ${found} instead of ${chainId}`
      if (clock.now() - (checkedAt.get(endpoint) ?? -Infinity) < recheckMs) return undefined
      if ((await endpoint.block(0))?.hash !== genesisHash) return 'another genesis block'
      for (const [address, codeHash] of Object.entries(codeHashes))
        if (keccak256(await endpoint.code(address)) !== codeHash) return `other code at ${address} than was deployed`
      checkedAt.set(endpoint, clock.now())
      return undefined
    },
  }
}

async function lookAt(endpoint: Endpoint, checks: ReturnType<typeof createChecks>, now: EpochMs): Promise<Look> {
  try {
    const fault = await checks.fault(endpoint)
    if (fault) {
      checks.forget(endpoint)
      return { endpoint, fault }
    }
    const head = await endpoint.block('latest')
    if (!head) return { endpoint, isSilent: true }
    if (now - head.timestamp * 1_000 > staleMs)
      return { endpoint, fault: `its newest block is ${Math.round((now / 1_000 - head.timestamp) / 60)} min old` }
    return { endpoint, head }
  } catch {
    checks.forget(endpoint)
    return { endpoint, isSilent: true }
  }
}

async function difference(
  alive: readonly { endpoint: Endpoint; head: Head }[],
  lowest: Head,
): Promise<string | undefined> {
  if (alive.some(({ head }) => head.number - lowest.number > apartBlocks))
    return `endpoints are ${Math.max(...alive.map(({ head }) => head.number)) - lowest.number} blocks apart`
  const depth = Math.max(0, lowest.number - apartBlocks)
  try {
    const blocks = await Promise.all(alive.map(({ endpoint }) => endpoint.block(depth)))
    const isSame = blocks.every((block) => block?.hash === blocks[0]?.hash)
    return isSame ? undefined : `endpoints differ about block ${depth}`
  } catch {
    return `an endpoint did not answer about block ${depth}`
  }
}

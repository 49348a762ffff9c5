import { keccak256, Wallet, ZeroHash } from 'ethers'
import { silentLog } from '../../../../domain/log.ts'
import type { Intent } from '../../../../domain/settlement/outbox.ts'
import { openDb, type SiteDb } from '../../../../main/historian/db.ts'
import { createChain } from '../../../../main/settlement/chain/chain.ts'
import { createEndpoint } from '../../../../main/settlement/chain/endpoint.ts'
import { createOperatorKey } from '../../../../main/settlement/outbox/operator-key.ts'
import { createOutboxStore } from '../../../../main/settlement/outbox/outbox-store.ts'
import type { OutboxSettings } from '../../../../main/settlement/outbox/needs.ts'
import { createOutbox } from '../../../../main/settlement/outbox/outbox.ts'
import type { VirtualClock } from '../../../../main/simulate/virtual-clock.ts'
import { createVirtualClock } from '../../../virtual-clock.ts'
import { type Anvil, rpc } from './anvil.ts'
import { type HostileNode, startHostileNode } from './hostile-node.ts'
import { laneInterface } from './lane-contract.ts'

const chainId = 31_337
/** First account of every practice chain; worth nothing anywhere. */
export const operatorKey = '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80'
const settings: OutboxSettings = {
  confirmations: 2,
  finality: 6,
  maxFeePerGas: 200_000_000_000n,
  maxWeiPerDay: 10n ** 19n,
  inFlight: 4,
  stuckMs: 60_000,
}

/** A site that posts batches through two nodes that may misbehave. */
export interface PostingSite {
  anvil: Anvil
  nodes: [HostileNode, HostileNode]
  clock: VirtualClock
  db: SiteDb
  contract: string
  outbox: ReturnType<typeof createOutbox>
  store: ReturnType<typeof createOutboxStore>
  intent(sequence: number): Intent
  /** What the contract holds, in order. */
  posted(): Promise<string[]>
  /** The process ends at once; another one opens the same file, with which something may happen `meanwhile`. */
  crash(meanwhile?: () => void): void
  mine(blocks?: number): Promise<void>
  stop(): Promise<void>
}

/** Deploys the contract and opens a site in front of it; `file` is its database. */
export async function postingSite(
  anvil: Anvil,
  given: { code: string; file: string; random?: () => number; settings?: Partial<OutboxSettings> },
): Promise<PostingSite> {
  const random = given.random ?? (() => 1)
  const clock = createVirtualClock(1_700_000_000_000)
  const nodes: [HostileNode, HostileNode] = [
    await startHostileNode(anvil.url, random),
    await startHostileNode(anvil.url, random),
  ]
  const mine = async (blocks = 1) => {
    for (let i = 0; i < blocks; i++) {
      clock.advance(2_000)
      await anvil
        .ask('evm_mine', { timestamp: Math.floor(clock.now() / 1_000), blocks: 1 })
        .catch(() => anvil.ask('evm_mine'))
    }
  }
  const contract = await deploy(anvil, given.code, mine)
  const genesis = await anvil.ask<{ hash: string }>('eth_getBlockByNumber', '0x0', false)
  const codeHash = keccak256(await anvil.ask<string>('eth_getCode', contract, 'latest'))
  const call = async <T>(name: 'count' | 'digestOf', ...args: unknown[]): Promise<T> => {
    const data = laneInterface.encodeFunctionData(name, args)
    const result = await rpc<string>(anvil.url, 'eth_call', [{ to: contract, data }, 'latest'])
    return laneInterface.decodeFunctionResult(name, result)[0] as T
  }
  let isDead = { value: false }
  function open() {
    const dead = { value: false }
    isDead = dead
    const db = openDb({ file: given.file, clock, log: silentLog })
    const alive = <T>(work: () => T): T => {
      if (dead.value) throw new Error('the process is gone')
      return work()
    }
    const guarded: SiteDb = {
      ...db,
      run: (sql, ...values) => alive(() => db.run(sql, ...values)),
      durable: (work) => alive(() => db.durable(work)),
      all: (sql, ...values) => alive(() => db.all(sql, ...values)),
      get: (sql, ...values) => alive(() => db.get(sql, ...values)),
    }
    const endpoints = nodes.map(({ url }) => createEndpoint({ url, chainId, timeoutMs: 4_000 }))
    const manifest = { chainId, genesisHash: genesis.hash, codeHashes: { [contract]: codeHash } }
    const chain = createChain({ endpoints, manifest, clock })
    const store = createOutboxStore(guarded, clock.now)
    const key = createOperatorKey({ privateKey: operatorKey, chainId, allowed: () => [contract] })
    const outbox = createOutbox({
      chainId,
      chain,
      store,
      key,
      settings: { ...settings, ...given.settings },
      async already({ proof }) {
        const [, sequence = '0x0', wanted = ''] = proof.topics
        const found = await chain.endpoint().call({
          from: contract,
          to: contract,
          data: laneInterface.encodeFunctionData('digestOf', [BigInt(sequence)]),
        })
        if (found === ZeroHash) return 'no'
        return found === wanted ? 'same' : 'other'
      },
      clock,
      log: silentLog,
    })
    return { db, outbox, store, endpoints }
  }
  let opened = open()
  const site: PostingSite = {
    anvil,
    nodes,
    clock,
    db: opened.db,
    contract,
    outbox: opened.outbox,
    store: opened.store,
    intent: (sequence) => ({
      id: `batch/${sequence}`,
      kind: 'postBatch',
      words: `Batch ${sequence}`,
      to: contract,
      data: laneInterface.encodeFunctionData('post', [sequence, digest(sequence)]),
      proof: {
        address: contract,
        topics: laneInterface.encodeFilterTopics('Posted', [sequence, digest(sequence)]) as string[],
      },
      madeAt: clock.now(),
    }),
    async posted() {
      const count = Number(await call<bigint>('count'))
      return Promise.all(Array.from({ length: count }, (_, i) => call<string>('digestOf', i + 1)))
    },
    crash(meanwhile) {
      isDead.value = true
      opened.endpoints.forEach((endpoint) => endpoint.close())
      opened.db.close()
      meanwhile?.()
      opened = open()
      Object.assign(site, { db: opened.db, outbox: opened.outbox, store: opened.store })
    },
    mine,
    async stop() {
      isDead.value = true
      opened.endpoints.forEach((endpoint) => endpoint.close())
      opened.db.close()
      await Promise.all(nodes.map((node) => node.stop()))
    },
  }
  return site
}

/** Digests of the batches 1 to `count`, as the contract should hold them. */
export function digests(count: number): string[] {
  return Array.from({ length: count }, (_, i) => digest(i + 1))
}

function digest(sequence: number): string {
  return keccak256(`0x${sequence.toString(16).padStart(64, '0')}`)
}

async function deploy(anvil: Anvil, code: string, mine: () => Promise<void>): Promise<string> {
  const deployer = new Wallet(`0x${'5'.repeat(64)}`)
  await anvil.ask('anvil_setBalance', deployer.address, `0x${(10n ** 20n).toString(16)}`)
  const nonce = Number(await anvil.ask<string>('eth_getTransactionCount', deployer.address, 'latest'))
  const raw = await deployer.signTransaction({
    type: 2,
    chainId,
    nonce,
    data: code,
    gasLimit: 1_000_000n,
    maxFeePerGas: 100_000_000_000n,
    maxPriorityFeePerGas: 1_000_000_000n,
  })
  const hash = await anvil.ask<string>('eth_sendRawTransaction', raw)
  await mine()
  const receipt = await anvil.ask<{ contractAddress: string }>('eth_getTransactionReceipt', hash)
  return receipt.contractAddress
}

import { createRandom } from '../../../../devices/simulated/random.ts'
import type { Anvil } from './anvil.ts'
import { type PostingSite, postingSite } from './posting-site.ts'

/** What a run of mischief left behind. */
export interface ChaosResult {
  posted: string[]
  states: string[]
  /** How many transactions of each nonce of ours were mined. */
  hashesByNonce: number[]
}

const batches = 8
const roundsOfChaos = 60
const deepestReorg = 6

/** Posts batches through two nodes while everything goes wrong by a seed, then lets it calm down. */
export async function chaos(anvil: Anvil, given: { code: string; seed: number; file: string }): Promise<ChaosResult> {
  const { next: random } = createRandom(given.seed)
  const site = await postingSite(anvil, { code: given.code, file: given.file, random })
  try {
    // the contract itself is older than any block that is taken back
    await site.mine(2 * deepestReorg)
    let added = 0
    for (let round = 0; round < roundsOfChaos; round++) {
      if (added < batches && random() < 0.25) site.outbox.add(site.intent(++added))
      await misbehave(site, random)
      const turn = site.outbox.turn()
      // a process that ends in the middle of a round: what it had begun goes on at the node
      if (random() < 0.1) {
        await new Promise((resolve) => setTimeout(resolve, 30 * random()))
        site.crash()
      }
      await turn
      if (random() < 0.7) await site.mine()
    }
    while (added < batches) site.outbox.add(site.intent(++added))
    for (const { mischief } of site.nodes)
      Object.assign(mischief, { isDown: false, losesReplies: 0, refuses: 0, chainId: undefined, behind: 0 })
    await calm(site)
    return await resultOf(site)
  } finally {
    await site.stop()
  }
}

async function misbehave(site: PostingSite, random: () => number): Promise<void> {
  for (const { mischief } of site.nodes) {
    mischief.losesReplies = random() < 0.3 ? 0.15 : 0
    mischief.refuses = random() < 0.3 ? 0.1 : 0
    mischief.isDown = random() < 0.1
    mischief.chainId = random() < 0.04 ? 1 : undefined
    mischief.behind = random() < 0.05 ? 1 + Math.floor(9 * random()) : 0
  }
  if (random() < 0.08) await site.anvil.ask('anvil_reorg', 1 + Math.floor(deepestReorg * random()), [])
  if (random() < 0.1)
    await site.anvil.ask('anvil_setNextBlockBaseFeePerGas', `0x${Math.floor(1e9 + 5e10 * random()).toString(16)}`)
  if (random() < 0.1) site.clock.advance(90_000)
}

async function calm(site: PostingSite): Promise<void> {
  for (let round = 0; round < 120; round++) {
    await site.outbox.turn()
    site.clock.advance(10_000)
    await site.mine()
    const states = site.store.list(99).map(({ state }) => state)
    if (states.every((state) => state === 'final' || state === 'adopted')) return
  }
}

async function resultOf(site: PostingSite): Promise<ChaosResult> {
  const rows = site.store.list(99)
  const nonces = new Set(rows.flatMap(({ attempts }) => attempts.map(({ nonce }) => nonce)))
  const hashesByNonce: number[] = []
  for (const nonce of nonces) {
    const receipts = await Promise.all(
      site.store.hashesOf(nonce).map((hash) => site.anvil.ask<object | null>('eth_getTransactionReceipt', hash)),
    )
    hashesByNonce.push(receipts.filter((receipt) => receipt !== null).length)
  }
  return { posted: await site.posted(), states: rows.map(({ state }) => state), hashesByNonce }
}

import type { OutboxRow } from '../../../domain/settlement/outbox.ts'
import type { ChainView } from '../chain/chain.ts'
import type { Receipt } from '../chain/endpoint.ts'
import type { OutboxNeeds } from './needs.ts'

/** Follows what was sent: mined, confirmed, final, reverted; and back to be sent again when its block is gone. */
export async function track(needs: OutboxNeeds, view: ChainView): Promise<void> {
  // one that a person wants tried again has old transactions that say nothing of the new try
  for (const row of needs.store.open())
    if (row.attempts.length > 0 && row.state !== 'drafted' && row.state !== 'reverted') await trackOne(needs, view, row)
}

async function trackOne(needs: OutboxNeeds, view: ChainView, row: OutboxRow): Promise<void> {
  const found = await minedAttempt(needs, row)
  const { store } = needs
  const intentId = row.intent.id
  if (!found) {
    if (row.state === 'mined' || row.state === 'confirmed')
      store.durable(() => store.happened({ intentId, hash: null, state: 'reorged', detail: 'Its block is gone.' }))
    return
  }
  const { hash, receipt } = found
  const block = { hash, blockNumber: receipt.blockNumber, blockHash: receipt.blockHash }
  const depth = (view.head?.number ?? 0) - receipt.blockNumber
  const { confirmations, finality } = needs.settings
  const isProven = receipt.succeeded && proves(row, receipt)
  if (depth >= finality && view.state === 'sure') {
    const isGood = receipt.succeeded && isProven
    return store.durable(() => {
      store.happened({
        intentId,
        ...block,
        state: isGood ? 'final' : 'reverted',
        detail: isGood ? '' : whyNot(receipt),
      })
      if (isGood) store.settle(intentId)
    })
  }
  const state = depth >= confirmations ? 'confirmed' : 'mined'
  const last = store.newest(intentId)
  if (row.state === state && last?.block_hash === receipt.blockHash) return
  store.durable(() => store.happened({ intentId, ...block, state }))
}

async function minedAttempt(
  { chain }: OutboxNeeds,
  { attempts }: OutboxRow,
): Promise<{ hash: string; receipt: Receipt } | undefined> {
  const nonce = attempts.at(-1)?.nonce
  for (const { hash } of attempts.filter((attempt) => attempt.nonce === nonce)) {
    const receipt = await chain.receipt(hash)
    if (receipt) return { hash, receipt }
  }
  return undefined
}

/** A receipt proves by its logs: that something was mined is not enough. */
function proves({ intent }: OutboxRow, { logs }: Receipt): boolean {
  const { address, topics } = intent.proof
  if (topics.length === 0) return true
  return logs.some(
    (log) =>
      log.address.toLowerCase() === address.toLowerCase() &&
      topics.every((topic, i) => log.topics[i]?.toLowerCase() === topic.toLowerCase()),
  )
}

function whyNot({ succeeded }: Receipt): string {
  return succeeded ? 'It was mined and did not leave the log that proves it.' : 'The contract refused it.'
}

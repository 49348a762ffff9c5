import type { OutboxNeeds } from './needs.ts'

/**
 * Compares our own nonces with the chain's. A nonce that was mined without any of our bytes means that the key is used
 * elsewhere: the lane stops, and a person must look. After an old backup was restored the chain knows more than we do; then
 * what is there already is adopted and the lane goes on behind it.
 */
export async function checkLane(needs: OutboxNeeds): Promise<boolean> {
  const { chain, store, key, log } = needs
  const account = key.address()
  if (account === undefined) return false
  const lane = store.lane(account)
  if (lane.stopped) return false
  const mined = await chain.endpoint().nonce(account)
  const isBehind = lane.next !== null && mined > lane.next
  if (lane.next === null || (isBehind && (await adopt(needs)) > 0)) {
    store.durable(() => store.setLane(account, mined))
    return true
  }
  const foreign = isBehind ? mined - 1 : await foreignNonce(needs, mined)
  if (foreign === undefined) return true
  const words = `The operator key is used elsewhere: nonce ${foreign} of ${account} was taken by a transaction that is not ours.`
  log.error('outbox: lane stopped', { reason: words })
  store.durable(() => store.setLane(account, lane.next, words))
  return false
}

/** Marks what the chain has already as adopted, in order up to the first that it lacks; gives how many. */
async function adopt({ store, already }: OutboxNeeds): Promise<number> {
  let adopted = 0
  for (const { intent } of store.open()) {
    if ((await already(intent)) !== 'same') break
    adoptOne(store, intent.id)
    adopted += 1
  }
  return adopted
}

/** Marks an intent as brought to the chain before us. */
export function adoptOne(store: OutboxNeeds['store'], intentId: string): void {
  store.durable(() => {
    store.happened({ intentId, hash: null, state: 'adopted', detail: 'It was on the chain already.' })
    store.settle(intentId)
  })
}

/** A nonce of ours below `mined` of which no hash has a receipt. */
async function foreignNonce({ chain, store }: OutboxNeeds, mined: number): Promise<number | undefined> {
  const ours = store.open().flatMap(({ attempts }) => attempts.map(({ nonce }) => nonce))
  for (const nonce of new Set(ours)) {
    if (nonce >= mined) continue
    const receipts = await Promise.all(store.hashesOf(nonce).map((hash) => chain.endpoint().receipt(hash)))
    if (receipts.every((receipt) => receipt === undefined)) return nonce
  }
  return undefined
}

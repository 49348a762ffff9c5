import type { IntentState, OutboxRow } from '../../../domain/settlement/outbox.ts'
import type { ChainView } from '../chain/chain.ts'
import { isRefusal, refusalOf } from '../chain/refusal.ts'
import { adoptOne } from './lane.ts'
import type { OutboxNeeds } from './needs.ts'

/** States of what is on its way: its bytes are with the network, or should be. */
const underway: ReadonlySet<IntentState> = new Set(['signed', 'sent', 'unknown', 'reorged', 'mined'])
/** Batches follow each other: one that is refused holds up all later ones. */
const batchKind = 'postBatch'
/** Gas beyond the estimate: state may differ by then. */
const spare = { numerator: 12n, denominator: 10n }

/** Gives bytes that are not surely with the network to it again: the same bytes, so that nothing can happen twice. */
export async function resend(needs: OutboxNeeds): Promise<void> {
  for (const { intent, state, attempts } of needs.store.open()) {
    const last = attempts.at(-1)
    if (last && ['signed', 'unknown', 'reorged'].includes(state)) await give(needs, intent.id, last.hash)
  }
}

/** Signs and sends the next intents in order, as far as fees and the number on the way allow. */
export async function sendNext(needs: OutboxNeeds, view: ChainView): Promise<void> {
  const open = needs.store.open()
  let free = needs.settings.inFlight - open.filter(({ state }) => underway.has(state)).length
  let isHeldUp = false
  for (const [i, row] of open.entries()) {
    if (free <= 0) return
    const isBatch = row.intent.kind === batchKind
    if (isBatch && row.state === 'reverted') isHeldUp = true
    if (row.state !== 'drafted' || (isBatch && isHeldUp)) continue
    if (!(await sendOne(needs, view, row, isJudged(row, open.slice(0, i))))) return
    free -= 1
  }
}

/**
 * Whether a refusal can be believed: what goes before may be missing in the node's view just now, or be taken back. A batch
 * waits until all of it is final, other acts until it is confirmed; an act that was refused itself holds nobody up.
 */
function isJudged({ intent }: OutboxRow, before: readonly OutboxRow[]): boolean {
  const isBatch = intent.kind === batchKind
  return before.every(({ state }) => state === 'reverted' || (!isBatch && state === 'confirmed'))
}

/** Gives whether the next one may follow. */
async function sendOne(
  needs: OutboxNeeds,
  view: ChainView,
  { intent }: OutboxRow,
  isBelieved: boolean,
): Promise<boolean> {
  const { store, chain, key, clock } = needs
  const already = await needs.already(intent)
  if (already === 'same') {
    adoptOne(store, intent.id)
    return true
  }
  if (already === 'other') {
    stay(needs, intent.id, 'Something else stands there on the chain: another station settles this site.')
    return false
  }
  const from = key.address()
  if (from === undefined) return false
  const tx = { from, to: intent.to, data: intent.data }
  const refusal = await refused(needs, tx)
  if (refusal !== undefined) {
    if (!isBelieved) return false
    store.durable(() => store.happened({ intentId: intent.id, hash: null, state: 'reverted', detail: refusal }))
    return false
  }
  const fees = await feesNow(needs, view)
  if (!fees) return false
  const gasLimit = ((await chain.endpoint().gas(tx)) * spare.numerator) / spare.denominator
  const { next } = store.lane(from)
  if (next === null || isTooDear(needs, gasLimit * fees.maxFeePerGas)) return false
  const { chainId } = needs
  const { raw, hash } = key.sign({ chainId, nonce: next, to: intent.to, data: intent.data, gasLimit, ...fees })
  store.durable(() => {
    store.setLane(from, next + 1)
    store.addRaw({
      hash,
      intentId: intent.id,
      nonce: next,
      raw,
      gas: String(gasLimit),
      maxFee: String(fees.maxFeePerGas),
      priorityFee: String(fees.maxPriorityFeePerGas),
      madeAt: clock.now(),
      replaces: null,
    })
    store.happened({ intentId: intent.id, hash, state: 'signed' })
  })
  await give(needs, intent.id, hash)
  return true
}

/** Whether a day's spending would pass its cap, counted by what might be spent at most. */
export function isTooDear({ store, settings, clock }: OutboxNeeds, wei: bigint): boolean {
  const dayMs = 86_400_000
  const spent = store.mostWeiSince(Math.floor(clock.now() / dayMs) * dayMs)
  return spent + wei > settings.maxWeiPerDay
}

/** Sends stored bytes. A lost answer leaves it unknown; the same bytes go out again in the next round. */
export async function give({ store, chain }: OutboxNeeds, intentId: string, hash: string): Promise<void> {
  const raw = store.rawOf(hash)
  if (raw === undefined) return
  const before = store.newest(intentId)?.state
  try {
    await chain.endpoint().send(raw)
    if (before !== 'sent') store.durable(() => store.happened({ intentId, hash, state: 'sent' }))
  } catch (error) {
    const words = refusalOf(error)
    const isThere = /already known|already imported|nonce too low/i.test(words)
    const state = isThere ? 'sent' : 'unknown'
    if (before !== state) store.durable(() => store.happened({ intentId, hash, state, detail: words }))
  }
}

/** Fees of now within the cap; `undefined` while the network asks for more. */
export async function feesNow(
  { chain, settings }: Pick<OutboxNeeds, 'chain' | 'settings'>,
  { head }: ChainView,
): Promise<{ maxFeePerGas: bigint; maxPriorityFeePerGas: bigint } | undefined> {
  const base = head?.baseFee ?? 0n
  const tip = await chain.endpoint().priorityFee()
  const wanted = 2n * base + tip
  const maxFeePerGas = wanted < settings.maxFeePerGas ? wanted : settings.maxFeePerGas
  if (base + tip > maxFeePerGas) return undefined
  return { maxFeePerGas, maxPriorityFeePerGas: tip }
}

/** Why the contract would refuse it; `undefined` when it would not. A node that does not answer throws. */
async function refused(
  { chain }: OutboxNeeds,
  tx: { from: string; to: string; data: string },
): Promise<string | undefined> {
  try {
    await chain.endpoint().call(tx)
    return undefined
  } catch (error) {
    const words = refusalOf(error)
    if (isRefusal(words)) return words.slice(0, 300)
    throw error
  }
}

function stay({ store }: OutboxNeeds, intentId: string, detail: string): void {
  if (store.newest(intentId)?.detail !== detail)
    store.durable(() => store.happened({ intentId, hash: null, state: 'reverted', detail }))
}

import type { OutboxRow } from '../../../domain/settlement/outbox.ts'
import type { ChainView } from '../chain/chain.ts'
import type { OutboxNeeds } from './needs.ts'
import { feesNow, give, isTooDear } from './send.ts'

/** Nodes take a replacement only when both fees rise by a tenth (go-ethereum's rule); an eighth leaves room for rounding. */
const raise = { numerator: 9n, denominator: 8n }

/**
 * Raises the fees of the oldest transaction that is stuck: same nonce, higher fees, all its hashes watched. Only one of
 * them can ever be mined.
 */
export async function raiseFees(needs: OutboxNeeds, view: ChainView): Promise<void> {
  const { store, settings, clock } = needs
  const stuck = store.open().find(({ state, attempts }) => {
    const last = attempts.at(-1)
    return (state === 'sent' || state === 'unknown') && last && clock.now() - last.madeAt > settings.stuckMs
  })
  if (stuck) await replace(needs, view, stuck)
}

async function replace(needs: OutboxNeeds, view: ChainView, { intent, attempts }: OutboxRow): Promise<void> {
  const { store, key, settings, clock, chainId } = needs
  const last = attempts.at(-1)
  const now = await feesNow(needs, view)
  const from = key.address()
  if (!last || !now || from === undefined) return
  const maxFeePerGas = larger(risen(last.maxFee), now.maxFeePerGas)
  const maxPriorityFeePerGas = larger(risen(last.priorityFee), now.maxPriorityFeePerGas)
  if (maxFeePerGas > settings.maxFeePerGas) return
  // the gas of the first: an estimate now would count on what is not mined yet
  const gasLimit = BigInt(last.gas)
  if (isTooDear(needs, gasLimit * maxFeePerGas)) return
  const { raw, hash } = key.sign({
    chainId,
    nonce: last.nonce,
    to: intent.to,
    data: intent.data,
    gasLimit,
    maxFeePerGas,
    maxPriorityFeePerGas: maxPriorityFeePerGas < maxFeePerGas ? maxPriorityFeePerGas : maxFeePerGas,
  })
  store.durable(() => {
    store.addRaw({
      hash,
      intentId: intent.id,
      nonce: last.nonce,
      raw,
      gas: last.gas,
      maxFee: String(maxFeePerGas),
      priorityFee: String(maxPriorityFeePerGas),
      madeAt: clock.now(),
      replaces: last.hash,
    })
    store.happened({ intentId: intent.id, hash, state: 'signed', detail: 'Fees raised.' })
  })
  await give(needs, intent.id, hash)
}

function risen(fee: string): bigint {
  return (BigInt(fee) * raise.numerator) / raise.denominator + 1n
}

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}

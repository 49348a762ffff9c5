import type { Batch, Correction } from '../../../domain/settlement/batch.ts'
import type { Ledger } from '../../../domain/settlement/ledger.ts'
import type { Intent, OutboxRow } from '../../../domain/settlement/outbox.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'
import type { BatchStore } from '../batches/batch-store.ts'
import type { CorrectionStore } from '../batches/correction-store.ts'
import { interfaceOf } from '../chain/abis.ts'
import type { Vouch } from '../keys/reattestation.ts'
import { halvesOf } from '../keys/sign.ts'
import { intentId } from '../ledger/act.ts'
import { adoptOne } from './lane.ts'
import type { Outbox } from './outbox.ts'
import type { OutboxStore } from './outbox-store.ts'
import { needsVouching } from './reattest.ts'

/** What the posting of batches is made of. */
export interface BatchIntentsNeeds {
  chainId: number
  /** Address of the settlement contract. */
  contract: string
  site: number
  batches: Pick<BatchStore, 'last' | 'of'>
  corrections: Pick<CorrectionStore, 'of'>
  outbox: Pick<Outbox, 'add'>
  store: OutboxStore
  ledger: Pick<Ledger, 'events'>
  /** Signature of the newest key for a batch of a revoked one. */
  vouch: Vouch
  now(): EpochMs
}

/** Batches that wait together go in one transaction from so many on: less than half the gas for each. */
const togetherFrom = 3
/** Most in one call of `postBatches`. */
const mostTogether = 64
const kind = 'postBatch'
const vouched = 'reattest'
const askAgainMs: Ms = 300_000

/** Each signed batch becomes an intent; what waited long goes together. */
export function createBatchIntents(needs: BatchIntentsNeeds) {
  const { batches, outbox, store } = needs
  let keptTo = 0
  return {
    /** Keeps an intent for every batch that has none. */
    keep(): void {
      const last = batches.last()?.header.sequence ?? 0
      while (keptTo < last) {
        const batch = batches.of(keptTo + 1)
        if (batch) outbox.add(intentOf(needs, [batch]))
        keptTo += 1
      }
    },
    /** The outbox has begun anew: every batch is wanted there again. */
    again: () => void (keptTo = 0),
    /**
     * Before anything is sent: what the chain has is adopted, and three or more that wait become one transaction. Only what
     * never had bytes is changed.
     */
    gather(): void {
      for (const row of store.open()) renew(needs, row)
      const waiting = store.open().filter(({ intent, attempts }) => isPosting(intent) && attempts.length === 0)
      for (const { intent } of waiting.filter((row) => isDue(row, needs.now())))
        store.durable(() =>
          store.happened({ intentId: intent.id, hash: null, state: 'drafted', detail: 'Asked again.' }),
        )
      for (const row of waiting) vouchFor(needs, row)
      if (waiting.length < togetherFrom && !waiting.some(isRefusedJoint)) return
      for (const row of waiting.filter(isRefusedJoint)) takeApart(needs, row)
      const left = waiting.filter(({ intent, state }) => {
        if (state !== 'drafted' || sequencesOf(intent).length !== 1 || isRevoked(needs, intent)) return false
        if (already(needs, intent) !== 'same') return true
        adoptOne(store, intent.id)
        return false
      })
      for (let i = 0; i + togetherFrom <= left.length; i += mostTogether) join(needs, left.slice(i, i + mostTogether))
    },
    /** Whether the chain has it already: the same, or something else in its place. */
    already: (intent: Intent) => already(needs, intent),
  }
}

/**
 * Batches that were signed anew go with the signature that holds now. What may still be mined is left alone until it is or
 * is refused: it brings the same batch.
 */
function renew(needs: BatchIntentsNeeds, row: OutboxRow): void {
  const { store, outbox, batches } = needs
  const { intent, state, attempts } = row
  const isIdle = state === 'reverted' || (state === 'drafted' && attempts.length === 0)
  const held = isIdle ? sequencesOf(intent).flatMap((sequence) => batches.of(sequence) ?? []) : []
  const signed = isIdle && intent.kind === 'postCorrection' ? [correctionOf(needs, intent)] : held
  if (!signed.some((one) => one?.replaced && !intent.data.includes(one.signature.slice(2)))) return
  // a correction is asked for anew by whoever posts corrections
  for (const batch of held) outbox.add(intentOf(needs, [batch]))
  store.durable(() => supersede(store, row, 'Signed anew by the next key.'))
}

function correctionOf({ corrections, site }: BatchIntentsNeeds, { data }: Intent): Correction | undefined {
  const parsed = interfaceOf('DeliverySettlement').parseTransaction({ data })
  const header = parsed?.args[0] as { site: bigint; correction: bigint } | undefined
  return header && Number(header.site) === site ? corrections.of(Number(header.correction)) : undefined
}

/** Several waiting batches become one intent; the single ones are superseded by it. */
function join(needs: BatchIntentsNeeds, rows: readonly OutboxRow[]): void {
  const { store, outbox, batches } = needs
  const intent = intentOf(
    needs,
    rows.flatMap((row) => sequencesOf(row.intent).flatMap((sequence) => batches.of(sequence) ?? [])),
  )
  // one that was taken apart once stays so
  if (!outbox.add(intent)) return
  store.durable(() => {
    for (const row of rows) supersede(store, row, `Goes with others: ${intent.words}.`)
  })
}

/** A waiting batch of a key that was revoked meanwhile goes with the word of the new key for it. */
function vouchFor(needs: BatchIntentsNeeds, row: OutboxRow): void {
  const { chainId, contract, site, batches, outbox, store, vouch, now } = needs
  const [sequence = 0] = sequencesOf(row.intent)
  const batch = batches.of(sequence)
  if (row.intent.kind !== kind || !batch || !isRevoked(needs, row.intent)) return
  const signature = vouch(batch)
  if (signature === undefined) return
  const { digest, header, keyEpoch } = batch
  const vouching = { site, sequence, batch: digest, revokedEpoch: keyEpoch }
  const calls = interfaceOf('DeliverySettlement')
  const words = `Batch ${sequence}, vouched for by the new key`
  outbox.add({
    ...intentOf(needs, [batch]),
    id: intentId(vouched, chainId, contract, digest),
    kind: vouched,
    words,
    data: calls.encodeFunctionData('reattest', [
      { site, ...header },
      halvesOf(batch.signature),
      vouching,
      halvesOf(signature),
    ]),
    madeAt: now(),
  })
  store.durable(() => supersede(store, row, `Goes as: ${words}.`))
}

function isRevoked({ batches, site, ledger }: BatchIntentsNeeds, intent: Intent): boolean {
  const [sequence = 0, ...others] = sequencesOf(intent)
  const batch = others.length === 0 ? batches.of(sequence) : undefined
  return batch !== undefined && needsVouching(batch, site, ledger)
}

function isPosting(intent: Intent): boolean {
  return intent.kind === kind || intent.kind === vouched
}

/** A joint intent that the chain refuses, because another station brought a part of it: its batches go alone. */
function takeApart(needs: BatchIntentsNeeds, row: OutboxRow): void {
  const { store, batches } = needs
  store.durable(() => {
    supersede(store, row, 'Its batches go alone.')
    for (const sequence of sequencesOf(row.intent)) {
      const batch = batches.of(sequence)
      if (batch) store.reopen(intentOf(needs, [batch]).id)
    }
  })
}

function isRefusedJoint({ intent, state }: OutboxRow): boolean {
  return state === 'reverted' && sequencesOf(intent).length > 1
}

/** A batch that was refused before it cost anything: lanes open, windows end, so the contract is asked again. */
function isDue(row: OutboxRow, now: EpochMs): boolean {
  return row.state === 'reverted' && !isRefusedJoint(row) && now - row.at > askAgainMs
}

function supersede(store: OutboxStore, { intent }: OutboxRow, detail: string): void {
  store.happened({ intentId: intent.id, hash: null, state: 'superseded', detail })
  store.settle(intent.id)
}

function intentOf({ chainId, contract, site, now }: BatchIntentsNeeds, batches: readonly Batch[]): Intent {
  const [first] = batches
  const last = batches.at(-1)
  if (!first || !last) throw new RangeError('no batch to post')
  const calls = interfaceOf('DeliverySettlement')
  const headers = batches.map(({ header }) => ({ site, ...header }))
  const signatures = batches.map(({ signature }) => halvesOf(signature))
  const isOne = batches.length === 1
  const topics = calls.encodeFilterTopics('BatchPosted', [site, last.header.sequence, last.digest]) as string[]
  return {
    id: intentId(kind, chainId, contract, batches.map(nameOf).join()),
    kind,
    words: isOne ? `Batch ${first.header.sequence}` : `Batches ${first.header.sequence} to ${last.header.sequence}`,
    to: contract,
    data: isOne
      ? calls.encodeFunctionData('postBatch', [headers[0], ...(signatures[0] ?? [])])
      : calls.encodeFunctionData('postBatches', [headers, signatures]),
    proof: { address: contract, topics },
    madeAt: now(),
  }
}

/** What makes the posting of a batch the same: signed anew it is another one. */
function nameOf({ digest, keyEpoch, replaced }: Batch): string {
  return replaced ? `${digest}/${keyEpoch}` : digest
}

function already({ contract, site, ledger }: BatchIntentsNeeds, intent: Intent) {
  if (!isPosting(intent)) return 'no'
  const { proof } = intent
  const [, , sequence = '0x0', digest] = proof.topics
  const found = ledger
    .events()
    .find(
      (event) =>
        event.contract === 'DeliverySettlement' &&
        event.name === 'BatchPosted' &&
        event.args['site'] === String(site) &&
        event.args['sequence'] === String(BigInt(sequence)),
    )
  if (!found || proof.address !== contract) return 'no'
  return found.args['digest'] === digest ? 'same' : 'other'
}

function sequencesOf(intent: Intent): number[] {
  if (!isPosting(intent)) return []
  const parsed = interfaceOf('DeliverySettlement').parseTransaction({ data: intent.data })
  const headers = parsed?.name === 'postBatches' ? [...(parsed.args[0] as Iterable<unknown>)] : [parsed?.args[0]]
  return headers.map((header) => Number((header as { sequence: bigint }).sequence))
}

import { implement } from '@orpc/server'
import { PowerchainError } from '../../../../domain/errors.ts'
import { contract } from '../../../../domain/rpc/contract.ts'
import type { ChainEvent, ChainNow } from '../../../../domain/rpc/settlement/ledger.ts'
import type { Batch } from '../../../../domain/settlement/batch.ts'
import { demoPayouts } from './demo-payouts.ts'
import type { OutboxRow } from '../../../../domain/settlement/outbox.ts'

/** Account of the demonstration. */
export const demoAccount = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
const settlementAt = '0x5FbDB2315678afecb367f032d93F642f64180aa3'

/** A practice chain that works, with an outbox in which one thing waits and one was refused. */
export function createDemoLedger({ now, batches }: { now: () => number; batches: () => readonly Batch[] }) {
  const { ledger } = implement(contract)
  const rows = demoRows(batches(), now())
  const rowOf = (id: string): OutboxRow => {
    const row = rows.find(({ intent }) => intent.id === id)
    if (row) return row
    throw new PowerchainError('Config.NotFound', 'There is no such intent.')
  }
  return {
    now: ledger.now.handler(() => chainNow(now(), rows)),
    outbox: ledger.outbox.handler(() => rows),
    intent: ledger.intent.handler(({ input }) => storyOf(rowOf(input.id))),
    decide: ledger.decide.handler(({ input }) =>
      Object.assign(rowOf(input.id), { state: input.decision === 'retry' ? 'drafted' : 'superseded', at: now() }),
    ),
    resume: ledger.resume.handler(() => chainNow(now(), rows)),
    events: ledger.events.handler(({ input }) =>
      [...demoEvents(batches()), ...demoPayouts(now())].filter(({ contract: of }) => of === (input.contract ?? of)),
    ),
  }
}

function chainNow(now: number, rows: readonly OutboxRow[]): ChainNow {
  const waiting = rows.filter(({ state }) => !['final', 'adopted', 'superseded'].includes(state))
  return {
    state: 'sure',
    words: 'Block 1843.',
    since: now - 3_600_000,
    block: 1_843,
    blockAt: now - 1_000,
    chainId: 31_337,
    isPractice: true,
    endpoints: ['127.0.0.1:8545'],
    readTo: 1_843,
    confirmations: 2,
    finality: 6,
    account: demoAccount,
    contracts: [{ name: 'DeliverySettlement', address: settlementAt }],
    outbox: {
      waiting: waiting.length,
      oldestAt: Math.min(...waiting.map(({ intent }) => intent.madeAt)),
      stopped: '',
    },
  }
}

function demoRows(batches: readonly Batch[], now: number): OutboxRow[] {
  const row = (
    { header: { sequence, statementsRoot } }: Batch,
    state: OutboxRow['state'],
    ageMin: number,
    detail = '',
  ): OutboxRow => ({
    intent: {
      id: `batch/${sequence}`,
      kind: 'postBatch',
      words: `Batch ${sequence} of this site`,
      to: settlementAt,
      data: `0x5e${statementsRoot.slice(2)}`,
      proof: { address: settlementAt, topics: [] },
      madeAt: now - ageMin * 60_000,
    },
    state,
    at: now - ageMin * 60_000 + 96_000,
    block: state === 'drafted' ? null : 1_700 + sequence,
    detail,
    attempts:
      state === 'drafted'
        ? []
        : [
            {
              hash: `0x${sequence.toString(16).padStart(64, 'a')}`,
              nonce: sequence,
              gas: '61000',
              maxFee: '2000000000',
              priorityFee: '1000000000',
              madeAt: now - ageMin * 60_000 + 60_000,
              replaces: null,
            },
          ],
  })
  const [waiting, mined, refused, ...sent] = batches
  return [
    ...(waiting === undefined ? [] : [row(waiting, 'drafted', 77)]),
    ...(mined === undefined ? [] : [row(mined, 'mined', 1_517)]),
    ...(refused === undefined ? [] : [row(refused, 'reverted', 2_957, 'SettlementQuarterAlreadyCovered(1984512)')]),
    ...sent.map((batch, i) => row(batch, 'final', 2_957 + (i + 1) * 1_440)),
  ]
}

function storyOf(row: OutboxRow) {
  const step = { hash: null, block: null, detail: '', at: row.intent.madeAt }
  const last = { ...step, state: row.state, block: row.block, detail: row.detail, at: row.at }
  return { row, steps: [{ ...step, state: 'drafted' as const }, last] }
}

/** What the chain says of the batches: the newest two are not there yet, the third one was refused. */
function demoEvents(batches: readonly Batch[]): ChainEvent[] {
  return batches.slice(3).map(({ header: { sequence, statementsRoot, agreementsRoot }, digest, madeAt }) => ({
    contract: 'DeliverySettlement',
    name: 'BatchPosted',
    args: { site: '12', sequence: String(sequence), digest, statementsRoot, agreementsRoot },
    block: 1_700 + sequence,
    blockAt: madeAt + 94_000,
    transaction: `0x${sequence.toString(16).padStart(64, 'a')}`,
    isFinal: true,
  }))
}

import { expect, test } from 'vitest'
import type { ChainEvent } from '../../../domain/rpc/settlement/ledger.ts'
import type { IntentState, OutboxRow } from '../../../domain/settlement/outbox.ts'
import { standingOf } from '../../../renderer/views/settlement/batch-standing.ts'

const hourMs = 3_600_000
const digest = `0x${'ab'.repeat(32)}`
const batch = {
  digest,
  header: {
    sequence: 7,
    fromQuarter: 0,
    toQuarter: 96,
    lineCount: 1,
    absorbedWh: 0,
    injectedWh: 0,
    statementsRoot: digest,
    agreementsRoot: digest,
    previous: digest,
  },
}

function row(state: IntentState, attempts: number, root = 'ab'): OutboxRow {
  const attempt = { hash: '0x1', nonce: 4, gas: '1', maxFee: '1', priorityFee: '1', madeAt: 5, replaces: null }
  const proof = { address: '0x0', topics: [] }
  return {
    intent: {
      id: `postBatch-${state}`,
      kind: 'postBatch',
      words: '',
      to: '',
      data: `0x01${root.repeat(32)}02`,
      proof,
      madeAt: 1,
    },
    state,
    at: 2,
    block: null,
    detail: '',
    attempts: Array.from({ length: attempts }, () => attempt),
  }
}

const event = (name: string, block: number, args: ChainEvent['args']): ChainEvent => ({
  contract: 'DeliverySettlement',
  name,
  args,
  block,
  blockAt: block * 1_000,
  transaction: '0xfe',
  isFinal: true,
})
const posted = event('BatchPosted', 10, { site: '1', sequence: '7', digest: digest.toUpperCase().replace('0X', '0x') })

test.each([
  ['in no outbox', [], [], 'waits'],
  ['of another batch', [row('final', 1, 'cd')], [], 'waits'],
  ['drafted', [row('drafted', 0)], [], 'waits'],
  ['sent', [row('sent', 2)], [], 'sent'],
  ['sent together with others', [row('superseded', 0), row('sent', 1)], [], 'sent'],
  ['refused', [row('reverted', 1)], [], 'refused'],
  ['refused, but another station brought it', [row('reverted', 1)], [posted], 'on chain'],
  ['on chain', [row('final', 1)], [posted], 'on chain'],
] as const)('a batch %s', (_, rows, events, step) => {
  expect(standingOf(batch, rows, { events, windows: {} }, 20_000).step).toBe(step)
})

test('the window is the one that held when its block was made', () => {
  const events = [event('WindowSet', 20, { windowHours: '72' }), posted, event('WindowSet', 5, { windowHours: '100' })]
  const { windowEndsAt, step } = standingOf(batch, [], { events, windows: {} }, 10_000 + 100 * hourMs + 1)
  expect(windowEndsAt).toBe(10_000 + 100 * hourMs)
  expect(step).toBe('undisputed')
  expect(standingOf(batch, [], { events: [posted], windows: {} }, 20_000).windowEndsAt).toBe(10_000 + 168 * hourMs)
  const windows = { [batch.digest]: 30_000 }
  expect(standingOf(batch, [], { events: [posted], windows }, 20_000).windowEndsAt, 'told by the chain').toBe(30_000)
})

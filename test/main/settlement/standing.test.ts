import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { silentLog } from '../../../domain/log.ts'
import type { Intent } from '../../../domain/settlement/outbox.ts'
import { openDb } from '../../../main/historian/db.ts'
import type { Chain } from '../../../main/settlement/chain/chain.ts'
import { createLogStore } from '../../../main/settlement/ledger/log-store.ts'
import { createStanding } from '../../../main/settlement/ledger/standing.ts'
import { createBeginAnew } from '../../../main/settlement/outbox/begin-anew.ts'
import { createOutboxStore } from '../../../main/settlement/outbox/outbox-store.ts'
import { createVirtualClock } from '../../virtual-clock.ts'

const closers: (() => void)[] = []
afterEach(() => closers.splice(0).forEach((close) => close()))

const hashOf = (block: number, chain: string) => `0x${chain}${block}`
const logAt = (block: number) => ({
  block,
  logIndex: 0,
  address: '0x01',
  topics: [],
  data: '0x',
  hash: `0xt${block}`,
  blockHash: hashOf(block, 'a'),
  blockAt: block * 1_000,
})

/** An outbox with an intent of each of the blocks 10, 20 and 30, all of them final; the chain is another one from a block on. */
function parted(from: number, isPractice: boolean) {
  const folder = mkdtempSync(join(tmpdir(), 'standing-'))
  const clock = createVirtualClock(100_000)
  const db = openDb({ file: join(folder, 'site.db'), clock, log: silentLog })
  closers.push(() => {
    db.close()
    rmSync(folder, { recursive: true })
  })
  const outbox = createOutboxStore(db, clock.now)
  const logs = createLogStore(db)
  logs.begin('0x00')
  for (const block of [10, 20, 30]) {
    logs.add([logAt(block)], { block, hash: hashOf(block, 'a') })
    outbox.add(intentAt(block))
    outbox.addRaw({ ...raw, hash: `0xt${block}`, intentId: `intent ${block}`, nonce: block, raw: `0xraw${block}` })
    outbox.happened({ intentId: `intent ${block}`, hash: `0xt${block}`, state: 'final', blockNumber: block })
    outbox.settle(`intent ${block}`)
  }
  outbox.setLane('0xoperator', 31)
  logs.setFinalTo(30)
  const told: string[] = []
  const endpoint = { block: async (block: number) => ({ hash: hashOf(block, block >= from ? 'b' : 'a') }) }
  const standing = createStanding({
    isPractice,
    genesis: () => '0x00',
    chain: { endpoint: () => endpoint } as unknown as Chain,
    store: logs,
    outbox: createBeginAnew(db, outbox),
    onForgotten: () => void told.push('forgotten'),
    audit: ({ action, detail }) => void told.push(`${action} ${detail}`),
    clock,
  })
  const states = () => outbox.list(9).map(({ intent, state }) => `${intent.words} ${state}`)
  return { standing, outbox, logs, told, states }
}

const raw = { gas: '1', maxFee: '1', priorityFee: '1', madeAt: 0, replaces: null }

function intentAt(block: number): Intent {
  return {
    id: `intent ${block}`,
    kind: 'postBatch',
    words: `Batch ${block}`,
    to: '0x01',
    data: '0x',
    proof: { address: '0x01', topics: [] },
    madeAt: 0,
  }
}

test('fault 71: a real network whose final blocks are gone is refused, says why, and goes on when they are back', async () => {
  const site = parted(25, false)
  expect(await site.standing.look()).toBe(false)
  expect(site.standing.doubt()).toMatch(/^Block 30, which was final with what this site did, is gone/)
  expect([site.told, site.states().every((row) => row.endsWith('final'))]).toEqual([[], true])
  const whole = parted(99, false)
  expect([await whole.standing.look(), whole.standing.doubt()]).toEqual([true, ''])
})

test('a practice chain that lost its newest blocks gets what was on them once more, with the same bytes', async () => {
  const { standing, outbox, logs, told, states } = parted(15, true)
  expect(await standing.look()).toBe(true)
  expect(states()).toEqual(['Batch 30 reorged', 'Batch 20 reorged', 'Batch 10 final'])
  expect(outbox.open().map(({ attempts }) => attempts.map(({ hash }) => outbox.rawOf(hash)))).toEqual([
    ['0xraw20'],
    ['0xraw30'],
  ])
  expect([logs.lastFinal()?.block, outbox.lane('0xoperator').next]).toEqual([10, 31])
  expect(told).toEqual(['forgotten', expect.stringContaining('PracticeChainBegunAnew Put back to block 10')])
  await standing.look()
  expect(told).toHaveLength(2)
})

test('on a practice chain made anew everything is asked for again under its own name, and what was stays readable', async () => {
  const { standing, outbox, logs, states } = parted(1, true)
  await standing.look()
  expect([logs.lastFinal(), outbox.lane('0xoperator').next, outbox.open()]).toEqual([undefined, null, []])
  expect(states()).toEqual(['Batch 30 superseded', 'Batch 20 superseded', 'Batch 10 superseded'])
  expect(outbox.add(intentAt(10))).toBe(true)
  expect(outbox.open().map(({ intent, attempts }) => [intent.id, attempts])).toEqual([['intent 10', []]])
  // the same bytes may come out once more: known by their hash, as before
  outbox.addRaw({ ...raw, hash: '0xt10', intentId: 'intent 10', nonce: 10, raw: '0xraw10' })
  expect(outbox.list(9).find(({ intent }) => intent.id.startsWith('intent 30@'))?.attempts).toHaveLength(1)
})

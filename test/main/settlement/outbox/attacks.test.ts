import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Wallet } from 'ethers'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Intent } from '../../../../domain/settlement/outbox.ts'
import { type Anvil, startAnvil } from './anvil.ts'
import { compileLane, laneInterface } from './lane-contract.ts'
import { digests, operatorKey, type PostingSite, postingSite } from './posting-site.ts'

let anvil: Anvil
let code = ''
let folder = ''
let site: PostingSite

beforeAll(() => {
  code = compileLane()
})
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'attacks-'))
  anvil = await startAnvil()
  site = await postingSite(anvil, { code, file: join(folder, 'site.db') })
})
afterEach(async () => {
  await site.stop()
  anvil.stop()
  rmSync(folder, { recursive: true })
})

const states = () =>
  site.store
    .list(99)
    .toReversed()
    .map(({ state }) => state)
const codes = () => site.outbox.conditions().map((condition) => condition.code)
const rounds = async (count: number) => {
  for (let i = 0; i < count; i++) {
    await site.outbox.turn()
    await site.mine()
  }
}
const nonceOnChain = async () =>
  Number(await anvil.ask<string>('eth_getTransactionCount', new Wallet(operatorKey).address, 'latest'))

/** A batch of that number with other content. */
function other(sequence: number): Intent {
  const digest = `0x${'0b'.repeat(32)}`
  return {
    ...site.intent(sequence),
    id: `batch/${sequence}/other`,
    data: laneInterface.encodeFunctionData('post', [sequence, digest]),
    proof: {
      address: site.contract,
      topics: laneInterface.encodeFilterTopics('Posted', [sequence, digest]) as string[],
    },
  }
}

/** One batch, a backup, three days with a batch each; then the backup takes the place of the database. */
async function restoredToDayMinus3() {
  const [file, backup] = [join(folder, 'site.db'), join(folder, 'backup.db')]
  site.outbox.add(site.intent(1))
  await rounds(9)
  site.db.run('VACUUM INTO ?', backup)
  for (const sequence of [2, 3, 4]) {
    site.clock.advance(86_400_000)
    await site.mine()
    site.outbox.add(site.intent(sequence))
    await rounds(9)
  }
  expect(await site.posted()).toEqual(digests(4))
  site.crash(() => {
    for (const part of ['-wal', '-shm']) rmSync(`${file}${part}`, { force: true })
    copyFileSync(backup, file)
  })
  expect(states()).toEqual(['final'])
  expect(await nonceOnChain()).toBe(4)
}

/** Our batch 1 loses its place to somebody else's within the same block, and is refused by the contract. */
async function refusedOnChain() {
  site.outbox.add(site.intent(1))
  await site.outbox.turn()
  const foreign = new Wallet(`0x${'7'.repeat(64)}`)
  await anvil.ask('anvil_setBalance', foreign.address, `0x${(10n ** 20n).toString(16)}`)
  const fees = { maxFeePerGas: 900_000_000_000n, maxPriorityFeePerGas: 500_000_000_000n }
  const tx = {
    type: 2,
    chainId: 31_337,
    nonce: 0,
    to: site.contract,
    data: other(1).data,
    gasLimit: 200_000n,
    ...fees,
  }
  await anvil.ask('eth_sendRawTransaction', await foreign.signTransaction(tx))
  await site.mine()
  expect(await site.posted()).toEqual([`0x${'0b'.repeat(32)}`])
}

describe('A40: an old backup is put back', () => {
  test('what the chain has is adopted without a transaction, and the next batch goes behind it', async () => {
    await restoredToDayMinus3()
    for (const sequence of [2, 3, 4, 5]) site.outbox.add(site.intent(sequence))
    await rounds(9)
    expect(states()).toEqual(['final', 'adopted', 'adopted', 'adopted', 'final'])
    expect(site.store.list(99).map(({ attempts }) => attempts.map(({ nonce }) => nonce))).toEqual([
      [4],
      [],
      [],
      [],
      [0],
    ])
    expect(await site.posted()).toEqual(digests(5))
    expect(await nonceOnChain()).toBe(5)
    expect(codes()).toEqual([])
  })

  test('a batch made otherwise after it stops the lane: nothing is signed before a person has looked', async () => {
    await restoredToDayMinus3()
    site.outbox.add(other(2))
    await rounds(6)
    expect(states()).toEqual(['final', 'drafted'])
    expect(codes()).toEqual(['settlement.laneStopped'])
    expect(await nonceOnChain()).toBe(4)
    await site.outbox.resume()
    await rounds(6)
    expect(states()).toEqual(['final', 'reverted'])
    expect(codes()).toEqual(['settlement.refused'])
    expect(await site.posted()).toEqual(digests(4))
  })
})

describe('A42: one of two nodes lies', () => {
  test('of a refused batch it says that it succeeded and left its log: it never counts as final', async () => {
    site.nodes[0].mischief.forges = (method, result) => {
      if (method !== 'eth_getTransactionReceipt' || !result) return result
      return { ...result, status: '0x1', logs: [site.intent(1).proof] }
    }
    await refusedOnChain()
    await rounds(12)
    expect(states()).not.toContain('final')
    site.nodes[0].mischief.forges = undefined
    await rounds(3)
    expect(states()).toEqual(['reverted'])
  })

  test('of a batch that waits it says that it was mined long ago: it stays on its way', async () => {
    site.outbox.add(site.intent(1))
    await site.mine(12)
    const old = await anvil.ask<{ hash: string }>('eth_getBlockByNumber', '0x2', false)
    site.nodes[0].mischief.forges = (method, result) =>
      method === 'eth_getTransactionReceipt'
        ? { blockNumber: '0x2', blockHash: old.hash, status: '0x1', logs: [site.intent(1).proof] }
        : result
    for (let i = 0; i < 4; i++) await site.outbox.turn()
    expect(states()).toEqual(['sent'])
    await rounds(12)
    expect(await site.posted()).toEqual(digests(1))
    expect(states()).toEqual(['sent'])
    site.nodes[0].mischief.forges = undefined
    await rounds(2)
    expect(states()).toEqual(['final'])
  })

  test('it names a head far ahead, under which everything would be final: the chain is uncertain', async () => {
    site.outbox.add(site.intent(1))
    await rounds(2)
    expect(states()).toEqual(['mined'])
    site.nodes[0].mischief.forges = (method, result) => {
      if (method !== 'eth_getBlockByNumber' || !result) return result
      const { number } = result as { number: string }
      return { ...result, number: `0x${(Number(number) + 64).toString(16)}` }
    }
    await site.outbox.turn()
    expect(states()).toEqual(['mined'])
    expect(codes()).toEqual(['settlement.chainUncertain'])
  })
})

import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Wallet } from 'ethers'
import { describe, expect, test } from 'vitest'
import type { Intent } from '../../../../domain/settlement/outbox.ts'
import { laneInterface } from './lane-contract.ts'
import { digests, operatorKey } from './posting-site.ts'
import { siteOfEachTest } from './site-of-each-test.ts'

const given = siteOfEachTest()
const { rounds, states } = given
const codes = () => given.site.outbox.conditions().map((condition) => condition.code)
const nonceOnChain = async () =>
  Number(await given.anvil.ask<string>('eth_getTransactionCount', new Wallet(operatorKey).address, 'latest'))

/** A batch of that number with other content. */
function other(sequence: number): Intent {
  const digest = `0x${'0b'.repeat(32)}`
  return {
    ...given.site.intent(sequence),
    id: `batch/${sequence}/other`,
    data: laneInterface.encodeFunctionData('post', [sequence, digest]),
    proof: {
      address: given.site.contract,
      topics: laneInterface.encodeFilterTopics('Posted', [sequence, digest]) as string[],
    },
  }
}

/** One batch, a backup, three days with a batch each; then the backup takes the place of the database. */
async function restoredToDayMinus3() {
  const [file, backup] = [join(given.folder, 'site.db'), join(given.folder, 'backup.db')]
  given.site.outbox.add(given.site.intent(1))
  await rounds(9)
  given.site.db.run('VACUUM INTO ?', backup)
  for (const sequence of [2, 3, 4]) {
    given.site.clock.advance(86_400_000)
    await given.site.mine()
    given.site.outbox.add(given.site.intent(sequence))
    await rounds(9)
  }
  expect(await given.site.posted()).toEqual(digests(4))
  given.site.crash(() => {
    for (const part of ['-wal', '-shm']) rmSync(`${file}${part}`, { force: true })
    copyFileSync(backup, file)
  })
  expect(states()).toEqual(['final'])
  expect(await nonceOnChain()).toBe(4)
}

/** Our batch 1 loses its place to somebody else's within the same block, and is refused by the contract. */
async function refusedOnChain() {
  given.site.outbox.add(given.site.intent(1))
  await given.site.outbox.turn()
  const foreign = new Wallet(`0x${'7'.repeat(64)}`)
  await given.anvil.ask('anvil_setBalance', foreign.address, `0x${(10n ** 20n).toString(16)}`)
  const fees = { maxFeePerGas: 900_000_000_000n, maxPriorityFeePerGas: 500_000_000_000n }
  const tx = {
    type: 2,
    chainId: 31_337,
    nonce: 0,
    to: given.site.contract,
    data: other(1).data,
    gasLimit: 200_000n,
    ...fees,
  }
  await given.anvil.ask('eth_sendRawTransaction', await foreign.signTransaction(tx))
  await given.site.mine()
  expect(await given.site.posted()).toEqual([`0x${'0b'.repeat(32)}`])
}

describe('A40: an old backup is put back', () => {
  test('what the chain has is adopted without a transaction, and the next batch goes behind it', async () => {
    await restoredToDayMinus3()
    for (const sequence of [2, 3, 4, 5]) given.site.outbox.add(given.site.intent(sequence))
    await rounds(9)
    expect(states()).toEqual(['final', 'adopted', 'adopted', 'adopted', 'final'])
    expect(given.site.store.list(99).map(({ attempts }) => attempts.map(({ nonce }) => nonce))).toEqual([
      [4],
      [],
      [],
      [],
      [0],
    ])
    expect(await given.site.posted()).toEqual(digests(5))
    expect(await nonceOnChain()).toBe(5)
    expect(codes()).toEqual([])
  })

  test('a batch made otherwise after it stops the lane: nothing is signed before a person has looked', async () => {
    await restoredToDayMinus3()
    given.site.outbox.add(other(2))
    await rounds(6)
    expect(states()).toEqual(['final', 'drafted'])
    expect(codes()).toEqual(['settlement.laneStopped'])
    expect(await nonceOnChain()).toBe(4)
    await given.site.outbox.resume()
    await rounds(6)
    expect(states()).toEqual(['final', 'reverted'])
    expect(codes()).toEqual(['settlement.refused'])
    expect(await given.site.posted()).toEqual(digests(4))
  })
})

describe('A42: one of two nodes lies', () => {
  test('of a refused batch it says that it succeeded and left its log: it never counts as final', async () => {
    given.site.nodes[0].mischief.forges = (method, result) => {
      if (method !== 'eth_getTransactionReceipt' || !result) return result
      return { ...result, status: '0x1', logs: [given.site.intent(1).proof] }
    }
    await refusedOnChain()
    await rounds(12)
    expect(states()).not.toContain('final')
    given.site.nodes[0].mischief.forges = undefined
    await rounds(3)
    expect(states()).toEqual(['reverted'])
  })

  test('of a batch that waits it says that it was mined long ago: it stays on its way', async () => {
    given.site.outbox.add(given.site.intent(1))
    await given.site.mine(12)
    const old = await given.anvil.ask<{ hash: string }>('eth_getBlockByNumber', '0x2', false)
    given.site.nodes[0].mischief.forges = (method, result) =>
      method === 'eth_getTransactionReceipt'
        ? { blockNumber: '0x2', blockHash: old.hash, status: '0x1', logs: [given.site.intent(1).proof] }
        : result
    for (let i = 0; i < 4; i++) await given.site.outbox.turn()
    expect(states()).toEqual(['sent'])
    await rounds(12)
    expect(await given.site.posted()).toEqual(digests(1))
    expect(states()).toEqual(['sent'])
    given.site.nodes[0].mischief.forges = undefined
    await rounds(2)
    expect(states()).toEqual(['final'])
  })

  test('it names a head far ahead, under which everything would be final: the chain is uncertain', async () => {
    given.site.outbox.add(given.site.intent(1))
    await rounds(2)
    expect(states()).toEqual(['mined'])
    given.site.nodes[0].mischief.forges = (method, result) => {
      if (method !== 'eth_getBlockByNumber' || !result) return result
      const { number } = result as { number: string }
      return { ...result, number: `0x${(Number(number) + 64).toString(16)}` }
    }
    await given.site.outbox.turn()
    expect(states()).toEqual(['mined'])
    expect(codes()).toEqual(['settlement.chainUncertain'])
  })
})

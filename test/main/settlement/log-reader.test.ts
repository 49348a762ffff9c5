import { expect, test } from 'vitest'
import { silentLog } from '../../../domain/log.ts'
import { openDb } from '../../../main/historian/db.ts'
import type { ChainView } from '../../../main/settlement/chain/chain.ts'
import type { ChainLog, Endpoint } from '../../../main/settlement/chain/endpoint.ts'
import { createLogReader } from '../../../main/settlement/ledger/log-reader.ts'
import { createLogStore } from '../../../main/settlement/ledger/log-store.ts'
import { createVirtualClock } from '../../virtual-clock.ts'

/** The chain as it was last looked at, up to a block. */
const view = (number: number) => ({ state: 'single', head: { number } }) as ChainView

test('fault 68: blocks taken back are told also when the node falls silent in the round that finds it', async () => {
  const db = openDb({ file: ':memory:', clock: createVirtualClock(), log: silentLog })
  const node = { fork: 'a', isSilent: false }
  const endpoint = {
    block: (number: number) => Promise.resolve({ number, hash: `${node.fork}${number}`, timestamp: number }),
    logs: () => (node.isSilent ? Promise.reject(new Error('silent')) : Promise.resolve([])),
  } as unknown as Endpoint
  const reader = createLogReader({
    chain: { endpoint: () => endpoint, answering: () => [endpoint] } as never,
    store: createLogStore(db),
    addresses: () => [],
    firstBlock: () => 0,
    genesis: () => 'genesis',
    finality: 6,
  })
  await reader.round(view(10))
  expect(await reader.round(view(11))).toMatchObject({ isRewound: false })
  Object.assign(node, { fork: 'b', isSilent: true })
  await expect(reader.round(view(12))).rejects.toThrow('silent')
  node.isSilent = false
  expect(await reader.round(view(13))).toMatchObject({ isRewound: true })
  expect(await reader.round(view(14))).toMatchObject({ isRewound: false })
  db.close()
})

/** The chain looked at through both nodes, which agree. */
const sure = (number: number) => ({ ...view(number), state: 'sure' }) as ChainView
const log = (block: number) =>
  ({
    block,
    logIndex: 0,
    address: '0xA',
    topics: ['0x1'],
    data: '0x',
    hash: `0x${block}`,
    blockHash: `a${block}`,
  }) as ChainLog
/** A node that gives these logs. */
const node = (told: () => ChainLog[]): Endpoint =>
  ({
    name: 'node',
    block: (number: number) => Promise.resolve({ number, hash: `a${number}`, timestamp: number }),
    logs: ({ from, to }: { from: number; to: number }) =>
      Promise.resolve(told().filter(({ block }) => block >= from && block <= to)),
  }) as unknown as Endpoint

test('A42: logs that one node makes up never become final; once it tells the truth they are gone and all goes on', async () => {
  const db = openDb({ file: ':memory:', clock: createVirtualClock(), log: silentLog })
  const chainLogs = [log(2), log(4)]
  let forged: ChainLog[] = []
  const liar = node(() => [...chainLogs, ...forged])
  const store = createLogStore(db)
  const reader = createLogReader({
    chain: { endpoint: () => liar, answering: () => [liar, node(() => chainLogs)] } as never,
    store,
    addresses: () => [],
    firstBlock: () => 0,
    genesis: () => 'genesis',
    finality: 6,
  })
  await reader.round(sure(9))
  expect(store.finalTo()).toBe(3)
  forged = [log(5)]
  store.forgetAbove(4)
  await reader.round(sure(10))
  expect(await reader.round(sure(12))).toMatchObject({ doubt: expect.stringContaining('other events') })
  expect(store.finalTo()).toBe(4)
  expect(await reader.round(sure(13))).toMatchObject({
    doubt: expect.stringContaining('other events'),
    isRewound: false,
  })
  forged = []
  expect(await reader.round(sure(13))).toMatchObject({ isRewound: true })
  expect(await reader.round(sure(13))).toMatchObject({ doubt: '', isRewound: false })
  expect(store.finalTo()).toBe(7)
  expect(store.between(0, 9)).toMatchObject(chainLogs)
  db.close()
})

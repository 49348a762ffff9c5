import { expect, test } from 'vitest'
import { silentLog } from '../../../domain/log.ts'
import { openDb } from '../../../main/historian/db.ts'
import type { ChainView } from '../../../main/settlement/chain/chain.ts'
import type { Endpoint } from '../../../main/settlement/chain/endpoint.ts'
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

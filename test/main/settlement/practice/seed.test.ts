import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { id, Wallet } from 'ethers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { quarterOf } from '../../../../domain/metering/quarter.ts'
import { deploy } from '../../../../main/settlement/deployment/deploy.ts'
import { type Actors, createActors, withContracts } from '../../../../main/settlement/practice/actors.ts'
import { anvilBinary, type PracticeNode, startNode } from '../../../../main/settlement/practice/anvil-node.ts'
import { brokerTurn } from '../../../../main/settlement/practice/broker.ts'
import { keepPresent, neighbourNodes } from '../../../../main/settlement/practice/nodes.ts'
import { chainTime, nowSeconds, passTo } from '../../../../main/settlement/practice/passing.ts'
import { practicePeople, practiceVersion } from '../../../../main/settlement/practice/people.ts'
import { practiceAddress } from '../../../../main/settlement/practice/published.ts'
import { foundedBeforeS, seed, type Seeding } from '../../../../main/settlement/practice/seed.ts'

const folder = mkdtempSync(join(tmpdir(), 'practice-'))
const firstQuarter = quarterOf(nowSeconds() * 1_000) + 1
let node: PracticeNode
let actors: Actors
let given: Seeding
let cuts = 0

beforeAll(async () => {
  const beginsAt = nowSeconds() - foundedBeforeS
  node = await startNode({ binary: anvilBinary() ?? '', stateFile: join(folder, 'state.json'), beginsAt })
  const people = createActors(node.url)
  actors = withContracts(people, await deploy(people.signer('deployer'), practicePeople, practiceVersion))
  given = { actors, controller: new Wallet(id('practice site')), site: 1, capacityWh: 6_000_000, firstQuarter }
  // the engine may be ended at any call: the seed goes on from there
  for (const calls of [5, 14, 3, 21, 9, 6]) await seed({ ...given, actors: cutOff(calls) }).catch(() => cuts++)
  await seed(given)
}, 120_000)

afterAll(async () => {
  actors?.provider.destroy()
  await node?.stop()
  rmSync(folder, { recursive: true, force: true })
})

function cutOff(calls: number): Actors {
  let left = calls
  return {
    ...actors,
    call: (...call) => (left-- > 0 ? actors.call(...call) : Promise.reject(new Error('cut off'))),
  }
}

interface Terms {
  payer: string
  payee: string
  site: string
  volume: string
  accumulateFrom: string
}

test('the market is live: offers, open requests with and without candidates, an agreement of the site from its first quarter on', async () => {
  const [agreement] = await actors.told<{ terms: Terms }>('StorageMarket', 'AgreementTermsPublished')
  expect(agreement?.terms).toMatchObject({
    payer: practiceAddress('gridCompany'),
    payee: practiceAddress('site'),
    site: '1',
    volume: '200000',
    accumulateFrom: String(firstQuarter),
  })
  expect(await actors.told('StorageMarket', 'OfferPlaced')).toHaveLength(3)
  const states = []
  for (const { request } of await actors.told<{ request: string }>('StorageMarket', 'RequestPlaced')) {
    const { state, filled } = await actors.ask<{ state: bigint; filled: bigint }>('StorageMarket', 'requestOf', request)
    states.push([state, filled])
  }
  expect(states).toEqual([
    [2n, 1n],
    [1n, 3n],
    [1n, 0n],
  ])
  expect(await actors.told('PayoutLists', 'ChunkPushed')).toHaveLength(1)
  expect(await actors.told('PowecGovernor', 'VoteCast')).toHaveLength(1)
  expect(await chainTime(actors.provider)).toBeLessThanOrEqual(nowSeconds())
})

test('cut off at any call it did nothing twice, and what was done is left alone', async () => {
  const counts = await Promise.all(
    (
      [
        ['NodeRegistry', 'MemberJoined'],
        ['NodeRegistry', 'StatusAccepted'],
        ['DeliverySettlement', 'LaneOpened'],
        ['EscrowVault', 'Deposited'],
        ['PowecGovernor', 'ProposalCreated'],
        ['NodeGroups', 'GroupCreated'],
        ['StorageMarket', 'OfferPlaced'],
        ['StorageMarket', 'RequestPlaced'],
        ['PayoutLists', 'ListFunded'],
      ] as const
    ).map(async ([contract, name]) => (await actors.told(contract, name)).length),
  )
  expect(cuts).toBe(6)
  expect(counts).toEqual([6, 4, 4, 4, 1, 1, 3, 3, 1])
  const before = await actors.provider.getTransactionCount(practiceAddress('site'))
  await seed(given)
  expect(await actors.provider.getTransactionCount(practiceAddress('site'))).toBe(before)
})

test('the broker concludes what is over, brings nothing twice, and neighbours answer a challenge', async () => {
  await passTo(actors.provider, nowSeconds())
  const told = (await actors.told('StorageMarket', 'CandidateStood')).length
  await brokerTurn(actors)
  expect(await actors.told('StorageMarket', 'CandidateStood')).toHaveLength(told)
  await actors.call('verifier', 'NodeRegistry', 'challengePresence', 2)
  await keepPresent(actors, neighbourNodes(1))
  const { challengedUntil } = await actors.ask<{ challengedUntil: bigint }>('NodeRegistry', 'powersOf', 2)
  expect(challengedUntil).toBe(0n)
  await actors.provider.send('evm_increaseTime', [6 * 3_600])
  await actors.provider.send('evm_mine', [])
  await brokerTurn(actors)
  const { state } = await actors.ask<{ state: bigint }>('StorageMarket', 'requestOf', 2)
  expect(state).toBe(2n)
  expect(await actors.told('StorageMarket', 'AgreementTermsPublished')).toHaveLength(4)
})

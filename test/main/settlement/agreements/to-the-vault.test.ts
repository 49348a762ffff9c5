import { parseEther } from 'ethers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person } from '../../../../domain/access.ts'
import { type DeployedChain, deployedChain } from '../deployed-chain.ts'
import { conclude, exampleTimes, fund, type MarketSite, marketSite } from './market-site.ts'

const ann: Person = { name: 'Ann', role: 'operator' } as Person
const powec = (text: string) => parseEther(text)

let chain: DeployedChain
let storage: MarketSite
let payer: MarketSite
beforeAll(async () => {
  chain = await deployedChain()
  storage = await marketSite(chain, await chain.member(1))
  payer = await marketSite(chain, await chain.member(1))
  await fund(chain, storage.wallet, 5_000)
  await fund(chain, payer.wallet, 20_000)
}, 120_000)
afterAll(async () => {
  storage?.close()
  payer?.close()
  await chain?.stop()
})

const freeOf = async ({ end, wallet }: MarketSite) =>
  BigInt((await end.ledger.read({ contract: 'EscrowVault', method: 'freeOf', args: [wallet.address] })) as string)

/** Energies by the schedule of the first worked example. */
function deliver(
  { values }: MarketSite,
  { accumulateFrom, supplyFrom }: { accumulateFrom: number; supplyFrom: number },
) {
  for (let i = 0; i < 8; i++) {
    values.set(`absorbed/${accumulateFrom + i}`, 62_500)
    values.set(`injected/${supplyFrom + i}`, 57_500)
  }
}

test('from a concluded request to the reward in the vault: example 1, 1,520.35 POWEC', async () => {
  const times = await exampleTimes(chain)
  const agreement = await conclude(chain, storage, payer.wallet, times)
  const before = await freeOf(storage)
  deliver(storage, times)
  await storage.passTo(times.day + 96 + 1)
  await storage.post()

  const [row] = storage.agreements.desk.list()
  expect(row).toMatchObject({ part: 'payee', state: 'open', isFinal: true, phase: 'over', line: { isFinal: true } })
  expect(row?.line).toMatchObject({ takenWh: 500_000, returnedWh: 460_000, reservedWhQ: '20000000' })
  expect(row?.money.reward).toEqual({ final: '0', unconfirmed: '0', expected: `${powec('1520.35')}` })
  expect(() => storage.agreements.desk.settle(ann, agreement, 'too early')).toThrow(/window/)

  await chain.anvil.pass(7 * 86_400 + 3_600)
  storage.clock.advance(7 * 86_400_000 + 3_600_000)
  await storage.agreements.turn()
  await storage.end.settle()
  await storage.agreements.turn()

  expect((await freeOf(storage)) - before).toBe(powec('1520.35'))
  const opened = storage.agreements.desk.open(agreement, times.accumulateFrom, times.supplyTo)
  expect(opened.state).toBe('closing')
  expect(opened.money.reward).toEqual({ final: `${powec('1520.35')}`, unconfirmed: '0', expected: '0' })
  expect(opened.quarters).toHaveLength(40)
  expect(opened.quarters[0]).toMatchObject({ takenWh: 62_500, deviationWh: 0, sources: [{ assetId: 'battery-1' }] })
  expect(storage.agreements.books.differences()).toEqual([])
  expect(storage.agreements.conditions()).toEqual([])
}, 120_000)

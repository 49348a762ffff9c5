import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { id, Wallet } from 'ethers'
import { expect, test } from 'vitest'
import { quarterOf } from '../../../../domain/metering/quarter.ts'
import { deploy } from '../../../../main/settlement/deployment/deploy.ts'
import { createActors, withContracts } from '../../../../main/settlement/practice/actors.ts'
import { anvilBinary, startNode } from '../../../../main/settlement/practice/anvil-node.ts'
import { nowSeconds } from '../../../../main/settlement/practice/passing.ts'
import { practicePeople, practiceVersion } from '../../../../main/settlement/practice/people.ts'
import { practiceAddress } from '../../../../main/settlement/practice/published.ts'
import { foundedBeforeS, seed } from '../../../../main/settlement/practice/seed.ts'

test('a site with a past of its own: its lane and what it mined begin with it, what it stores lies ahead, and the market is live', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'practice-past-'))
  const beginsAt = nowSeconds() - foundedBeforeS
  const node = await startNode({ binary: anvilBinary() ?? '', stateFile: join(folder, 'state.json'), beginsAt })
  const people = createActors(node.url)
  try {
    const actors = withContracts(people, await deploy(people.signer('deployer'), practicePeople, practiceVersion))
    const firstQuarter = quarterOf(nowSeconds() * 1_000) - 92
    const controller = new Wallet(id('practice site'))
    await seed({ actors, controller, site: 1, capacityWh: 6_000_000, firstQuarter })
    const { coveredTo } = await actors.ask<{ coveredTo: bigint }>('DeliverySettlement', 'laneOf', 1)
    expect(Number(coveredTo)).toBe(firstQuarter)
    const agreed = await actors.told<{ terms: Record<string, string> }>('StorageMarket', 'AgreementTermsPublished')
    expect(agreed.map(({ terms }) => [terms['kind'], terms['site'], terms['payer']])).toEqual([
      ['2', '1', practiceAddress('site')],
      ['1', '1', practiceAddress('gridCompany')],
    ])
    const [minedFrom, storedFrom] = agreed.map(({ terms }) => Number(terms['accumulateFrom']))
    expect(minedFrom).toBe(firstQuarter + 1)
    expect(storedFrom).toBeGreaterThanOrEqual(firstQuarter + 92)
    const requests = await actors.told<{ terms: Record<string, string> }>('StorageMarket', 'RequestPlaced')
    const open = requests.filter(({ terms }) => Number(terms['bidUntil']) > nowSeconds())
    expect(open).toHaveLength(2)
    expect(await actors.told('StorageMarket', 'CandidateStood')).toHaveLength(5)
    expect(await actors.told('PowecGovernor', 'VoteCast')).toHaveLength(1)
  } finally {
    people.provider.destroy()
    await node.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}, 120_000)

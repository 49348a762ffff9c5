import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Anvil, startAnvil } from '../../../../build/solidity/anvil.ts'
import { codeOf, isCodeOf } from '../../../../main/settlement/deployment/code.ts'
import { deploy, plannedAddresses } from '../../../../main/settlement/deployment/deploy.ts'
import { finishHandOver, proposeHandOver, rightsOf } from '../../../../main/settlement/deployment/hand-over.ts'
import { type DeploymentManifest, manifestShape } from '../../../../main/settlement/deployment/manifest.ts'
import { contractAt } from '../../../../main/settlement/deployment/place.ts'
import { deployments } from '../../../../main/settlement/deployment/plan.ts'

const people = Object.fromEntries(
  ['owner', 'guardian', 'fund', 'secondArbiter', 'verifier'].map((name, index) => [
    name,
    `0x${(index + 0xa11ce).toString(16).padStart(40, '0')}`,
  ]),
) as Record<'owner' | 'guardian' | 'fund' | 'secondArbiter' | 'verifier', string>

let anvil: Anvil
let manifest: DeploymentManifest

beforeAll(async () => {
  anvil = await startAnvil()
  manifest = await deploy(anvil.rich, people, 'test')
}, 60_000)

afterAll(() => anvil?.stop())

test('every contract stands with the code that was built, at most 24,000 bytes', async () => {
  expect(Object.keys(manifest.contracts)).toEqual(deployments.map(({ name }) => name))
  for (const [name, { address, codeHash }] of Object.entries(manifest.contracts)) {
    const code = await anvil.provider.getCode(address)
    expect({ name, isOurs: isCodeOf(codeOf(name), code) }).toEqual({ name, isOurs: true })
    expect((code.length - 2) / 2).toBeLessThanOrEqual(24_000)
    expect(codeHash).toMatch(/^0x[0-9a-f]{64}$/)
  }
  expect(manifest.chainId).toBe(31_337)
  expect(manifestShape.parse(manifest)).toEqual(manifest)
  expect(manifest.genesisHash).toBe((await anvil.provider.getBlock(0))?.hash)
})

test('where everything will stand is known without a chain', async () => {
  const planned = plannedAddresses(await anvil.rich.getAddress(), people, 'test')
  expect(planned).toEqual(
    Object.fromEntries(addresses(manifest).map(([address], i) => [deployments[i]?.name, address])),
  )
})

test('a second run sends nothing and finds the same contracts', async () => {
  const before = await anvil.provider.getTransactionCount(await anvil.rich.getAddress())
  const again = await deploy(anvil.rich, people, 'test')
  expect(await anvil.provider.getTransactionCount(await anvil.rich.getAddress())).toBe(before)
  expect(addresses(again)).toEqual(addresses(manifest))
})

test('other code in our place is refused', () => {
  const token = codeOf('PowecToken')
  expect(isCodeOf(token, '0x')).toBe(false)
  expect(isCodeOf(token, codeOf('PowecVotes').creation)).toBe(false)
})

test('after the hand-over the deployer has no right left and the timelock owns everything', async () => {
  const who = await anvil.rich.getAddress()
  expect((await rightsOf(who, anvil.rich, manifest)).length).toBeGreaterThan(0)
  await anvil.pass(3 * 24 * 3600 + 60)
  await proposeHandOver(await anvil.as(people.owner), manifest)
  await anvil.pass(2 * 24 * 3600 + 60)
  await finishHandOver(anvil.rich, manifest)
  expect(await rightsOf(who, anvil.rich, manifest)).toEqual([])
  const timelock = manifest.contracts.PowecTimelock?.address ?? ''
  const token = contractAt('PowecToken', manifest.contracts.PowecToken?.address ?? '', anvil.rich)
  expect(await token.getFunction('defaultAdmin')()).toBe(timelock)
})

function addresses({ contracts }: DeploymentManifest): string[][] {
  return Object.values(contracts).map(({ address, codeHash }) => [address, codeHash])
}

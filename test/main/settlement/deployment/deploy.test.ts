import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Anvil, startAnvil } from '../../../../build/solidity/anvil.ts'
import { codeOf, isCodeOf } from '../../../../main/settlement/deployment/code.ts'
import { deploy, plannedAddresses } from '../../../../main/settlement/deployment/deploy.ts'
import { finishHandOver, proposeHandOver, rightsOf } from '../../../../main/settlement/deployment/hand-over.ts'
import { type DeploymentManifest, manifestShape } from '../../../../main/settlement/deployment/manifest.ts'
import { contractAt } from '../../../../main/settlement/deployment/place.ts'
import { deployments, owned, type People } from '../../../../main/settlement/deployment/plan.ts'

const someone = (index: number) => `0x${(index + 0xa11ce).toString(16).padStart(40, '0')}`
const people: People = {
  owner: someone(0),
  guardian: someone(1),
  fund: someone(2),
  secondArbiter: someone(3),
  verifier: someone(4),
  clearing: someone(5),
  treasury: someone(6),
  saleCurrency: someone(7),
  rateFixer: someone(8),
  secondRateFixer: someone(9),
}

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
  for (const name of owned)
    expect({ name, admin: await placed(name).getFunction('defaultAdmin')() }).toEqual({
      name,
      admin: addressOf('PowecTimelock'),
    })
})

test('sale and distribution mint, nobody else; the owner distributes once, team and advisers vest', async () => {
  const token = placed('PowecToken')
  const minter: string = await token.getFunction('MINTER')()
  const everybody = [...Object.values(people), ...Object.keys(manifest.contracts).map(addressOf)]
  const minters: string[] = []
  for (const who of everybody) if (await token.getFunction('hasRole')(minter, who)) minters.push(who)
  expect(minters).toEqual([addressOf('TokenSale'), addressOf('Distribution')])
  const [team, adviser] = [someone(20), someone(21)]
  const distribution = contractAt('Distribution', addressOf('Distribution'), await anvil.as(people.owner))
  const sent = await distribution.getFunction('distribute')([team], [billions(20)], [adviser], [billions(5)])
  await sent.wait()
  expect(await token.getFunction('totalSupply')()).toBe(billions(40))
  expect(await token.getFunction('balanceOf')(addressOf('PowecTimelock'))).toBe(billions(15))
  const vested = await distribution.queryFilter('Vested')
  expect(vested).toHaveLength(2)
})

test('billing pays through the vault, and only who fixes rates may fix them', async () => {
  const [vault, billing] = [placed('EscrowVault'), placed('RetailBilling')]
  expect(await vault.getFunction('moduleState')(addressOf('RetailBilling'))).toBe(1n)
  const rate: string = await billing.getFunction('RATE')()
  expect(await billing.getFunction('hasRole')(rate, people.rateFixer)).toBe(true)
  expect(await billing.getFunction('hasRole')(rate, people.secondRateFixer)).toBe(true)
  expect(await billing.getFunction('hasRole')(rate, people.owner)).toBe(false)
})

const billions = (count: number) => BigInt(count) * 10n ** 27n
const addressOf = (name: string) => manifest.contracts[name]?.address ?? ''
const placed = (name: string) => contractAt(name, addressOf(name), anvil.rich)

function addresses({ contracts }: DeploymentManifest): string[][] {
  return Object.values(contracts).map(({ address, codeHash }) => [address, codeHash])
}

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Anvil, startAnvil } from '../../build/solidity/anvil.ts'
import { artifactOf, isCodeOf } from '../../build/solidity/deploy/artifact.ts'
import { contractAt, deploy, type Manifest } from '../../build/solidity/deploy/deploy.ts'
import { finishHandOver, proposeHandOver, rightsOf } from '../../build/solidity/deploy/hand-over.ts'
import { forge } from '../../build/solidity/forge.ts'

const people = Object.fromEntries(
  ['owner', 'guardian', 'fund', 'secondArbiter', 'verifier'].map((name, index) => [
    name,
    `0x${(index + 0xa11ce).toString(16).padStart(40, '0')}`,
  ]),
) as Record<'owner' | 'guardian' | 'fund' | 'secondArbiter' | 'verifier', string>

let anvil: Anvil
let manifest: Manifest

beforeAll(async () => {
  if (forge(['build', '--quiet']).status !== 0) throw new Error('the contracts do not compile')
  anvil = await startAnvil()
  manifest = await deploy(anvil.rich, people, 'test')
}, 900_000)

afterAll(() => anvil?.stop())

test('every contract stands with the code that was built, at most 24,000 bytes', async () => {
  expect(Object.keys(manifest.contracts)).toHaveLength(11)
  for (const [name, { address, codeHash }] of Object.entries(manifest.contracts)) {
    const code = await anvil.provider.getCode(address)
    expect({ name, isOurs: isCodeOf(artifactOf(name), code) }).toEqual({ name, isOurs: true })
    expect((code.length - 2) / 2).toBeLessThanOrEqual(24_000)
    expect(codeHash).toMatch(/^0x[0-9a-f]{64}$/)
  }
  expect(manifest.chainId).toBe('31337')
  expect(manifest.genesisHash).toBe((await anvil.provider.getBlock(0))?.hash)
})

test('a second run sends nothing and finds the same contracts', async () => {
  const before = await anvil.provider.getTransactionCount(await anvil.rich.getAddress())
  const again = await deploy(anvil.rich, people, 'test')
  expect(await anvil.provider.getTransactionCount(await anvil.rich.getAddress())).toBe(before)
  expect(addresses(again)).toEqual(addresses(manifest))
})

test('other code in our place is refused', () => {
  const token = artifactOf('PowecToken')
  expect(isCodeOf(token, '0x')).toBe(false)
  expect(isCodeOf(token, artifactOf('PowecVotes').deployedBytecode.object)).toBe(false)
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

function addresses({ contracts }: Manifest): string[][] {
  return Object.values(contracts).map(({ address, codeHash }) => [address, codeHash])
}

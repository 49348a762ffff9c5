import { id, ZeroHash } from 'ethers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Batch } from '../../../domain/settlement/batch.ts'
import { headerDigest } from '../../../main/settlement/batches/make-batch.ts'
import { domainSeparator } from '../../../main/settlement/hashing/typed.ts'
import { signDigest } from '../../../main/settlement/keys/sign.ts'
import { bytesOf } from '../../../main/settlement/hashing/words.ts'
import { createBatchIntents } from '../../../main/settlement/outbox/batch-intents.ts'
import { signForRegistry } from '../../../main/settlement/practice/registry-signing.ts'
import { type Account, type DeployedChain, deployedChain } from './deployed-chain.ts'

let chain: DeployedChain
beforeAll(async () => {
  chain = await deployedChain()
}, 90_000)
afterAll(() => chain?.stop())

const chainId = 31_337
const controllerKey = id('controller of the tests')

/** A member with a registered node and an open lane, and the batches that its controller signed. */
async function postingMember(owner: Account, site: number, count: number) {
  const controller = chain.anvil.wallet(id(`${controllerKey} ${site}`))
  const contract = chain.manifest.contracts['DeliverySettlement']?.address ?? ''
  const registry = chain.manifest.contracts['NodeRegistry']?.address ?? ''
  const first = Math.floor(((await chain.anvil.provider.getBlock('latest'))?.timestamp ?? 0) / 900)
  const possession = { site: 0, epoch: 1, oldKey: owner.address, newKey: controller.address, fromQuarter: 0 }
  const signature = await signForRegistry(controller, registry, 'KeyRotation', possession)
  const node = { kind: 2, zone: 1, capacityWh: 1_000_000, ratedVoltageV: 400, minDurationMin: 15, maxDurationMin: 600 }
  const send = async (name: 'NodeRegistry' | 'DeliverySettlement', method: string, ...args: unknown[]) => {
    const sent = (await chain.contract(name, owner).getFunction(method)(...args)) as { wait(): Promise<unknown> }
    await sent.wait()
  }
  await send('NodeRegistry', 'registerNode', { ...node, controller: controller.address }, ...signature)
  await send('DeliverySettlement', 'openLane', site, 64, first)
  const batches = new Map<number, Batch>()
  let previous = ZeroHash
  for (let sequence = 1; sequence <= count; sequence++) {
    const header = {
      sequence,
      fromQuarter: first + sequence - 1,
      toQuarter: first + sequence,
      lineCount: 2,
      absorbedWh: 1_000,
      injectedWh: 500,
      statementsRoot: id(`s${sequence}`),
      agreementsRoot: id('a'),
      previous,
    }
    const digest = headerDigest(domainSeparator({ chainId, contract }), site, header)
    const signed = signDigest(digest, bytesOf(controller.privateKey))
    batches.set(sequence, { header, digest, signature: signed, keyEpoch: 1, madeAt: 0 })
    previous = digest
  }
  await chain.anvil.pass(900 * (count + 1))
  return { batches, contract }
}

function intentsOf(
  site: ReturnType<DeployedChain['site']>,
  number: number,
  given: Awaited<ReturnType<typeof postingMember>>,
) {
  const { batches, contract } = given
  return createBatchIntents({
    chainId,
    contract,
    site: number,
    batches: { last: () => [...batches.values()].at(-1), of: (sequence) => batches.get(sequence) },
    corrections: { of: () => undefined },
    outbox: site.outbox,
    store: site.outboxStore,
    ledger: site.ledger,
    vouch: () => undefined,
    now: () => 1,
  })
}

test('batches that waited together go in one transaction, in order, each once', async () => {
  const owner = await chain.member(3)
  const given = await postingMember(owner, 1, 5)
  const site = chain.site(owner)
  const intents = intentsOf(site, 1, given)
  intents.keep()
  intents.keep()
  expect(site.outbox.list(99).map(({ state }) => state)).toEqual(Array<string>(5).fill('drafted'))
  intents.gather()
  await site.settle()
  const rows = site.outbox.list(99).map(({ intent, state }) => `${intent.words}: ${state}`)
  expect(rows[0]).toBe('Batches 1 to 5: final')
  expect(rows.slice(1).every((row) => row.endsWith('superseded'))).toBe(true)
  const posted = site.ledger.events().filter(({ name }) => name === 'BatchPosted')
  expect(posted.map(({ args }) => args['digest'])).toEqual([...given.batches.values()].map(({ digest }) => digest))
}, 60_000)

test('fault 35: of two stations of one site the second finds every batch on the chain and posts none again', async () => {
  const owner = await chain.member(3)
  const given = await postingMember(owner, 2, 2)
  const first = chain.site(owner)
  intentsOf(first, 2, given).keep()
  await first.settle()
  const second = chain.site(await chain.rich())
  await second.settle()
  const intents = intentsOf(second, 2, given)
  intents.keep()
  const open = second.outboxStore.open().map(({ intent }) => intents.already(intent))
  expect(open).toEqual(['same', 'same'])
  const other = intentsOf(second, 2, {
    ...given,
    batches: new Map([[1, { ...batchOf(given, 1), digest: id('else') }]]),
  })
  other.keep()
  expect(other.already(second.outboxStore.open().at(-1)?.intent ?? missing())).toBe('other')
}, 60_000)

test('fault 78: a signer that fails in the middle leaves the intent as it was, and nothing half-way', async () => {
  const owner = await chain.member(1)
  const site = chain.site(owner)
  await site.settle()
  const act = { contract: 'NodeRegistry', method: 'changeRoles', args: ['9'], author: 'Ann', reason: 'a try' } as const
  const intent = site.ledger.submit({ ...act, key: 'roles', words: 'Other roles' })
  const { sign } = site.key
  site.key.sign = () => {
    throw new Error('the signer is unplugged')
  }
  await site.turn()
  expect(site.outboxStore.get(intent)).toMatchObject({ state: 'drafted', attempts: [] })
  const lane = site.outboxStore.lane(owner.address)
  site.key.sign = sign
  await site.turn()
  const row = site.outboxStore.get(intent)
  expect(row?.attempts.map(({ nonce }) => nonce)).toEqual([lane.next])
  await site.settle()
  expect(site.outboxStore.get(intent)?.state).toBe('final')
}, 60_000)

test('A41: the operator key used by another tool stops the lane; a person lets it go on', async () => {
  const owner = await chain.member(1)
  const site = chain.site(owner)
  await site.settle()
  await site.turn()
  await (await owner.sendTransaction({ to: owner.address, value: 0n })).wait()
  const act = { contract: 'NodeRegistry', method: 'changeRoles', args: ['9'], author: 'Ann', reason: 'a try' } as const
  site.ledger.submit({ ...act, key: 'roles', words: 'Other roles' })
  await site.turn()
  expect(site.outbox.conditions().map(({ code }) => code)).toContain('settlement.laneStopped')
  await site.outbox.resume()
  await site.settle()
  expect(site.outbox.list(1)[0]?.state).toBe('final')
}, 60_000)

function batchOf({ batches }: { batches: Map<number, Batch> }, sequence: number): Batch {
  return batches.get(sequence) ?? missing()
}

function missing(): never {
  throw new Error('it should be there')
}

import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { quarterStart } from '../../../domain/metering/quarter.ts'
import { createBatchDocuments } from '../../../main/settlement/batches/batch-documents.ts'
import { createCorrectionStore } from '../../../main/settlement/batches/correction-store.ts'
import { domainSeparator } from '../../../main/settlement/hashing/typed.ts'
import { keyRotationDigest } from '../../../main/settlement/keys/key-rotation.ts'
import { createVouch } from '../../../main/settlement/keys/reattestation.ts'
import { halvesOf } from '../../../main/settlement/keys/sign.ts'
import { createBatchIntents } from '../../../main/settlement/outbox/batch-intents.ts'
import { firstUnposted } from '../../../main/settlement/outbox/reattest.ts'
import { createRotating } from '../../../main/settlement/wallet/rotate.ts'
import { type Account, type DeployedChain, deployedChain } from './deployed-chain.ts'
import { passphrase, statingSite } from './stating-site.ts'

let chain: DeployedChain
const closers: (() => void)[] = []
beforeAll(async () => {
  chain = await deployedChain()
}, 90_000)
afterAll(async () => {
  closers.forEach((close) => close())
  await chain?.stop()
})

const chainId = 31_337
const day = 96
const ann = { name: 'Ann', role: 'engineer' } as const
const verifyCli = fileURLToPath(new URL('../../../main/verify/cli.ts', import.meta.url))

const send = async (owner: Account, name: 'NodeRegistry' | 'DeliverySettlement', method: string, ...args: unknown[]) =>
  ((await chain.contract(name, owner).getFunction(method)(...args)) as { wait(): Promise<unknown> }).wait()

const chainSeconds = async () => (await chain.anvil.provider.getBlock('latest'))?.timestamp ?? 0

/** A station on the chain that has posted its first day. */
async function station(number: number) {
  const owner = await chain.member(3)
  const contract = chain.manifest.contracts['DeliverySettlement']?.address ?? ''
  const registry = chain.manifest.contracts['NodeRegistry']?.address ?? ''
  const begin = (Math.floor((await chainSeconds()) / 86_400) + 1) * 86_400_000
  const site = statingSite(number, { contract, ms: begin })
  closers.push(site.close)
  const controller = await site.key.create(passphrase)
  const possession = { epoch: 1, oldKey: owner.address, newKey: controller, fromQuarter: 0 }
  const digest = keyRotationDigest({ chainId, registry, site: 0 }, possession)
  const [possessed = ''] = site.key.sign([{ subject: 'possession', digest }]) ?? []
  const node = { kind: 2, zone: 1, capacityWh: 1_000_000, ratedVoltageV: 400, minDurationMin: 15, maxDurationMin: 600 }
  await send(owner, 'NodeRegistry', 'registerNode', { ...node, controller }, ...halvesOf(possessed))
  await send(owner, 'DeliverySettlement', 'openLane', number, 64, site.from)
  const end = chain.site(owner, {
    already: async (intent) => intents.already(intent),
    gather: () => intents.gather(),
  })
  const intents = createBatchIntents({
    chainId,
    contract,
    site: number,
    batches: site.batchStore,
    corrections: { of: () => undefined },
    outbox: end.outbox,
    store: end.outboxStore,
    ledger: end.ledger,
    vouch: createVouch({ separator: domainSeparator({ chainId, contract }), site: number, keys: site.key }),
    now: site.clock.now,
  })
  const rotating = createRotating({
    chainId,
    site: number,
    controller: site.key,
    ledger: end.ledger,
    isKept: () => true,
    posted: () => ({
      firstUnposted: firstUnposted(end.ledger, number) ?? site.from,
      batchEnd: (quarter) => site.batchOf(quarter)?.header.toQuarter,
    }),
    clock: site.clock,
  })
  const passTo = async (quarter: number) => {
    await chain.anvil.pass(Math.max(1, quarterStart(quarter) / 1_000 + 60 - (await chainSeconds())))
    site.clock.advance(quarterStart(quarter) + 60_000 - site.clock.now())
  }
  /** What a station does by itself: states, signs, binds, and brings it to the outbox. */
  const work = () => {
    site.turns()
    while (site.batches.turn());
    intents.keep()
  }
  const online = async () => {
    work()
    await end.settle()
  }
  const successor = (reason: string, isOldLost = false) =>
    rotating.rotate(ann, { passphrase, fromQuarter: site.from + 40 * day, isOldLost, reason })
  await passTo(site.from + day)
  await online()
  return { ...site, owner, end, number, contract, passTo, work, online, successor }
}

type Station = Awaited<ReturnType<typeof station>>

function postedOf({ end, number }: Station) {
  return end.ledger
    .events()
    .filter(({ name, args }) => name === 'BatchPosted' && args['site'] === String(number))
    .map(({ args }) => [Number(args['sequence']), args['digest']])
}

/** A verifier of the platform takes the first key of a site back. */
async function revoke({ number }: Station, since: number, fees: object = {}) {
  const registry = chain.contract('NodeRegistry', chain.verifier)
  const sent = (await registry.getFunction('revokeKey')(number, 1, since, fees)) as { wait(): Promise<unknown> }
  await sent.wait()
}

/** Whether every batch lies on the chain once, each is found right by `npm run verify`, and nothing waits. */
async function expectAllOnChain(site: Station, count: number) {
  const batches = site.batches.list(99).toReversed()
  expect(postedOf(site)).toEqual(batches.map(({ header, digest }) => [header.sequence, digest]))
  expect(batches).toHaveLength(count)
  expect(site.end.outboxStore.open()).toEqual([])
  const documents = createBatchDocuments({
    place: { chainId, contract: site.contract, site: site.number },
    keys: site.keys,
    batches: site.batchStore,
    corrections: createCorrectionStore(site.db),
    statements: site.store,
    agreements: { agreementsIn: () => [] },
  })
  for (const { header } of batches) {
    const file = join(site.folder, `batch-${header.sequence}.json`)
    writeFileSync(file, JSON.stringify(documents.of(header.sequence)))
    const { stdout } = await promisify(execFile)(process.execPath, [verifyCli, '--json', file])
    expect(JSON.parse(stdout)).toMatchObject({ isRight: true })
  }
}

const unsigned = (site: Station) =>
  site.store
    .between(site.from, site.from + 9 * day)
    .map(({ quarter, revision, digest, lines, previous, signedAt }) => ({
      quarter,
      revision,
      digest,
      lines,
      previous,
      signedAt,
    }))

test('offline for days, the key revoked meanwhile: the next key signs anew all that waits, and each batch lands once', async () => {
  const site = await station(1)
  await site.passTo(site.from + 4 * day + 20)
  site.work()
  const before = unsigned(site)
  const intents = site.end.outboxStore.open().map(({ intent }) => intent.id)
  expect(intents).toHaveLength(3)
  // from the middle of the third day on
  await revoke(site, site.from + 2 * day + 40)
  for (let i = 0; i < 4; i++) await site.end.turn()
  expect(postedOf(site)).toHaveLength(1)
  expect(site.end.outbox.conditions().map(({ code }) => code)).toEqual(['settlement.refused'])
  const rotation = await site.successor('stolen')
  expect([rotation.fromQuarter, rotation.oldSignature]).toEqual([site.from + day, null])
  await site.online()
  await site.online()
  expect(unsigned(site)).toEqual(before)
  const epochs = site.batches.list(9).map(({ header, keyEpoch }) => [header.sequence, keyEpoch])
  expect(epochs.toReversed()).toEqual([
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 2],
  ])
  const states = new Set(intents.map((id) => site.end.outboxStore.get(id)?.state))
  expect(states).toEqual(new Set(['superseded']))
  await site.passTo(site.from + 5 * day)
  await site.online()
  await expectAllOnChain(site, 5)
}, 240_000)

test('offline for days, the key lost: half a day that no batch holds is signed anew as well', async () => {
  const site = await station(2)
  await site.passTo(site.from + 3 * day + 40)
  site.work()
  site.key.lock()
  const rotation = await site.successor('disk gone', true)
  expect(rotation.fromQuarter).toBe(site.from + day)
  await site.online()
  expect(postedOf(site).map(([sequence]) => sequence)).toEqual([1, 2, 3])
  await site.passTo(site.from + 4 * day)
  await site.online()
  await expectAllOnChain(site, 4)
}, 240_000)

test('a batch of the old key that was on its way when the next was named stays the same batch, once', async () => {
  const site = await station(3)
  const { provider } = chain.anvil
  await site.passTo(site.from + 2 * day)
  await provider.send('evm_setAutomine', [false])
  site.work()
  await site.end.turn()
  expect(site.end.outboxStore.open().map(({ state }) => state)).toEqual(['sent'])
  await site.successor('lost', true)
  await site.end.turn()
  site.work()
  await provider.send('evm_setAutomine', [true])
  await site.online()
  expect(site.batches.list(1)[0]).toMatchObject({ keyEpoch: 2, header: { sequence: 2 } })
  await site.passTo(site.from + 3 * day)
  await site.online()
  await expectAllOnChain(site, 3)
}, 240_000)

test('a batch that a revoked key had under way is refused by the chain and goes with the new signature', async () => {
  const site = await station(4)
  const { provider } = chain.anvil
  await site.passTo(site.from + 2 * day)
  await provider.send('evm_setAutomine', [false])
  site.work()
  await site.end.turn()
  const revoking = revoke(site, site.from + day + 1, { gasPrice: 50_000_000_000 })
  await expect.poll(() => provider.send('txpool_status', [])).toMatchObject({ pending: '0x2' })
  await provider.send('evm_mine', [])
  await revoking
  await provider.send('evm_setAutomine', [true])
  await site.online()
  expect(site.end.outbox.list(1)[0]).toMatchObject({ state: 'reverted', attempts: [{}] })
  await site.successor('stolen')
  await site.online()
  await site.passTo(site.from + 3 * day)
  await site.online()
  await expectAllOnChain(site, 3)
}, 240_000)

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { id } from 'ethers'
import { quarterStart } from '../../../domain/metering/quarter.ts'
import type { Batch } from '../../../domain/settlement/batch.ts'
import { headerDigest } from '../../../main/settlement/batches/make-batch.ts'
import { domainSeparator } from '../../../main/settlement/hashing/typed.ts'
import { createControllerKeys } from '../../../main/settlement/keys/controller-keys.ts'
import { keyRotationDigest } from '../../../main/settlement/keys/key-rotation.ts'
import { createVouch } from '../../../main/settlement/keys/reattestation.ts'
import { openSignedDigests } from '../../../main/settlement/keys/signed-digests.ts'
import { halvesOf } from '../../../main/settlement/keys/sign.ts'
import { createBatchIntents } from '../../../main/settlement/outbox/batch-intents.ts'
import { createRotating } from '../../../main/settlement/wallet/rotate.ts'
import { createVirtualClock } from '../../virtual-clock.ts'
import { type Account, type DeployedChain, deployedChain } from './deployed-chain.ts'

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
const passphrase = 'twelve or more letters'
const ann = { name: 'Ann', role: 'engineer' } as const

/** A member with an open lane, whose keys lie in a folder. */
async function rotatingMember(owner: Account, site: number) {
  const folder = mkdtempSync(join(tmpdir(), 'rotation-'))
  closers.push(() => rmSync(folder, { recursive: true }))
  const at = (await chain.anvil.provider.getBlock('latest'))?.timestamp ?? 0
  const clock = createVirtualClock(at * 1_000)
  const first = Math.floor(at / 900)
  const signed = openSignedDigests(join(folder, 'signed.txt'))
  const key = createControllerKeys({ folder, fromQuarter: first, signed, clock, cost: 2 })
  const controller = await key.create(passphrase)
  const contract = chain.manifest.contracts['DeliverySettlement']?.address ?? ''
  const registry = chain.manifest.contracts['NodeRegistry']?.address ?? ''
  const possession = { epoch: 1, oldKey: owner.address, newKey: controller, fromQuarter: 0 }
  const digest = keyRotationDigest({ chainId, registry, site: 0 }, possession)
  const [signature = ''] = key.sign([{ subject: 'possession', digest }]) ?? []
  const halves = halvesOf(signature)
  const node = { kind: 2, zone: 1, capacityWh: 1_000_000, ratedVoltageV: 400, minDurationMin: 15, maxDurationMin: 600 }
  await send(owner, 'NodeRegistry', 'registerNode', { ...node, controller }, ...halves)
  await send(owner, 'DeliverySettlement', 'openLane', site, 64, first)
  const end = chain.site(owner)
  const rotating = createRotating({
    chainId,
    site,
    controller: key,
    ledger: end.ledger,
    isKept: () => true,
    posted: () => ({ firstUnposted: first + 2, batchEnd: () => undefined }),
    clock,
  })
  const rotate = (fromQuarter: number, isOldLost = false) =>
    rotating.rotate(ann, { passphrase, fromQuarter, isOldLost, reason: 'yearly' })
  const batches = new Map<number, Batch>()
  const intents = createBatchIntents({
    chainId,
    contract,
    site,
    batches: { last: () => [...batches.values()].at(-1), of: (sequence) => batches.get(sequence) },
    corrections: { of: () => undefined },
    outbox: end.outbox,
    store: end.outboxStore,
    ledger: end.ledger,
    vouch: createVouch({ separator: domainSeparator({ chainId, contract }), site, keys: key }),
    now: clock.now,
  })
  /** Binds the quarters up to `toQuarter` with the key that speaks for the first of them, or another. */
  const bind = (toQuarter: number, by = key.at(first)) => {
    const last = [...batches.values()].at(-1)
    const header = {
      sequence: (last?.header.sequence ?? 0) + 1,
      fromQuarter: last?.header.toQuarter ?? first,
      toQuarter,
      lineCount: 2,
      absorbedWh: 1_000,
      injectedWh: 500,
      statementsRoot: id(`s${toQuarter}`),
      agreementsRoot: id('a'),
      previous: last?.digest ?? `0x${'0'.repeat(64)}`,
    }
    const bound = headerDigest(domainSeparator({ chainId, contract }), site, header)
    const [made = ''] = by.key.sign([{ subject: `batch/${header.sequence}/${bound}`, digest: bound }]) ?? []
    batches.set(header.sequence, { header, digest: bound, signature: made, keyEpoch: by.epoch, madeAt: 0 })
  }
  const post = async () => {
    intents.keep()
    intents.gather()
    await end.settle()
    return end.outbox
      .list(99)
      .filter(({ intent }) => intent.kind === 'postBatch' || intent.kind === 'reattest')
      .map(({ intent, state }) => `${intent.words}: ${state}`)
  }
  const passTo = async (quarter: number) => {
    const now = (await chain.anvil.provider.getBlock('latest'))?.timestamp ?? 0
    await chain.anvil.pass(quarter * 900 + 60 - now)
    clock.advance(quarterStart(quarter) + 60_000 - clock.now())
  }
  return { end, clock, key, first, rotate, bind, post, passTo, batches, folder, site }
}

async function send(owner: Account, name: 'NodeRegistry' | 'DeliverySettlement', method: string, ...args: unknown[]) {
  const sent = (await chain.contract(name, owner).getFunction(method)(...args)) as { wait(): Promise<unknown> }
  await sent.wait()
}

test('A16: batches of the old and of the new key are both taken, the old one also after the change', async () => {
  const owner = await chain.member(3)
  const member = await rotatingMember(owner, 1)
  const { first, key, end } = member
  const rotation = await member.rotate(first + 2)
  await end.settle()
  expect(await end.ledger.read({ contract: 'NodeRegistry', method: 'keyOf', args: ['1', '2'] })).toMatchObject({
    key: rotation.newKey,
    fromQuarter: String(first + 2),
  })
  await member.passTo(first + 4)
  member.bind(first + 2)
  member.bind(first + 4, key.at(first + 2))
  expect(await member.post()).toEqual(['Batch 2: final', 'Batch 1: final'])
  const told = end.ledger.events().filter(({ name }) => name === 'KeyRotated')
  expect(told.map(({ args }) => [args['epoch'], args['newKey']])).toContainEqual(['2', rotation.newKey])
}, 60_000)

test('A16: a batch over the boundary is refused, and so is the old key for quarters of the new one', async () => {
  const owner = await chain.member(3)
  const member = await rotatingMember(owner, 2)
  const { first } = member
  await member.rotate(first + 2)
  await member.end.settle()
  await member.passTo(first + 4)
  member.bind(first + 3)
  expect(await member.post()).toEqual(['Batch 1: reverted'])
  expect(member.end.outbox.list(1)[0]?.detail).toContain('SettlementStraddlesRotation')
  member.batches.clear()
  const other = await rotatingMember(await chain.member(3), 3)
  await other.rotate(other.first + 1)
  await other.end.settle()
  await other.passTo(other.first + 3)
  other.bind(other.first + 1)
  other.bind(other.first + 3)
  expect(await other.post()).toEqual(['Batch 2: reverted', 'Batch 1: final'])
  expect(other.end.outbox.list(1)[0]?.detail).toContain('SettlementBadSigner')
}, 60_000)

test('after a lost key the account of the owner vouches for the new one, which speaks from where signatures end', async () => {
  const member = await rotatingMember(await chain.member(3), 4)
  const { first, key, end } = member
  member.bind(first + 2)
  key.lock()
  await member.rotate(first + 9, true)
  await member.passTo(first + 4)
  member.bind(first + 4, key.newest())
  await end.settle()
  expect(await member.post()).toEqual(['Batch 2: final', 'Batch 1: final'])
  expect(await end.ledger.read({ contract: 'NodeRegistry', method: 'epochAt', args: ['4', String(first + 2)] })).toBe(
    '2',
  )
}, 60_000)

test('attack 15: waiting batches of a revoked key go with the word of the new one, and wait while it is locked', async () => {
  const member = await rotatingMember(await chain.member(3), 5)
  const { first, key, end, clock } = member
  await member.rotate(first + 2)
  await member.passTo(first + 4)
  member.bind(first + 2)
  const args = ['5', '1', String(first + 2)]
  const act = { contract: 'NodeRegistry', method: 'revokeKey', args, author: 'Ann', reason: 'stolen' } as const
  end.ledger.submit({ ...act, key: 'revoke', words: 'Revoke' })
  await end.settle()
  key.lock()
  expect(await member.post()).toEqual(['Batch 1: reverted'])
  await key.unlock(passphrase)
  member.bind(first + 4, key.newest())
  await member.post()
  clock.advance(600_000)
  const rows = await member.post()
  expect(rows).toContain('Batch 1, vouched for by the new key: final')
  expect(rows).toContain('Batch 1: superseded')
  expect(rows).toContain('Batch 2: final')
  const vouched = end.ledger.events().find(({ name }) => name === 'BatchReattested')
  expect(vouched?.args).toMatchObject({ site: '5', sequence: '1', revokedEpoch: '1' })
}, 60_000)

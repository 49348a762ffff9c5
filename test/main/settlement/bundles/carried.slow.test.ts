import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { quarterStart } from '../../../../domain/metering/quarter.ts'
import type { MadeFile } from '../../../../domain/rpc/files.ts'
import { keyRotationDigest } from '../../../../main/settlement/keys/key-rotation.ts'
import { halvesOf } from '../../../../main/settlement/keys/sign.ts'
import { verifyFile } from '../../../../main/verify/documents.ts'
import { type Account, type DeployedChain, deployedChain } from '../deployed-chain.ts'
import { anna, stations } from './stick.ts'

let chain: DeployedChain
const all = stations()
beforeAll(async () => {
  chain = await deployedChain()
}, 90_000)
afterAll(async () => {
  all.close()
  await chain?.stop()
})

const chainId = 31_337
const addressOf = (name: 'DeliverySettlement' | 'NodeRegistry') => chain.manifest.contracts[name]?.address ?? ''
const chainSeconds = async () => (await chain.anvil.provider.getBlock('latest'))?.timestamp ?? 0
const send = async (owner: Account, name: 'NodeRegistry' | 'DeliverySettlement', method: string, ...args: unknown[]) =>
  ((await chain.contract(name, owner).getFunction(method)(...args)) as { wait(): Promise<unknown> }).wait()

/** Site 1 of a member, which has no link of its own and ten days of batches; its lane is open. */
async function silentStation() {
  const owner = await chain.member(3)
  const ms = (Math.floor((await chainSeconds()) / 86_400) + 1) * 86_400_000
  const silent = await all.station({ number: 1, days: 10, at: { contract: addressOf('DeliverySettlement'), ms } })
  const possession = { epoch: 1, oldKey: owner.address, newKey: silent.address, fromQuarter: 0 }
  const digest = keyRotationDigest({ chainId, registry: addressOf('NodeRegistry'), site: 0 }, possession)
  const [possessed = ''] = silent.key.sign([{ subject: 'possession', digest }]) ?? []
  const node = { kind: 2, zone: 1, capacityWh: 1_000_000, ratedVoltageV: 400, minDurationMin: 15, maxDurationMin: 600 }
  const controller = silent.address
  await send(owner, 'NodeRegistry', 'registerNode', { ...node, controller }, ...halvesOf(possessed))
  await send(owner, 'DeliverySettlement', 'openLane', 1, 64, silent.from)
  await chain.anvil.pass(quarterStart(silent.from + 960) / 1_000 + 60 - (await chainSeconds()))
  return silent
}

test('two stations and a stick: batches of the one without a link are posted by the other, and the receipt comes back', async () => {
  const silent = await silentStation()
  const end = chain.site(await chain.rich())
  await end.settle()
  const at = { contract: addressOf('DeliverySettlement'), ms: quarterStart(silent.from) }
  const linked = await all.station({ number: 99, ledger: end.ledger, at })
  /** Puts a file on the stick and gives it as it is read there. */
  const carried = ({ name, base64 }: MadeFile): string => {
    const file = join(silent.folder, name)
    writeFileSync(file, Buffer.from(base64, 'base64'))
    expect(verifyFile(readFileSync(file)).filter(({ result }) => result !== 'right')).toEqual([])
    return readFileSync(file).toString('base64')
  }
  const from = silent.from
  const there = [
    await silent.desk.export(anna, { profile: 'relay', from, to: from + 480 }),
    await silent.desk.export(anna, { profile: 'relay', from: from + 480, to: from + 960 }),
  ].map(({ file }) => carried(file))
  for (const file of there) {
    const preview = await linked.desk.check(file)
    expect(preview).toMatchObject({ isSignerKnown: true })
    expect(preview.items.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 5 }, () => 'new'))
    await linked.desk.take(anna, file, 'weekly round')
  }
  await end.settle()
  const posted = end.ledger.events().filter(({ name, isFinal }) => name === 'BatchPosted' && isFinal)
  expect(posted.map(({ args }) => args['digest'])).toEqual(
    silent.batches
      .list(99)
      .toReversed()
      .map(({ digest }) => digest),
  )
  // the same stick again, by mistake: nothing is posted twice
  const again = await linked.desk.take(anna, there[0] ?? '', 'by mistake')
  expect(new Set(again.items.map(({ outcome }) => outcome))).toEqual(new Set(['known']))
  await end.settle()
  expect(end.ledger.events().filter(({ name }) => name === 'BatchPosted')).toHaveLength(10)
  silent.desk.watch.look()
  expect(silent.desk.watch.now().waiting).toMatchObject({ batches: 10 })
  const back = await silent.desk.take(anna, carried(await linked.desk.receipt(anna, 1)), 'weekly round')
  expect(back.items.filter(({ kind, outcome }) => kind === 'final' && outcome === 'taken')).toHaveLength(10)
  expect(silent.desk.watch.now().waiting).toBeNull()
})

import { afterEach, expect, test } from 'vitest'
import { type BundleOrder, makeBundle } from '../../../../main/settlement/bundles/make-bundle.ts'
import { verifyFile } from '../../../../main/verify/documents.ts'
import { hourMs } from '../stating-site.ts'
import { anna, fakeChain, stations } from './stick.ts'

const all = stations()
afterEach(all.close)

type Station = Awaited<ReturnType<typeof all.station>>

/** All files of an export that hold no more text than so many bytes. */
async function filesOf({ needs }: Station, order: BundleOrder, fullBytes: number) {
  const files = []
  for (let after: number | undefined; ;) {
    const { file, next } = await makeBundle(needs, anna, { ...order, after }, { fullBytes })
    files.push(file)
    if (next === null) return files
    after = next
  }
}

test('batches that are too many for one file go into numbered ones, and are posted in order from them', async () => {
  const silent = await all.station({ number: 7, days: 5 })
  const chain = fakeChain(silent.address)
  chain.lane.coveredTo = silent.from
  const linked = await all.station({ number: 8, ledger: chain.ledger })
  const files = await filesOf(silent, { profile: 'relay', from: silent.from, to: silent.from + 480 }, 1_600)
  expect(files.map(({ name }) => name)).toEqual(['7-1.pcb', '7-2.pcb', '7-3.pcb'])
  for (const { base64 } of files) {
    expect(new Set(verifyFile(Buffer.from(base64, 'base64')).map(({ result }) => result))).toEqual(new Set(['right']))
    const { items } = await linked.desk.take(anna, base64, 'weekly round')
    expect(new Set(items.map(({ outcome }) => outcome))).toEqual(new Set(['taken']))
  }
  expect(chain.acts.map(({ words }) => words)).toEqual(
    [1, 2, 3, 4, 5].map((sequence) => `Batch ${sequence} of site 7, relayed from a bundle`),
  )
})

test('a file out of order is refused in words, and taken once the one before it is there', async () => {
  const silent = await all.station({ number: 7, days: 4 })
  const chain = fakeChain(silent.address)
  chain.lane.coveredTo = silent.from
  const linked = await all.station({ number: 8, ledger: chain.ledger })
  const [first, second] = await filesOf(silent, { profile: 'relay', from: silent.from, to: silent.from + 384 }, 1_600)
  const early = await linked.desk.check(second?.base64 ?? '')
  expect(early.items[0]?.words).toContain('batch 1 is missing before it')
  await linked.desk.take(anna, first?.base64 ?? '', 'weekly round')
  const late = await linked.desk.take(anna, second?.base64 ?? '', 'weekly round')
  expect(late.items.map(({ outcome }) => outcome)).toEqual(['taken', 'taken'])
})

test('a single day of statements that is too large for one file is cut between quarters, and all of it arrives', async () => {
  const silent = await all.station({ number: 7, days: 2 })
  const friend = await all.station({ number: 8 })
  const order = { profile: 'full', from: silent.from, to: silent.from + 192, receiver: friend.receiver } as const
  const files = await filesOf(silent, order, 60_000)
  expect(files.length).toBeGreaterThan(4)
  for (const { base64 } of files) {
    const findings = verifyFile(Buffer.from(base64, 'base64'), friend.pem)
    expect(findings.filter(({ result }) => result === 'wrong')).toEqual([])
    await friend.desk.take(anna, base64, 'we are the buyer')
  }
  const kept = friend.db.all<{ id: string }>("SELECT id FROM bundle_item WHERE kind = 'statement' ORDER BY id")
  const given = silent.document(silent.from + 192).statements.map(({ digest }) => digest)
  expect(kept.map(({ id }) => id)).toEqual(given.toSorted())
})

test('however small a file is, each one brings the export a quarter further', async () => {
  const silent = await all.station({ number: 7, days: 1 })
  const { receiver } = await all.station({ number: 8 })
  const order = { profile: 'full', from: silent.from, to: silent.from + 96, receiver } as const
  expect(await filesOf(silent, order, 1)).toHaveLength(96)
})

test('without a link batches on no stick raise an alarm after a week; an export ends it, a receipt takes them off the list', async () => {
  const chain = fakeChain('')
  const now = { ...chain.ledger.now(), state: 'offline' as const, block: null, blockAt: null }
  const silent = await all.station({ number: 7, days: 2, ledger: { ...chain.ledger, now: () => now } })
  const { watch } = silent.desk
  watch.look()
  expect(watch.now()).toMatchObject({ waiting: { batches: 2 }, isLinked: false, lastExportAt: null })
  expect(watch.conditions()).toEqual([])
  silent.clock.advance(8 * 24 * hourMs)
  expect(watch.conditions()).toMatchObject([{ code: 'settlement.stickDue' }])
  await silent.desk.export(anna, { profile: 'relay', from: silent.from, to: silent.from + 192 })
  expect(watch.conditions()).toEqual([])
  expect(watch.now()).toMatchObject({
    waiting: { batches: 2 },
    notExportedSince: null,
    lastExportAt: silent.clock.now(),
  })
  const [second] = silent.batches.list(1)
  const posted = { contract: 'DeliverySettlement', name: 'BatchPosted', block: 9, blockAt: 9_000, logIndex: 0 } as const
  const args = { site: '7', sequence: '2', digest: second?.digest ?? '' }
  chain.events.push({ ...posted, args, transaction: `0x${'3'.repeat(64)}`, isFinal: true })
  const linked = await all.station({ number: 8, ledger: chain.ledger })
  await silent.desk.take(anna, (await linked.desk.receipt(anna, 7)).base64, 'weekly round')
  // what is final has everything before it behind it
  expect(watch.now()).toMatchObject({ waiting: null })
})

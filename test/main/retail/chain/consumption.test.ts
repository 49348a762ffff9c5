import { TypedDataEncoder } from 'ethers'
import { expect, test } from 'vitest'
import type { Person } from '../../../../domain/access.ts'
import { retailDomain } from '../../../../domain/retail/typed-data.ts'
import { consumptionRootOf, meteredLeaves } from '../../../../main/retail/chain/consumption.ts'
import { pathOf, rootFrom, rootOf } from '../../../../main/settlement/hashing/tree.ts'
import { lineContext, lineLeaf } from '../../../../main/settlement/statements/line.ts'
import { bytesOf, hex } from '../../../../main/settlement/hashing/words.ts'
import { createVirtualClock } from '../../../virtual-clock.ts'
import { known, openTestRetail } from '../open-retail.ts'
import { consumer, street } from '../street.ts'

const ada: Person = { name: 'Ada', role: 'engineer' }
const dayMs = 86_400_000
const from = Date.UTC(2026, 0, 31, 23)
const serial = 'B-77'

/** Anna is measured every quarter, Bo reads his meter by hand: before, in the midst of, and after February. */
async function open() {
  const clock = createVirtualClock(from - 2 * dayMs)
  const supply = { from: 'readings', serial, bands: ['all'], ratedKW: 20, endKWh: 100_000 }
  const consumers = [consumer('anna', 'family', 4_000), { ...consumer('bo', 'single', 1), supply }]
  const opened = openTestRetail({ config: street({ consumers }), clock })
  const { retail } = opened
  for (const [afterDays, wh] of [
    [0, 1_000_000],
    [12, 1_100_000],
    [32, 1_400_000],
  ] as const) {
    clock.advance(afterDays * dayMs - (clock.now() - (from - 2 * dayMs)))
    const readAt = clock.now()
    retail.enterReading(ada, { consumer: 'bo', register: 1, wh, readAt, source: 'manual', attachment: null })
  }
  const { checkId } = await retail.previewRun({ from: '2026-02-01', to: '2026-03-01', corrects: 0 })
  await retail.issueRun(ada, checkId, 'February')
  const { core } = retail.inner
  const needs = { ...core, config: opened.config, pause: () => Promise.resolve() }
  const run = known(core.store.run(1))
  const leavesOf = async (id: string) => {
    const bill = known(retail.bills(id, 1)[0])
    const body = known(core.store.body(bill.id)).bill
    return { body, leaves: await meteredLeaves(needs, run, body, bill.id) }
  }
  return { retail, core, needs, run, leavesOf }
}

test('the sum of a run is that of its bills and of their leaves, and each quarter leads up to the root', async () => {
  const { retail, needs, run, leavesOf } = await open()
  const consumption = await consumptionRootOf(needs, run)
  const [anna, bo] = [await leavesOf('anna'), await leavesOf('bo')]
  expect(consumption.count).toBe(2)
  expect(consumption.totalWh).toBe(retail.bills(undefined, 10).reduce((sum, { wh }) => sum + wh, 0))
  expect(anna.leaves).toHaveLength(28 * 96)
  const roots = [rootOf(anna.leaves), rootOf(bo.leaves)]
  for (const quarter of [0, 1_000, anna.leaves.length - 1]) {
    const top = rootFrom(rootFrom(known(anna.leaves[quarter]), pathOf(anna.leaves, quarter)), pathOf(roots, 0))
    expect(hex(top)).toBe(consumption.root)
  }
  expect((await consumptionRootOf(needs, run)).root).toBe(consumption.root)
})

test('a leaf is packed as lines of statements are, and a watt-hour more gives another', async () => {
  const { core, run, leavesOf } = await open()
  const { body, leaves } = await leavesOf('anna')
  if (body.consumption.kind !== 'quarters') throw new Error('Anna is measured by quarters')
  const quarter = body.fromQuarter + 7
  const wh = known(body.consumption.wh[7])
  const { chainId, contract: verifyingContract } = run.place
  const separator = bytesOf(TypedDataEncoder.hashDomain({ ...retailDomain, chainId, verifyingContract }))
  const salt = bytesOf(core.leaves.leafSalt('line', 1, body.index * 65_536 + 7)).subarray(0, 16)
  const line = {
    meterPoint: bytesOf(body.meterPoint),
    register: 3,
    unit: 1,
    quality: 1,
    source: 1,
    agreement: 0n,
    meterEpoch: 1,
    closing: 0,
    salt,
  }
  const made = (quantity: number) =>
    hex(lineLeaf(lineContext(separator, body.supplier, quarter), { ...line, quantity }, body.index, quarter))
  expect(made(wh)).toBe(hex(known(leaves[7])))
  expect(made(wh + 1)).not.toBe(hex(known(leaves[7])))
})

test('who reads his meter by hand: leaves are the digests of the readings his bill lies between', async () => {
  const { retail, leavesOf } = await open()
  const digests = retail.readings('bo').map(({ digest }) => digest)
  expect((await leavesOf('bo')).leaves.map((leaf) => hex(leaf))).toEqual(digests.toReversed())
})

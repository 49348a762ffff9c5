import { existsSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Plan } from '../../../domain/dispatch/plan.ts'
import { createProvenPlant, type ProvenPlant } from './proven-plant.ts'

let plant: ProvenPlant
beforeEach(async () => {
  plant = createProvenPlant()
  await plant.run(130)
})
afterEach(() => plant.close())

/** A plan of quarters of an hour for one container. */
function planOf(madeAt: number, powerKW: readonly number[]): Plan {
  return {
    id: 'p-1',
    madeAt,
    madeFor: 'a test',
    edges: Array.from({ length: powerKW.length + 1 }, (_, i) => madeAt + i * 900_000),
    importPriceEurPerMWh: powerKW.map(() => 50),
    exportPriceEurPerMWh: powerKW.map(() => 50),
    gridKW: powerKW.map(() => 0),
    busPriceEurPerMWh: powerKW.map(() => 50),
    assets: { c1: { powerKW }, c2: { powerKW } },
    broken: [],
    quality: { costEur: 0, boundEur: 0, gapRatio: 0, tookMs: 1 },
  }
}

const kept = () => plant.proofs().list({ limit: 50 }).kept

describe('an order from its begin to its end', () => {
  test('runs, is judged so far, and is kept with samples, signature and a row of the audit trail', async () => {
    const { id } = plant.operate('c1', -650)
    await plant.run(20)
    const [running] = plant.proofs().list({ limit: 50 }).running
    expect(running).toMatchObject({ n: null, orderedKW: -650, order: { orderId: `instruction:${id}`, owner: 'Anna' } })
    expect(kept()).toEqual([])
    await plant.run(50)
    expect(plant.proofs().list({ limit: 50 }).running).toEqual([])
    const [summary] = kept()
    expect(summary).toMatchObject({ n: 1, verdict: { outcome: 'delivered', knownShare: 1, gapCount: 0 } })
    const proof = plant.proofs().get(summary?.id ?? '')
    const { verdict, order, samples, seal } = proof
    expect(proof).toMatchObject({ ended: 'by itself, its time was over', gaps: [] })
    expect(order.until - order.from).toBe(60_000)
    // 1,300 kW down to 650 kW at 260 kW/s, after a write of 60 ms and a poll of 100 ms
    expect(order.startKW).toBeCloseTo(-1_300, -1)
    expect(verdict.startDelayMs).toBeLessThanOrEqual(800)
    expect(verdict.timeToFullMs).toBeGreaterThan(2_200)
    expect(verdict.timeToFullMs).toBeLessThan(3_200)
    expect(verdict.orderedKWh).toBeCloseTo((-650 - (order.baseline.steps[0]?.powerKW ?? 0)) / 60, 1)
    expect(verdict.deliveredKWh).toBeGreaterThan(0.9 * (verdict.orderedKWh ?? 0))
    // every reading of the first minute, one of each cycle
    expect(samples.at.filter((at) => at >= order.from).length).toBeGreaterThan(290)
    expect(samples.at.filter((at) => at < order.from).length).toBeGreaterThan(40)
    expect(seal).toMatchObject({ n: 1, prev: '0'.repeat(64), algorithm: 'Ed25519' })
    expect(plant.audits).toMatchObject([
      { action: 'SiteKeyMade' },
      { action: 'ProofKept', detail: expect.stringContaining(seal?.hash ?? '?') },
    ])
    expect(await plant.verify()).toEqual({ records: 1, keyId: seal?.keyId, broken: null })
  })

  test('after the first minute it is kept second by second, as means', async () => {
    plant.operate('c1', -650, 3)
    await plant.run(200)
    const { samples, order, verdict } = plant.proofs().get(kept()[0]?.id ?? '')
    const later = samples.at.filter((at) => at >= order.from + 61_000)
    expect(later.length).toBeGreaterThan(115)
    expect(later.length).toBeLessThan(121)
    expect(verdict).toMatchObject({ outcome: 'delivered', knownShare: 1 })
  })

  test('ended by a person: the record ends with it and says who', async () => {
    const { id } = plant.operate('c1', -650, 10)
    await plant.run(30)
    plant.end(id)
    await plant.run(10)
    const [proof] = kept()
    expect(plant.proofs().get(proof?.id ?? '').ended).toBe('ended by Anna: no longer needed')
    expect((proof?.order.until ?? 0) - (proof?.order.from ?? 0)).toBeCloseTo(30_000, -3)
    expect(proof?.verdict.outcome).toBe('delivered')
  })

  test('a second order for the same asset is measured from where the first one left it, on the baseline of before', async () => {
    plant.operate('c1', -900)
    await plant.run(20)
    plant.operate('c1', -300)
    await plant.run(70)
    const [second, first] = kept().map(({ id }) => plant.proofs().get(id))
    expect(first?.ended).toBe('replaced by Anna')
    expect(second?.order.startKW).toBeCloseTo(-900, -1)
    expect(second?.order.baseline).toEqual(first?.order.baseline)
    expect(second?.order.baseline.method).toBe('before')
  })

  test('a long order is measured against the plan of before, when there is one', async () => {
    const at = plant.clock.now()
    plant.known.plan = planOf(at - 60_000, [-1_300, -900, -1_300, -1_300])
    plant.operate('c1', -650, 40)
    await plant.run(60)
    const { id } = plant.proofs().list({ limit: 1 }).running[0] ?? { id: '' }
    expect(plant.proofs().get(id).order.baseline).toEqual({
      method: 'plan',
      from: expect.any(Number),
      until: expect.any(Number),
      steps: [-1_300, -900, -1_300].map((powerKW, i) => ({ from: at - 60_000 + i * 900_000, powerKW })),
    })
    // a plan that is as young as the order knows of it already
    plant.known.plan = planOf(plant.clock.now() + 1, [-1_300, -900, -1_300, -1_300])
    plant.operate('c2', -650, 40)
    await plant.run(5)
    const [other] = plant.proofs().list({ limit: 1, assetId: 'c2' }).running
    expect(plant.proofs().get(other?.id ?? '').order.baseline.method).toBe('before')
  })

  test('records are listed newest first, page by page, and by what is asked', async () => {
    plant.operate('c1', -650)
    plant.operate('c2', -800)
    plant.asset('c2').faults.ignores = true
    await plant.run(80)
    const proofs = plant.proofs()
    expect(kept().map(({ n }) => n)).toEqual([2, 1])
    const page = proofs.list({ limit: 1 })
    expect(page.next).toBe(2)
    expect(proofs.list({ limit: 1, before: page.next ?? 0 })).toMatchObject({ kept: [{ n: 1 }], next: null })
    expect(proofs.list({ limit: 9, outcome: 'notDelivered' }).kept.map(({ order }) => order.assetId)).toEqual(['c2'])
    expect(proofs.list({ limit: 9, assetId: 'c1' }).kept).toHaveLength(1)
    expect(proofs.list({ limit: 9, source: 'grid' }).kept).toEqual([])
    expect(() => proofs.get('nothing')).toThrow('There is no proof of response "nothing".')
  })
})

describe('what goes wrong meanwhile', () => {
  test('a device that ignores its order: a person is told after ten seconds, and the record says so', async () => {
    plant.asset('c1').faults.ignores = true
    plant.operate('c1', -650)
    await plant.run(10)
    expect(plant.proofs().conditions()).toEqual([])
    await plant.run(10)
    expect(plant.proofs().conditions()).toMatchObject([
      {
        code: 'order.notDelivered',
        assetId: 'c1',
        text: expect.stringMatching(/Anna ordered 650 kW, measured 1\.30 MW/),
      },
    ])
    // what the loop tells of the asset itself is not told twice
    plant.known.isExplained = true
    expect(plant.proofs().conditions()).toEqual([])
    plant.known.isExplained = false
    await plant.run(60)
    expect(plant.proofs().conditions()).toEqual([])
    expect(kept()[0]?.verdict).toMatchObject({ outcome: 'notDelivered', startDelayMs: null, withinShare: 0 })
  })

  test('fault 1: a silent device leaves a gap, never a number', async () => {
    plant.operate('c1', -650)
    await plant.run(20)
    plant.asset('c1').faults.isSilent = true
    await plant.run(15)
    plant.asset('c1').faults.isSilent = false
    await plant.run(40)
    const { samples, verdict } = plant.proofs().get(kept()[0]?.id ?? '')
    expect(samples.powerKW.filter((powerKW) => powerKW === null)).toHaveLength(1)
    // a reading holds for the two seconds that it counts as fresh
    expect(verdict.longestGapMs).toBeGreaterThan(12_000)
    expect(verdict.longestGapMs).toBeLessThan(14_000)
    expect(verdict.knownShare).toBeCloseTo(47 / 60, 1)
  })

  test.each(['killed', 'stopped'] as const)(
    'a restart within an event, %s: the record goes on and shows the gap',
    async (how) => {
      plant.operate('c1', -650, 2)
      await plant.run(27)
      await plant.restart(20, how)
      expect(plant.proofs().list({ limit: 9 }).running).toEqual([])
      await plant.run(90)
      expect(kept()).toHaveLength(1)
      const { gaps, verdict, order, samples } = plant.proofs().get(kept()[0]?.id ?? '')
      expect(gaps).toMatchObject([{ reason: 'the engine was not running' }])
      // killed, the last seconds are lost as well
      expect((gaps[0]?.until ?? 0) - (gaps[0]?.from ?? 0)).toBeLessThan(26_000)
      expect(verdict.longestGapMs).toBeGreaterThanOrEqual(20_000)
      expect(verdict).toMatchObject({ outcome: 'delivered', gapCount: 1 })
      expect(order.startKW).toBeCloseTo(-1_300, -1)
      expect(samples.at).toEqual(samples.at.toSorted((a, b) => a - b))
      expect((await plant.verify()).broken).toBeNull()
    },
  )

  test('an order that was over before the engine came back is kept with what was seen of it', async () => {
    plant.operate('c1', -650)
    await plant.run(20)
    await plant.restart(120)
    await plant.run(10)
    expect(kept()).toMatchObject([{ verdict: { outcome: 'unknown' } }])
    expect(plant.proofs().get(kept()[0]?.id ?? '').ended).toBe('by itself, its time was over')
  })

  test('an engine that comes to an order that runs already says that it missed the begin', async () => {
    await plant.restart(0)
    plant.operate('c1', -650)
    await plant.restart(10)
    await plant.run(70)
    const proof = plant.proofs().get(kept()[0]?.id ?? '')
    expect(proof.gaps).toMatchObject([{ reason: 'the engine was not there' }])
    expect(proof.order).toMatchObject({ startKW: null, baseline: { method: 'none' } })
    expect(proof.verdict).toMatchObject({ stepKW: null, deliveredKWh: null, outcome: 'delivered' })
  })

  test('a full disk: control goes on, a person is told, and the record is kept when there is room again', async () => {
    plant.operate('c1', -650)
    await plant.run(20)
    plant.disk.isFull = true
    await plant.run(80)
    expect(kept()).toEqual([])
    expect(plant.proofs().conditions()).toMatchObject([{ code: 'proof.failing' }])
    plant.disk.isFull = false
    await plant.run(10)
    expect(plant.proofs().conditions()).toEqual([])
    expect(kept()).toMatchObject([{ n: 1, verdict: { outcome: 'delivered', knownShare: 1 } }])
    expect((await plant.verify()).broken).toBeNull()
  })

  test('a clock set back within an event leaves a gap, and no sample out of order', async () => {
    plant.operate('c1', -650, 5)
    await plant.run(30)
    plant.clock.setWall(plant.clock.now() - 20_000)
    await plant.run(330)
    const { samples, verdict } = plant.proofs().get(kept()[0]?.id ?? '')
    expect(samples.at).toEqual(samples.at.toSorted((a, b) => a - b))
    expect(samples.powerKW).toContain(null)
    expect(verdict).toMatchObject({ outcome: 'delivered', gapCount: 1 })
    expect((await plant.verify()).broken).toBeNull()
  })

  test('a clock set back to before the order: what was seen stays, and a second record begins', async () => {
    plant.operate('c1', -650, 5)
    await plant.run(30)
    plant.clock.setWall(plant.clock.now() - 60_000)
    await plant.run(400)
    const [second, first] = kept()
    expect(kept()).toHaveLength(2)
    expect((first?.order.until ?? 0) - (first?.order.from ?? 0)).toBeCloseTo(30_000, -3)
    expect(second?.verdict).toMatchObject({ outcome: 'delivered', knownShare: 1 })
  })
})

test('the key of the site is made once, for its owner alone', async () => {
  const file = join(plant.dataDir, 'site-key.pem')
  expect(existsSync(file)).toBe(false)
  plant.operate('c1', -650)
  await plant.run(70)
  const first = (await plant.verify()).keyId
  expect(statSync(file).mode & 0o777).toBe(0o600)
  await plant.restart(1)
  expect((await plant.verify()).keyId).toBe(first)
  // a key that was lost is made anew: the records of the old one still fit, and the trail says it
  rmSync(file)
  await plant.restart(1)
  plant.operate('c1', -650)
  await plant.run(70)
  const check = await plant.verify()
  expect(check).toMatchObject({ records: 2, broken: null })
  expect(check.keyId).not.toBe(first)
  expect(plant.audits.filter(({ action }) => action === 'SiteKeyMade')).toHaveLength(2)
})

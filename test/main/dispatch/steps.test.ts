import { expect, test } from 'vitest'
import { createPlant, type Plant, siteOf } from './plant.ts'

const storage = [
  { kind: 'flywheel', id: 'fw', units: 10, unitEnergyKWh: 70, ratedPowerKW: 1_800 },
  { kind: 'battery', id: 'li', chemistry: 'liIon', ratedPowerKW: 2_500, ratedEnergyKWh: 7_000 },
]
const containers = [1, 2, 3, 4].map((n) => ({ kind: 'container', id: `c${n}`, container: 'sha256Current' }))
const site = siteOf([
  ...storage,
  ...containers,
  { kind: 'pv', id: 'pv', ratedPowerKW: 6_000 },
  { kind: 'load', id: 'works', ratedPowerKW: 12_000 },
])
const ids = ['fw', 'li', 'c1', 'c2', 'c3', 'c4']

async function plantWith(pvKW: (t: number) => number, worksKW: (t: number) => number): Promise<Plant> {
  const plant = createPlant({ site, noiseKW: 8 })
  plant.asset('pv').natural = pvKW
  plant.asset('works').natural = (t) => -worksKW(t)
  plant.control.start()
  await plant.run(30)
  return plant
}

/** Seconds after the step at 30 s from which on `isFine` holds until the end. */
function settledAfter<R extends { t: number }>(rows: readonly R[], isFine: (row: R) => boolean): number {
  const last = rows.findLast((row) => !isFine(row))
  return last ? last.t - 30 + 0.1 : 0
}

test('a surplus of 2 MW: export is back inside its limit within 2 s, mining has relieved storage within 60 s', async () => {
  const plant = await plantWith(
    (t) => (t > 30 ? 4_000 : 2_000),
    () => 2_000,
  )
  const rows = await plant.record(120, ...ids)
  expect(settledAfter(rows, (r) => r.gridKW >= -20)).toBeLessThanOrEqual(2)
  const relieved = settledAfter(rows, (r) => Math.abs((r.powers[0] ?? 0) + (r.powers[1] ?? 0)) < 200)
  expect(relieved).toBeLessThanOrEqual(60)
  const end = rows.at(-1)
  expect(Math.abs(end?.powers[0] ?? 0)).toBeLessThan(30)
  expect(end?.gridKW).toBeLessThan(100)
})

test('a load peak of 1.5 MW: import is back inside its limit within 2 s, and only the excess is discharged', async () => {
  const plant = await plantWith(
    () => 0,
    (t) => (t > 30 ? 9_300 : 7_800),
  )
  const rows = await plant.record(60, ...ids)
  expect(settledAfter(rows, (r) => r.gridKW <= 8_000)).toBeLessThanOrEqual(2)
  const settled = rows.filter((r) => r.t > 33)
  for (const row of settled) expect(row.gridKW).toBeGreaterThan(7_900)
  const flywheel = settled.at(-1)?.powers[0] ?? 0
  expect(flywheel).toBeLessThan(100)
})

test('running mining is released at a peak before storage has to go on', async () => {
  const plant = await plantWith(
    (t) => (t > 120 ? 0 : 6_000),
    (t) => (t > 120 ? 9_000 : 2_000),
  )
  await plant.run(90)
  expect(plant.asset('c1').powerKW).toBeLessThan(-800)
  const rows = await plant.record(20, ...ids)
  expect(rows.findLast((r) => r.gridKW > 8_000)?.t ?? 0).toBeLessThan(122.2)
  expect(plant.asset('c1').powerKW).toBe(0)
})

test('at rest with 8 kW of meter noise nothing hunts: few writes, no limit cycle', async () => {
  const plant = await plantWith(
    () => 2_500,
    () => 2_000,
  )
  await plant.run(60)
  const before = ids.map((id) => plant.asset(id).writes.length)
  const rows = await plant.record(300, ...ids)
  const changes = (id: string) =>
    new Set(
      plant
        .asset(id)
        .writes.slice(before[ids.indexOf(id)])
        .map((w) => w.powerKW),
    ).size
  expect(changes('fw')).toBeLessThan(30)
  expect(changes('li')).toBeLessThan(60)
  for (const id of ['c1', 'c2', 'c3', 'c4']) expect(changes(id)).toBeLessThan(6)
  const grid = rows.map((r) => r.gridKW)
  expect(Math.max(...grid) - Math.min(...grid)).toBeLessThan(120)
})

test('a surplus that alternates every 5 s neither amplifies nor starts and stops containers', async () => {
  const plant = await plantWith(
    (t) => 2_000 + (t > 30 && t % 10 < 5 ? 1_500 : 0),
    () => 2_000,
  )
  const rows = await plant.record(120, ...ids)
  const exported = rows.filter((r) => r.gridKW < -60).length / rows.length
  expect(exported).toBeLessThan(0.15)
  for (const id of ['c1', 'c2', 'c3', 'c4']) {
    const switches = plant.asset(id).writes.filter((w, i, all) => (w.powerKW === 0) !== (all[i - 1]?.powerKW === 0))
    expect(switches.length).toBeLessThanOrEqual(4)
  }
})

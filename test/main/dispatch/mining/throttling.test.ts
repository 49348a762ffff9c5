import { expect, test } from 'vitest'
import { codes, miningPlant, reportHashrate } from './mining-plant.ts'

test('a container with presets takes only those, and storage holds what is between', async () => {
  const presets = [400, 700, 1_000, 1_300].map((powerKW) => ({ powerKW }))
  const plant = await miningPlant({ c1: { presets, minPowerKW: 400 } }, { pvKW: 2_900 })
  const draws = new Set(plant.asset('c1').writes.map((w) => -w.powerKW))
  expect([...draws].filter((d) => ![0, 400, 700, 1_000, 1_300].includes(d))).toEqual([])
  expect(plant.asset('c1').powerKW).toBe(-700)
  expect(plant.gridKW()).toBeGreaterThan(-60)
})

test('the least efficient container is shed first and the best grows first', async () => {
  const plant = await miningPlant({ old: { container: 'sha256' }, new: {} }, { pvKW: 4_600, runS: 150 })
  expect(plant.asset('new').powerKW).toBe(-1_300)
  plant.asset('pv').natural = () => 3_600
  await plant.run(30)
  expect(plant.asset('new').powerKW).toBe(-1_300)
  expect(plant.asset('old').powerKW).toBeGreaterThan(-400)
})

test('what the meter and the hashrate say of efficiency goes before the nameplate', async () => {
  const plant = await miningPlant({ a: {}, b: {} }, { pvKW: 4_600, runS: 5 })
  reportHashrate(plant, ['a'], 40)
  reportHashrate(plant, ['b'], 25)
  await plant.run(420)
  const rows = plant.control.containers()
  expect(rows.find((r) => r.assetId === 'a')?.learnedJPerTH).toBeGreaterThan(38)
  expect(rows.find((r) => r.assetId === 'b')).toMatchObject({ place: 1 })
  plant.asset('pv').natural = () => 3_300
  await plant.run(30)
  expect(plant.asset('b').powerKW).toBeLessThan(plant.asset('a').powerKW)
})

test('a protected container keeps its draw while the others let go', async () => {
  const plant = await miningPlant(
    { kept: { protection: 'safety', container: 'sha256' }, other: {} },
    { pvKW: 4_600, runS: 150 },
  )
  const before = plant.asset('kept').powerKW
  plant.asset('pv').natural = () => 3_000
  await plant.run(30)
  expect(plant.asset('kept').powerKW).toBe(before)
  expect(plant.asset('other').powerKW).toBe(0)
})

test('a protected container is shed when storage can no longer keep the limit', async () => {
  const plant = await miningPlant({ kept: { protection: 'safety' } }, { pvKW: 4_000 })
  plant.asset('works').natural = () => -12_000
  plant.asset('pv').natural = () => 0
  await plant.run(15)
  expect(plant.asset('kept').powerKW).toBe(0)
})

test('minimum times: a container with 10 minutes on is not stopped for money before', async () => {
  const plant = await miningPlant({ c1: { minOnS: 600 } }, { pvKW: 2_600, runS: 60 })
  plant.asset('pv').natural = () => 1_500
  await plant.run(60)
  expect(plant.asset('c1').powerKW).toBe(-180)
  await plant.run(560)
  expect(plant.asset('c1').powerKW).toBe(0)
})

test('fault 21: what one container does not give, others give within the same event', async () => {
  const plant = await miningPlant({ a: {}, b: {}, c: {} }, { pvKW: 5_500, runS: 180 })
  plant.asset('c').faults.ignores = true
  const before = plant.asset('c').powerKW
  plant.asset('pv').natural = () => 3_500
  await plant.run(40)
  expect(plant.asset('c').powerKW).toBe(before)
  expect(codes(plant)).toContain('asset.notFollowing')
  expect(plant.gridKW()).toBeLessThan(100)
  const storage = plant.asset('fw').powerKW + plant.asset('li').powerKW
  expect(Math.abs(storage)).toBeLessThan(120)
})

test('fault 61: after an outage containers come back one after the other, never above the import limit', async () => {
  const rows = Object.fromEntries(Array.from({ length: 6 }, (_, n) => [`c${n}`, {}]))
  const plant = await miningPlant(rows, {
    pvKW: 0,
    runS: 5,
    more: {
      connection: { importLimitKW: 8_000, exportLimitKW: 5_000 },
      controllers: { surplusAbsorption: { mineFromGridKW: 7_500 } },
    },
  })
  const grid = await plant.record(120)
  const starts = Object.keys(rows)
    .flatMap((id) => plant.asset(id).writes.find((w) => w.powerKW < 0)?.at ?? [])
    .toSorted((a, b) => a - b)
  expect(starts.length).toBeGreaterThan(3)
  const gaps = starts.slice(1).map((at, i) => at - (starts[i] ?? 0))
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1.9)
  expect(Math.max(...grid.map((r) => r.gridKW))).toBeLessThan(8_000)
})

test('fault 62: a hot container is lowered and never raised, and its fans are not switched off for money', async () => {
  const plant = await miningPlant({ hot: {}, cool: {} }, { pvKW: 3_500, runS: 120 })
  plant.asset('hot').extra.outletDegC = 82
  await plant.run(5)
  const before = plant.asset('hot').powerKW
  expect(codes(plant)).toContain('mining.hot')
  plant.asset('pv').natural = () => 4_600
  await plant.run(60)
  expect(plant.asset('hot').powerKW).toBeGreaterThanOrEqual(before)
  plant.asset('pv').natural = () => 1_000
  await plant.run(120)
  expect(plant.asset('hot').powerKW).toBe(-180)
  expect(plant.asset('cool').powerKW).toBe(0)
  plant.asset('hot').extra.outletDegC = 55
  await plant.run(60)
  expect(plant.asset('hot').powerKW).toBe(0)
  expect(codes(plant)).not.toContain('mining.hot')
})

test('fault 62: a container that tripped on heat is told, left out, and its share is given by another', async () => {
  const plant = await miningPlant({ a: {}, b: {} }, { pvKW: 3_500, runS: 120 })
  Object.assign(plant.asset('a').extra, { faultCode: 101 })
  plant.asset('a').faults.state = 8
  plant.asset('a').setpointKW = 0
  await plant.run(90)
  expect(codes(plant)).toContain('asset.fault')
  expect(plant.control.decisions().find((d) => d.assetId === 'a')?.limitedBy).toMatch(/fault, code 101/)
  expect(plant.asset('b').powerKW).toBeLessThan(-1_000)
})

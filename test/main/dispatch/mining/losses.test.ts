import { expect, test } from 'vitest'
import type { Plant } from '../plant.ts'
import { codes, miningPlant, reportHashrate } from './mining-plant.ts'

async function hashing(ids: readonly string[]): Promise<Plant> {
  const plant = await miningPlant(Object.fromEntries(ids.map((id) => [id, {}])), { pvKW: 4_600, runS: 5 })
  reportHashrate(plant, ids)
  await plant.run(150)
  return plant
}

test('a load that falls by itself with its hashrate is told as that, counted, and kept when it is over', async () => {
  const plant = await hashing(['a', 'b'])
  const drew = -plant.asset('a').powerKW
  plant.asset('a').faults.hasNoPool = true
  await plant.run(60)
  expect(codes(plant)).toContain('mining.lost')
  expect(codes(plant)).not.toContain('mining.poolLost')
  expect(codes(plant)).not.toContain('asset.notFollowing')
  const { loss } = plant.control.containers().find((r) => r.assetId === 'a') ?? {}
  expect(loss?.kind).toBe('fellAway')
  expect(loss?.missedKWh).toBeGreaterThan((0.8 * drew * 50) / 3_600)
  expect(loss?.missedKWh).toBeLessThan((drew * 62) / 3_600)
  plant.asset('a').faults.hasNoPool = false
  await plant.run(90)
  expect(codes(plant)).not.toContain('mining.lost')
  const row = plant.audits.find((a) => a.action === 'HashrateLost')
  expect(row).toMatchObject({ person: 'engine', assetId: 'a' })
  expect(row?.detail).toMatch(/kWh not drawn/)
})

test('several at once are one cause outside: pool or internet', async () => {
  const plant = await hashing(['a', 'b', 'c'])
  for (const id of ['a', 'b']) plant.asset(id).faults.hasNoPool = true
  await plant.run(15)
  expect(codes(plant)).toContain('mining.poolLost')
  expect(plant.control.conditions().find((c) => c.code === 'mining.poolLost')?.text).toMatch(/^2 containers/)
})

test('a container told to draw less has lost nothing', async () => {
  const plant = await hashing(['a', 'b'])
  plant.asset('pv').natural = () => 2_500
  await plant.run(60)
  expect(codes(plant).filter((c) => c.startsWith('mining.'))).toEqual([])
})

test('a container that draws and hashes nothing is found', async () => {
  const plant = await hashing(['a'])
  Object.defineProperty(plant.asset('a').extra, 'hashrateTHs', { enumerable: true, configurable: true, value: 0 })
  await plant.run(10)
  expect(plant.control.containers()[0]?.loss?.kind).toBe('idle')
})

test('fault 60: 393 of 400 miners off: the seven are told with the measured power', async () => {
  const plant = await hashing(['a'])
  Object.assign(plant.asset('a').extra, { minersHashing: 396, minersAsleep: 0, minersFaulty: 4 })
  plant.asset('pv').natural = () => 0
  await plant.run(30)
  Object.assign(plant.asset('a').extra, { minersHashing: 7, minersAsleep: 389, minersFaulty: 4 })
  await plant.run(50)
  const told = plant.control.conditions().find((c) => c.code === 'mining.stragglers')
  expect(told?.text).toMatch(/393 of 400 miners off, 7 still hash, \d+ kW measured/)
  expect(plant.control.containers()[0]?.miners).toEqual({ hashing: 7, asleep: 389, faulty: 4 })
})

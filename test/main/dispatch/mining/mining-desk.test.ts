import { expect, test } from 'vitest'
import { anna, miningPlant } from './mining-plant.ts'

const press = (n: number): string => `press-number-${n}`

test('a cap for several containers: one audited step, held, once per press, ended together', async () => {
  const plant = await miningPlant({ a: {}, b: {}, c: {} }, { pvKW: 5_500, runS: 180 })
  const until = plant.clock.now() + 600_000
  const request = {
    assetIds: ['a', 'b', 'nobody'],
    drawKW: 500,
    until,
    reason: 'noise at night',
    idempotencyKey: press(1),
  }
  const { given, refused } = plant.control.setCaps(anna, request)
  expect(given.map((g) => g.assetId)).toEqual(['a', 'b'])
  expect(refused).toEqual([{ assetId: 'nobody', reason: 'there is no such container' }])
  expect(plant.control.setCaps(anna, request).given.map((g) => g.id)).toEqual(given.map((g) => g.id))
  expect(plant.audits.filter((a) => a.action === 'CapsGiven')).toHaveLength(1)
  await plant.run(30)
  expect(plant.asset('a').powerKW).toBeGreaterThanOrEqual(-500)
  expect(plant.asset('b').powerKW).toBeGreaterThanOrEqual(-500)
  expect(plant.asset('c').powerKW).toBeLessThan(-900)
  expect(plant.control.containers().find((r) => r.assetId === 'a')?.cap).toMatchObject({ drawKW: 500, owner: 'Anna' })
  expect(plant.control.endCaps(anna, { assetIds: ['a', 'b', 'c'], reason: 'morning' })).toHaveLength(2)
  await plant.run(90)
  expect(plant.control.containers().map((r) => r.cap)).toEqual([null, null, null])
  expect(plant.asset('a').powerKW).toBeLessThan(-600)
})

test('a cap below the lowest draw, or beyond 7 days, is refused with the reason', async () => {
  const plant = await miningPlant({ a: {} }, { runS: 5 })
  const request = {
    assetIds: ['a'],
    drawKW: 100,
    until: plant.clock.now() + 60_000,
    reason: 'a test',
    idempotencyKey: press(2),
  }
  expect(plant.control.setCaps(anna, request).refused[0]?.reason).toMatch(/at least 180 kW/)
  const late = { ...request, drawKW: 0, until: plant.clock.now() + 8 * 86_400_000, idempotencyKey: press(3) }
  expect(() => plant.control.setCaps(anna, late)).toThrow(/at most 7 days/)
  expect(plant.audits.filter((a) => a.action === 'CapsGiven')).toEqual([])
})

test('a person protects containers and takes it back', async () => {
  const plant = await miningPlant({ a: { container: 'sha256' }, b: {} }, { pvKW: 4_600, runS: 150 })
  plant.control.protect(anna, { assetIds: ['a'], protection: 'safety', reason: 'a visitor' })
  await plant.run(1)
  expect(plant.control.containers()[0]).toMatchObject({ protection: 'safety', isProtectedByHand: true, place: 1 })
  const before = plant.asset('a').powerKW
  plant.asset('pv').natural = () => 3_000
  await plant.run(30)
  expect(plant.asset('a').powerKW).toBe(before)
  plant.control.protect(anna, { assetIds: ['a'], protection: null, reason: 'the visitor left' })
  await plant.run(120)
  expect(plant.asset('a').powerKW).toBeGreaterThan(before)
  expect(() => plant.control.protect(anna, { assetIds: ['x'], protection: 'never', reason: 'a test' })).toThrow(
    /no container/,
  )
})

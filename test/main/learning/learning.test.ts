import { expect, test } from 'vitest'
import { assetSchema } from '../../../domain/asset.ts'
import type { Accepted, Learned, LearnedQuantity } from '../../../domain/models/learned.ts'
import type { AuditEntry } from '../../../main/audit/audit.ts'
import { createLearningDesk, withAccepted } from '../../../main/learning/learning-desk.ts'
import { createRampLearner } from '../../../main/learning/ramps.ts'
import { fitPlane } from '../../../main/learning/regression.ts'
import { createStoreLearner } from '../../../main/learning/storage.ts'
import { createVirtualClock } from '../../virtual-clock.ts'
import { createDraw } from '../../../main/learners/random.ts'

const of = (learned: readonly Learned[], quantity: LearnedQuantity) => learned.find((one) => one.quantity === quantity)

/** Feeds a learner with days of a store of known truth, its state of charge rounded to a tenth. */
function learnedStore(
  seed: number,
  { seen = (_second: number): 'as it is' | 'jumped' | 'missing' => 'as it is' } = {},
): Learned[] {
  const [capacityKWh, oneWay, lossKW, noiseKW] = [700, 0.96, 6, 1]
  const draw = createDraw(seed)
  const learner = createStoreLearner()
  let [storedKWh, powerKW] = [capacityKWh / 2, 0]
  for (let second = 0; second < 2 * 86_400; second++) {
    if (second % 300 === 0)
      powerKW = storedKWh > 0.8 * capacityKWh ? 200 : storedKWh < 0.2 * capacityKWh ? -200 : 400 * (draw() - 0.5)
    storedKWh -= ((powerKW > 0 ? powerKW / oneWay : powerKW * oneWay) + lossKW) / 3_600
    const socPct = Math.round((1_000 * storedKWh) / capacityKWh) / 10
    const [reading, how] = [{ at: second * 1_000, powerKW: powerKW + noiseKW * (draw() - 0.5), socPct }, seen(second)]
    if (how !== 'missing') learner.take(how === 'jumped' ? { ...reading, socPct: socPct - 30 } : reading)
  }
  return learner.learned('store')
}

test.each([1, 2, 3, 4, 5])(
  'capacity, round trip and loss of a store are found within a few percent, seed %i',
  (seed) => {
    const learned = learnedStore(seed)
    expect(Math.abs((of(learned, 'capacityKWh')?.value ?? 0) - 700)).toBeLessThan(10)
    expect(Math.abs((of(learned, 'roundTripRatio')?.value ?? 0) - 0.96 ** 2)).toBeLessThan(0.02)
    expect(Math.abs((of(learned, 'standbyLossKW')?.value ?? 0) - 6)).toBeLessThan(2)
  },
)

test('the truth lies inside the 95 % interval nearly always', () => {
  const truths: [LearnedQuantity, number][] = [
    ['capacityKWh', 700],
    ['roundTripRatio', 0.96 ** 2],
    ['standbyLossKW', 6],
  ]
  let inside = 0
  for (let seed = 10; seed < 20; seed++) {
    const learned = learnedStore(seed)
    for (const [quantity, truth] of truths) {
      const { low = Infinity, high = -Infinity } = of(learned, quantity) ?? {}
      if (low <= truth && truth <= high) inside += 1
    }
  }
  expect(inside).toBeGreaterThanOrEqual(26)
})

test('a store that never moved teaches nothing', () => {
  const learner = createStoreLearner()
  for (let second = 0; second < 20_000; second++) learner.take({ at: second * 1_000, powerKW: 0, socPct: 50 })
  expect(learner.learned('store')).toEqual([])
})

test('a gap and a state of charge that jumps begin a new span: neither is taken for energy', () => {
  const learned = learnedStore(6, {
    seen: (second) => (second % 5_000 < 300 ? (second % 5_000 > 290 ? 'jumped' : 'missing') : 'as it is'),
  })
  expect(Math.abs((of(learned, 'roundTripRatio')?.value ?? 0) - 0.96 ** 2)).toBeLessThan(0.02)
  expect(Math.abs((of(learned, 'capacityKWh')?.value ?? 0) - 700)).toBeLessThan(14)
})

test('ramps of a container: up slow, down fast, each by itself', () => {
  const learner = createRampLearner()
  const draw = createDraw(3)
  let [powerKW, setpointKW] = [-180, -180]
  for (let second = 0; second < 7_200; second++) {
    if (second % 300 === 0) setpointKW = second % 600 === 0 ? -1_300 : -180
    const step = setpointKW < powerKW ? -20 : 130
    powerKW = step < 0 ? Math.max(setpointKW, powerKW + step) : Math.min(setpointKW, powerKW + step)
    learner.take({ at: second * 1_000, powerKW: powerKW + 2 * (draw() - 0.5), setpointKW })
  }
  const learned = learner.learned('c')
  expect(of(learned, 'rampUpKWPerS')?.value).toBeCloseTo(20, 0)
  expect(Math.abs((of(learned, 'rampDownKWPerS')?.value ?? 0) - 130)).toBeLessThan(5)
})

test('a plane is found exactly where there is no noise, and none where causes go together', () => {
  const points = Array.from({ length: 20 }, (_, i) => [i, (i * 7) % 5, 1] as const)
  const fit = fitPlane(points.map((x) => ({ x, y: 3 * x[0] - 2 * x[1] + 5 })))
  expect(fit?.coefficients.map((value) => Math.round(value * 1e9) / 1e9)).toEqual([3, -2, 5])
  expect(fitPlane(points.map(([a]) => ({ x: [a, 2 * a, 1] as const, y: a })))).toBeUndefined()
})

const make = (id: string) => assetSchema.parse({ kind: 'container', id, name: id, device: id, container: 'sha256' })
const learned = (): Learned[] => [
  { assetId: 'c1', quantity: 'rampDownKWPerS', value: 130.4, low: 128, high: 133, count: 12 },
]

test('an accepted value is kept with who accepted it, is in the audit trail, and goes before the site file', () => {
  const table = new Map<string, Accepted>()
  const audits: AuditEntry[] = []
  const accepted = { get: (id: string) => table.get(id), set: (id: string, one: Accepted) => void table.set(id, one) }
  const clock = createVirtualClock(5_000)
  const desk = createLearningDesk({ learned, accepted, audit: (entry) => audits.push(entry), clock })
  const ida = { name: 'Ida', role: 'engineer' } as const
  expect(desk.list()[0]?.accepted).toBeNull()
  desk.accept(ida, { assetId: 'c1', quantity: 'rampDownKWPerS', reason: 'slower since the new firmware' })
  expect(desk.list()[0]?.accepted).toEqual({ value: 130.4, low: 128, high: 133, by: 'Ida', at: 5_000 })
  expect(audits).toMatchObject([{ person: 'Ida', action: 'LearnedAccepted', assetId: 'c1' }])
  const asked = { assetId: 'c2', quantity: 'rampUpKWPerS', reason: 'no' } as const
  expect(() => desk.accept(ida, asked)).toThrow('Nothing is known')
  const [c1, c2] = withAccepted([make('c1'), make('c2')], accepted)
  expect([c1, c2]).toMatchObject([{ rampDownKWPerS: 130.4, rampUpKWPerS: 20 }, { rampDownKWPerS: 260 }])
})

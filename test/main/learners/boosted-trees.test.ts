import { expect, test } from 'vitest'
import { fitBoosted, predictBoosted } from '../../../main/learners/boosted-trees.ts'
import { noise } from '../forecast/made-up.ts'

const rows = 3_000
const first = Float64Array.from({ length: rows }, (_, i) => noise(i))
const second = Float64Array.from({ length: rows }, (_, i) => (i % 5 === 0 ? Number.NaN : noise(i + 50_000)))
/** A step, an interaction, and a value of its own where the second feature is missing. */
const target = first.map((a, i) => {
  const b = second[i] ?? Number.NaN
  if (Number.isNaN(b)) return 5
  return (a > 0.2 ? 3 : 0) + (a > 0 && b > 0 ? 2 : 0)
})

test('steps, interactions and missing values are learned', () => {
  const model = fitBoosted([first, second], target)
  const errors = predictBoosted(model, [first, second]).map((value, i) => Math.abs(value - (target[i] ?? 0)))
  expect(errors.reduce((sum, error) => sum + error, 0) / rows).toBeLessThan(0.12)
})

test('nothing to learn from gives the mean, and nothing at all gives zero', () => {
  const level = fitBoosted([first], new Float64Array(rows).fill(7))
  expect(predictBoosted(level, [first]).every((value) => Math.abs(value - 7) < 1e-9)).toBe(true)
  expect([...predictBoosted(fitBoosted([new Float64Array()], new Float64Array()), [Float64Array.of(1)])]).toEqual([0])
})

test('leaves are spent where they help most, within the depth and rows allowed', () => {
  const settings = { trees: 1, rate: 1, leaves: 4, depth: 9, minRows: 200, shrinkRows: 0 }
  const steps = first.map((a) => Math.floor(4 * (a + 1)))
  const [tree] = fitBoosted([second, first], steps, settings).trees
  const leaves = tree ? [...tree.left].filter((left, node) => left === 0 && (node === 0 || tree.value[node] !== 0)) : []
  expect(leaves.length).toBe(4)
  const [stump] = fitBoosted([first], steps, { ...settings, depth: 1 }).trees
  expect(stump && [...stump.left].filter((left) => left > 0).length).toBe(1)
})

import { expect, test } from 'vitest'
import { fitBoosted, predictBoosted } from '../../../../main/forecast/learn/boosted-trees.ts'
import { noise } from '../made-up.ts'

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

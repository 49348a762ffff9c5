import { expect, test } from 'vitest'
import { fitRidge, predictRidge } from '../../../main/learners/ridge.ts'
import { noise } from '../forecast/made-up.ts'

const rows = 400
const columns = [0, 1, 2].map((place) =>
  Float64Array.from({ length: rows }, (_, i) => 50 + 3 * noise(i + 10_000 * place)),
)
const target = Float64Array.from({ length: rows }, (_, i) => 7 + 2 * (columns[0]?.[i] ?? 0) - (columns[2]?.[i] ?? 0))

test('a straight relation is found, whatever the scales', () => {
  const found = predictRidge(fitRidge(columns, target, 1e-6), columns)
  expect(Math.max(...found.map((value, i) => Math.abs(value - (target[i] ?? 0))))).toBeLessThan(1e-4)
})

test('a heavy penalty leaves the mean, and missing values count as usual ones', () => {
  const mean = target.reduce((sum, value) => sum + value, 0) / rows
  for (const value of predictRidge(fitRidge(columns, target, 1e12), columns)) expect(value).toBeCloseTo(mean, 5)
  const missing = columns.map(() => Float64Array.of(Number.NaN))
  expect(predictRidge(fitRidge(columns, target, 1), missing)[0]).toBeCloseTo(mean, 9)
})

test('columns that never vary or repeat each other do no harm', () => {
  const flat = new Float64Array(rows).fill(3)
  const found = predictRidge(fitRidge([...columns, ...columns, flat], target, 1e-3), [...columns, ...columns, flat])
  expect(Math.max(...found.map((value, i) => Math.abs(value - (target[i] ?? 0))))).toBeLessThan(1e-2)
})

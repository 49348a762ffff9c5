import { expect, test } from 'vitest'
import { fitNetwork, predictNetwork } from '../../../main/learners/dense-network.ts'
import { backward, forward, type Layer, slopesOf } from '../../../main/learners/layer.ts'
import { timesTransposed, transposed, zeros } from '../../../main/learners/matrix.ts'
import { noise } from '../forecast/made-up.ts'

const filled = (rows: number, columns: number, seed: number) => {
  const matrix = zeros(rows, columns)
  matrix.values.forEach((_, i) => (matrix.values[i] = noise(seed + i)))
  return matrix
}

test.each([
  [1, 1, 1],
  [2, 4, 3],
  [5, 7, 6],
  [4, 9, 1],
])('%i rows times the transpose of %i rows of %i columns', (m, n, k) => {
  const [a, b] = [filled(m, k, 1), filled(n, k, 2)]
  const product = timesTransposed(a, b)
  for (let i = 0; i < m; i++)
    for (let j = 0; j < n; j++) {
      let sum = 0
      for (let c = 0; c < k; c++) sum += (a.values[i * k + c] ?? 0) * (b.values[j * k + c] ?? 0)
      expect(product.values[i * n + j]).toBeCloseTo(sum, 12)
    }
  expect(transposed(transposed(a))).toEqual(a)
})

test('slopes are those of the error, by differences', () => {
  const layers: Layer[] = [
    { weights: filled(5, 3, 11), shifts: Float64Array.of(0.1, -0.2, 0.3, 0, 0.05) },
    { weights: filled(1, 5, 12), shifts: Float64Array.of(0.2) },
  ]
  const inputs = filled(4, 3, 13)
  const half = () =>
    (forward(layers, inputs).at(-1)?.values ?? new Float64Array()).reduce((sum, y) => sum + (y * y) / 2, 0)
  const slopes = layers.map(slopesOf)
  const outputs = forward(layers, inputs)
  backward(layers, slopes, outputs, outputs.at(-1) ?? zeros(0, 0))
  layers.forEach((layer, l) => {
    for (const [values, found] of [
      [layer.weights.values, slopes[l]?.weights],
      [layer.shifts, slopes[l]?.shifts],
    ] as const)
      values.forEach((value, i) => {
        values[i] = value + 1e-6
        const up = half()
        values[i] = value - 1e-6
        const down = half()
        values[i] = value
        expect(found?.[i]).toBeCloseTo((up - down) / 2e-6, 5)
      })
  })
})

const columns = [0, 1].map((place) => Float64Array.from({ length: 800 }, (_, i) => noise(i + 5_000 * place)))
const target = Float64Array.from(
  { length: 800 },
  (_, i) => 100 + 20 * Math.abs(columns[0]?.[i] ?? 0) + 5 * (columns[1]?.[i] ?? 0),
)
const settings = { hidden: [16, 8], epochs: 30, batch: 32, step: 5e-3, decay: 1e-3, seed: 4 }

test('a bend that no straight model follows is learned', () => {
  const found = predictNetwork(fitNetwork(columns, target, settings), columns)
  const squares = found.reduce((sum, value, i) => sum + (value - (target[i] ?? 0)) ** 2, 0)
  expect(Math.sqrt(squares / 800)).toBeLessThan(1.5)
})

test('the same seed gives the same network bit for bit, another one another', () => {
  const few = { ...settings, epochs: 2 }
  expect(fitNetwork(columns, target, few)).toEqual(fitNetwork(columns, target, few))
  expect(fitNetwork(columns, target, { ...few, seed: 5 })).not.toEqual(fitNetwork(columns, target, few))
})

import { type Scales, scalesOf, standardRows } from './standard.ts'

/** A straight model of standardised columns (ridge regression; A. Hoerl, R. Kennard, Technometrics 12, 1970). */
export interface Ridge {
  scales: Scales
  base: number
  weights: Float64Array
}

/** Learns `target` from columns; `penalty` is in rows: that many rows of nothing pull each weight to zero. */
export function fitRidge(columns: readonly Float64Array[], target: Float64Array, penalty: number): Ridge {
  const scales = scalesOf(columns)
  const rows = standardRows(columns, scales).values
  const width = columns.length
  const base = target.reduce((sum, value) => sum + value, 0) / Math.max(1, target.length)
  const squares = new Float64Array(width * width)
  const right = new Float64Array(width)
  for (let row = 0; row < target.length; row++) {
    const from = row * width
    const rest = (target[row] ?? 0) - base
    for (let i = 0; i < width; i++) {
      const value = rows[from + i] ?? 0
      right[i] = (right[i] ?? 0) + value * rest
      for (let j = 0; j <= i; j++)
        squares[i * width + j] = (squares[i * width + j] ?? 0) + value * (rows[from + j] ?? 0)
    }
  }
  for (let i = 0; i < width; i++) squares[i * width + i] = (squares[i * width + i] ?? 0) + penalty
  return { scales, base, weights: solve(squares, right) }
}

/** What the model says for each row of the columns; missing values count as usual ones. */
export function predictRidge({ scales, base, weights }: Ridge, columns: readonly Float64Array[]): Float64Array {
  const values = new Float64Array(columns[0]?.length ?? 0).fill(base)
  const rows = standardRows(columns, scales).values
  for (let row = 0; row < values.length; row++)
    for (let i = 0; i < weights.length; i++)
      values[row] = (values[row] ?? 0) + (rows[row * weights.length + i] ?? 0) * (weights[i] ?? 0)
  return values
}

/** Solves a symmetric positive definite system, given by its lower half, which is used up, by Cholesky's factors. */
export function solve(lower: Float64Array, right: Float64Array): Float64Array {
  const n = right.length
  const l = (i: number, j: number) => lower[i * n + j] ?? 0
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = l(i, j)
      for (let k = 0; k < j; k++) sum -= l(i, k) * l(j, k)
      lower[i * n + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / l(j, j)
    }
  }
  const x = Float64Array.from(right)
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i] = (x[i] ?? 0) - l(i, k) * (x[k] ?? 0)
    x[i] = (x[i] ?? 0) / l(i, i)
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] = (x[i] ?? 0) - l(k, i) * (x[k] ?? 0)
    x[i] = (x[i] ?? 0) / l(i, i)
  }
  return x
}

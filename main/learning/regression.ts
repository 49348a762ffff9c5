/** A plane through observations: coefficients and how sure they are. */
export interface Fit {
  coefficients: readonly [number, number, number]
  /** Covariance of the coefficients. */
  covariance: readonly (readonly number[])[]
}

/** An observation: three causes and what came of them. */
export interface Observation {
  x: readonly [number, number, number]
  y: number
}

/**
 * Least squares of y = a x1 + b x2 + c x3 without a constant. `undefined` for fewer than six observations, or when the
 * causes never differed enough to tell them apart.
 */
export function fitPlane(observations: readonly Observation[]): Fit | undefined {
  if (observations.length < 6) return undefined
  const normal = [0, 1, 2].map((i) => [0, 1, 2].map((j) => sum(observations, ({ x }) => (x[i] ?? 0) * (x[j] ?? 0))))
  const right = [0, 1, 2].map((i) => sum(observations, ({ x, y }) => (x[i] ?? 0) * y))
  const inverse = inverted(normal)
  if (!inverse) return undefined
  const [a = 0, b = 0, c = 0] = inverse.map((row) =>
    row.reduce((total, value, j) => total + value * (right[j] ?? 0), 0),
  )
  const squares = sum(observations, ({ x, y }) => (y - a * x[0] - b * x[1] - c * x[2]) ** 2)
  const variance = squares / (observations.length - 3)
  return { coefficients: [a, b, c], covariance: inverse.map((row) => row.map((value) => value * variance)) }
}

function sum(observations: readonly Observation[], of: (observation: Observation) => number): number {
  return observations.reduce((total, one) => total + of(one), 0)
}

/** Gauss-Jordan with the largest pivot; `undefined` for a matrix that is singular to within rounding. */
function inverted(matrix: readonly (readonly number[])[]): number[][] | undefined {
  const size = matrix.length
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))])
  for (let k = 0; k < size; k++) {
    let best = k
    for (let i = k + 1; i < size; i++) if (Math.abs(rows[i]?.[k] ?? 0) > Math.abs(rows[best]?.[k] ?? 0)) best = i
    const pivotRow = rows[best] ?? []
    const pivot = pivotRow[k] ?? 0
    if (Math.abs(pivot) <= 1e-12 * Math.abs(matrix[k]?.[k] ?? 0) || pivot === 0) return undefined
    rows[best] = rows[k] ?? []
    rows[k] = pivotRow.map((value) => value / pivot)
    for (let i = 0; i < size; i++) {
      const factor = rows[i]?.[k] ?? 0
      if (i !== k) rows[i] = (rows[i] ?? []).map((value, j) => value - factor * (rows[k]?.[j] ?? 0))
    }
  }
  return rows.map((row) => row.slice(size))
}

/**
 * Sums of rows from which a straight model is made and made again without the rows: of `width` drivers and the value
 * they explain, which is the last column. Sums are about `origin`, so that large levels lose no digits.
 */
export interface Moments {
  rows: number
  days: number
  origin: number[]
  sum: number[]
  /** Products of each two columns, row by row of a full square. */
  products: number[]
}

/** A straight model: `base` plus the weighted departures of the drivers from `means`. */
export interface Line {
  base: number
  weights: number[]
  means: number[]
  /** Inverse of the drivers' spread, row by row: says how far beyond what was learned a day lies. */
  inverse: number[]
}

/** Weight of the assumption that a driver explains nothing, as a share of the rows. */
const penalty = 1e-4

/** No rows yet, about the level of the first one. */
export function emptyMoments(origin: readonly number[]): Moments {
  const columns = origin.length
  return {
    rows: 0,
    days: 0,
    origin: [...origin],
    sum: Array.from({ length: columns }, () => 0),
    products: Array.from({ length: columns * columns }, () => 0),
  }
}

/** Adds rows of all columns, one after another in `table`, as one day more. */
export function addDay(moments: Moments, table: Float64Array): void {
  const { origin, sum, products } = moments
  const columns = origin.length
  for (let row = 0; row + columns <= table.length; row += columns) {
    for (let i = 0; i < columns; i++) {
      const a = (table[row + i] ?? 0) - (origin[i] ?? 0)
      sum[i] = (sum[i] ?? 0) + a
      for (let j = 0; j <= i; j++) {
        const b = (table[row + j] ?? 0) - (origin[j] ?? 0)
        products[i * columns + j] = (products[i * columns + j] ?? 0) + a * b
      }
    }
    moments.rows += 1
  }
  moments.days += 1
}

/** The straight model of all rows (least squares with a slight penalty); a driver that never moved has no weight. */
export function lineOf({ rows, origin, sum, products }: Moments): Line {
  const columns = origin.length
  const width = columns - 1
  const mean = (i: number) => (sum[i] ?? 0) / rows
  const covariance = (i: number, j: number) =>
    (products[Math.max(i, j) * columns + Math.min(i, j)] ?? 0) / rows - mean(i) * mean(j)
  const spread = Array.from({ length: width }, (_, i) => {
    const size = Math.abs(mean(i) + (origin[i] ?? 0))
    const deviation = Math.sqrt(Math.max(0, covariance(i, i)))
    return deviation > 1e-6 * size + 1e-9 ? deviation : 0
  })
  const scaled = (i: number, j: number) => {
    const [a, b] = [spread[i] ?? 0, spread[j] ?? 0]
    if (a === 0 || b === 0) return i === j ? 1 : 0
    return covariance(i, j) / (a * b) + (i === j ? penalty : 0)
  }
  const inverse = inverseOf(width, scaled)
  const right = spread.map((a, i) => (a === 0 ? 0 : covariance(i, width) / a))
  const weights = spread.map((a, i) =>
    a === 0 ? 0 : right.reduce((total, b, j) => total + (inverse[i * width + j] ?? 0) * b, 0) / a,
  )
  return {
    base: mean(width) + (origin[width] ?? 0),
    weights,
    means: spread.map((_, i) => mean(i) + (origin[i] ?? 0)),
    inverse: inverse.map((value, k) => {
      const [a, b] = [spread[Math.floor(k / width)] ?? 0, spread[k % width] ?? 0]
      return a === 0 || b === 0 ? 0 : value / (a * b)
    }),
  }
}

/** What the line gives for drivers beginning at `offset` of a row. */
export function valueAt({ base, weights, means }: Line, table: Float64Array, offset: number): number {
  let value = base
  for (let i = 0; i < weights.length; i++) value += (weights[i] ?? 0) * ((table[offset + i] ?? 0) - (means[i] ?? 0))
  return value
}

/** How far drivers lie from what was learned, in spreads, squared (Mahalanobis): 0 in the middle, its width on average. */
export function distance({ means, inverse }: Line, drivers: readonly number[]): number {
  const width = means.length
  let total = 0
  for (let i = 0; i < width; i++)
    for (let j = 0; j < width; j++)
      total +=
        ((drivers[i] ?? 0) - (means[i] ?? 0)) * (inverse[i * width + j] ?? 0) * ((drivers[j] ?? 0) - (means[j] ?? 0))
  return Math.max(0, total)
}

/** Inverse of a small symmetric matrix by Gauss and Jordan; the penalty keeps the pivots from zero. */
function inverseOf(width: number, at: (i: number, j: number) => number): number[] {
  const wide = Array.from({ length: width }, (_, i) =>
    Array.from({ length: 2 * width }, (_, j) => (j < width ? at(i, j) : i === j - width ? 1 : 0)),
  )
  for (let k = 0; k < width; k++) {
    const pivot = wide[k] ?? []
    const head = pivot[k] ?? 1
    for (let j = 0; j < 2 * width; j++) pivot[j] = (pivot[j] ?? 0) / head
    wide.forEach((row, i) => {
      const factor = row[k] ?? 0
      if (i === k || factor === 0) return
      for (let j = 0; j < 2 * width; j++) row[j] = (row[j] ?? 0) - factor * (pivot[j] ?? 0)
    })
  }
  return wide.flatMap((row) => row.slice(width))
}

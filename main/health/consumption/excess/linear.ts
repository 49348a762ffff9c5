/** Sums of a linear regression that is learned row by row; plain data, so that it can be kept. */
export interface Sums {
  /** Products of the features, row by row, and of features and value. */
  gram: number[]
  moment: number[]
  weight: number
}

/** No rows yet. */
export function noSums(features: number): Sums {
  return {
    gram: Array.from({ length: features ** 2 }, () => 0),
    moment: Array.from({ length: features }, () => 0),
    weight: 0,
  }
}

/** Adds a row of features with its value. */
export function addRow(sums: Sums, x: readonly number[], value: number, weight: number): void {
  const n = x.length
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) sums.gram[i * n + j] = (sums.gram[i * n + j] ?? 0) + weight * (x[i] ?? 0) * (x[j] ?? 0)
    sums.moment[i] = (sums.moment[i] ?? 0) + weight * (x[i] ?? 0) * value
  }
  sums.weight += weight
}

/** What was learned before counts for `ratio` of what it did. */
export function fade(sums: Sums, ratio: number): void {
  sums.gram = sums.gram.map((value) => value * ratio)
  sums.moment = sums.moment.map((value) => value * ratio)
  sums.weight *= ratio
}

/**
 * Coefficients that fit best, drawn towards `prior` with the given strength of each: ridge regression around what physics
 * says. Gauss elimination on the normal equations, which the strengths keep regular.
 */
export function fitted(sums: Sums, prior: readonly number[], strength: readonly number[]): number[] {
  const n = prior.length
  const rows = prior.map((value, i) => [
    ...Array.from({ length: n }, (_, j) => (sums.gram[i * n + j] ?? 0) + (i === j ? (strength[i] ?? 0) : 0)),
    (sums.moment[i] ?? 0) + (strength[i] ?? 0) * value,
  ])
  for (let i = 0; i < n; i++) {
    const pivot = rows[i]
    const size = pivot?.[i] ?? 0
    if (!pivot || Math.abs(size) < 1e-12) continue
    for (const [k, row] of rows.entries()) {
      if (k === i) continue
      const factor = (row[i] ?? 0) / size
      for (let j = i; j <= n; j++) row[j] = (row[j] ?? 0) - factor * (pivot[j] ?? 0)
    }
  }
  return rows.map((row, i) => (Math.abs(row[i] ?? 0) < 1e-12 ? (prior[i] ?? 0) : (row[n] ?? 0) / (row[i] ?? 1)))
}

/** Coefficients of 0 or more that fit best, by going from one to the next until nothing moves (Lawson and Hanson's problem). */
export function fittedPositive({ gram, moment }: Sums): number[] {
  const n = moment.length
  const found = moment.map(() => 0)
  for (let turn = 0; turn < 200; turn++) {
    let moved = 0
    for (let i = 0; i < n; i++) {
      const own = gram[i * n + i] ?? 0
      if (own <= 1e-9) continue
      let rest = moment[i] ?? 0
      for (let j = 0; j < n; j++) if (j !== i) rest -= (gram[i * n + j] ?? 0) * (found[j] ?? 0)
      const next = Math.max(0, rest / own)
      moved = Math.max(moved, Math.abs(next - (found[i] ?? 0)))
      found[i] = next
    }
    if (moved < 1e-6) break
  }
  return found
}

/** Product of features and coefficients. */
export function dot(x: readonly number[], coefficients: readonly number[]): number {
  return x.reduce((sum, value, i) => sum + value * (coefficients[i] ?? 0), 0)
}

import { type Matrix, zeros } from './matrix.ts'

/** Means and spreads of columns, learned from one set of rows and used on others. */
export interface Scales {
  means: Float64Array
  /** Standard deviations; 1 for a column that does not vary. */
  spreads: Float64Array
}

/** Scales of columns; missing values (NaN) are left out. */
export function scalesOf(columns: readonly Float64Array[]): Scales {
  const means = new Float64Array(columns.length)
  const spreads = new Float64Array(columns.length)
  columns.forEach((column, place) => {
    let [count, sum, squares] = [0, 0, 0]
    for (const value of column) {
      if (Number.isNaN(value)) continue
      count++
      sum += value
    }
    const mean = count === 0 ? 0 : sum / count
    for (const value of column) if (!Number.isNaN(value)) squares += (value - mean) ** 2
    const spread = Math.sqrt(squares / Math.max(1, count))
    means[place] = mean
    spreads[place] = spread > 1e-9 * Math.max(1e-3, Math.abs(mean)) ? spread : 1
  })
  return { means, spreads }
}

/**
 * Rows of standardised values. A missing value becomes 0, the mean; none goes farther
 * out than `most` spreads, so that one wild reading can't run away with a linear model.
 */
export function standardRows(columns: readonly Float64Array[], { means, spreads }: Scales, most = 6): Matrix {
  const rows = zeros(columns[0]?.length ?? 0, columns.length)
  columns.forEach((column, place) => {
    const [mean, spread] = [means[place] ?? 0, spreads[place] ?? 1]
    for (let row = 0; row < rows.rows; row++) {
      const z = ((column[row] ?? Number.NaN) - mean) / spread
      rows.values[row * columns.length + place] = Number.isNaN(z) ? 0 : Math.max(-most, Math.min(most, z))
    }
  })
  return rows
}

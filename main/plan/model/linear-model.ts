/** A column with its coefficient. */
export type Term = readonly [column: number, coefficient: number]

/** A linear programme under construction: minimise cost x, rows and columns within bounds. Rows are stored one by one. */
export interface LinearModel {
  addColumn(cost: number, lower: number, upper: number): number
  /** Adds up to the cost of a column. */
  addCost(column: number, cost: number): void
  addRow(lower: number, upper: number, terms: readonly Term[]): number
  /** A constant of the objective. */
  addConstant(cost: number): void
  data(): LinearData
}

/** A linear programme as sparse arrays, row by row. */
export interface LinearData {
  cost: Float64Array
  lower: Float64Array
  upper: Float64Array
  rowLower: Float64Array
  rowUpper: Float64Array
  starts: Int32Array
  indices: Int32Array
  values: Float64Array
  constant: number
}

/** An empty linear programme. */
export function createLinearModel(): LinearModel {
  const columns = { cost: [] as number[], lower: [] as number[], upper: [] as number[] }
  const { cost, lower, upper } = columns
  const rows = { rowLower: [] as number[], rowUpper: [] as number[], indices: [] as number[], values: [] as number[] }
  const { rowLower, rowUpper, indices, values } = rows
  const starts: number[] = [0]
  let constant = 0
  return {
    addColumn(costOfIt, from, until) {
      lower.push(from)
      upper.push(until)
      return cost.push(costOfIt) - 1
    },
    addCost(column, more) {
      cost[column] = (cost[column] ?? 0) + more
    },
    addRow(from, until, terms) {
      for (const [column, coefficient] of terms) {
        if (coefficient === 0) continue
        indices.push(column)
        values.push(coefficient)
      }
      starts.push(indices.length)
      rowLower.push(from)
      return rowUpper.push(until) - 1
    },
    addConstant(more) {
      constant += more
    },
    data: () => ({
      cost: Float64Array.from(cost),
      lower: Float64Array.from(lower),
      upper: Float64Array.from(upper),
      rowLower: Float64Array.from(rowLower),
      rowUpper: Float64Array.from(rowUpper),
      starts: Int32Array.from(starts),
      indices: Int32Array.from(indices),
      values: Float64Array.from(values),
      constant,
    }),
  }
}

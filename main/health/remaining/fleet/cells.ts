import type { Matrix } from '../../../learners/matrix.ts'

/** Places in the space of conditions around which like rows gather. */
export interface Cells {
  count: number
  columns: number
  /** Standardised conditions of each place, one after the other. */
  values: Float64Array
}

/** How near a row must be to a place to belong to it, in spreads; and the most places. */
const [near, most] = [0.25, 40]
/** Rows looked at for places. */
const looked = 5_000

/** Takes a row as a new place when it is far from all before (leader clustering): few places for machines with modes. */
export function cellsOf(rows: Matrix): Cells {
  const { columns } = rows
  const values = new Float64Array(most * columns)
  const cells = { count: 0, columns, values }
  if (columns === 0) return cells
  const stride = Math.max(1, Math.floor(rows.rows / looked))
  for (let row = 0; row < rows.rows && cells.count < most; row += stride) {
    const at = cellOf(cells, rows, row)
    if (cells.count > 0 && distance(cells, at, rows, row) <= near ** 2) continue
    values.set(rows.values.subarray(row * columns, (row + 1) * columns), cells.count * columns)
    cells.count++
  }
  return cells
}

/** The place next to a row. */
export function cellOf(cells: Cells, rows: Matrix, row: number): number {
  let [best, least] = [0, Infinity]
  for (let cell = 0; cell < cells.count; cell++) {
    const own = distance(cells, cell, rows, row)
    if (own >= least) continue
    best = cell
    least = own
  }
  return best
}

function distance({ columns, values }: Cells, cell: number, rows: Matrix, row: number): number {
  let sum = 0
  for (let i = 0; i < columns; i++)
    sum += ((values[cell * columns + i] ?? 0) - (rows.values[row * columns + i] ?? 0)) ** 2
  return sum
}

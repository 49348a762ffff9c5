import { solve } from '../../../learners/ridge.ts'

/** A straight model of one quantity by its drivers, in pieces of one stretch of numbers. */
export interface StraightModel {
  /** What the quantity is with usual drivers. */
  base: Float64Array
  weights: Float64Array
  means: Float64Array
  /** Standard deviation of each driver in what was learned. */
  spreads: Float64Array
}

/** Rows of nothing that pull each weight to zero. */
const penaltyRows = 2

/** Numbers that moments of `drivers` drivers and a target take: rows, means, and the lower half of the co-moments. */
export function momentsLength(drivers: number): number {
  const width = drivers + 1
  return 1 + width + (width * (width + 1)) / 2
}

/** Takes one row - drivers first, the target last - into moments that forget at `rate` a row. */
export function addRow(moments: Float64Array, row: Float64Array, rate: number): void {
  const width = row.length
  const rows = (moments[0] as number) * (1 - rate) + 1
  moments[0] = rows
  const keep = (rows - 1) / rows
  const half = 1 + width
  let place = half
  for (let i = 0; i < width; i++) {
    const off = (row[i] as number) - (moments[1 + i] as number)
    for (let j = 0; j <= i; j++, place++) {
      // means of j < i have moved already: their old distance is the new one divided by `keep`
      const other = j === i ? off : ((row[j] as number) - (moments[1 + j] as number)) / keep
      const joint = rows > 1 ? off * other : 0
      moments[place] = keep * ((moments[place] as number) + joint / rows)
    }
    moments[1 + i] = (moments[1 + i] as number) + off / rows
  }
}

/** Fits the ridge model of moments: drivers in their own spreads, so that the penalty weighs all alike. */
export function fit(model: StraightModel, moments: Float64Array): void {
  const { weights, means, spreads } = model
  const drivers = weights.length
  const width = drivers + 1
  const co = (i: number, j: number) => moments[1 + width + (i * (i + 1)) / 2 + j] as number
  for (let i = 0; i < drivers; i++) spreads[i] = Math.sqrt(Math.max(0, co(i, i)))
  const rows = Math.max(1, moments[0] as number)
  const lower = new Float64Array(drivers * drivers)
  const right = new Float64Array(drivers)
  for (let i = 0; i < drivers; i++) {
    const own = spreads[i] as number
    right[i] = own > 0 ? co(drivers, i) / own : 0
    for (let j = 0; j <= i; j++) {
      const other = spreads[j] as number
      lower[i * drivers + j] = own > 0 && other > 0 ? co(i, j) / own / other : 0
    }
    lower[i * drivers + i] = (lower[i * drivers + i] as number) + penaltyRows / rows
  }
  solve(lower, right).forEach((weight, i) => {
    weights[i] = (spreads[i] as number) > 0 ? weight / (spreads[i] as number) : 0
  })
  means.set(moments.subarray(1, width))
  model.base[0] = moments[width] as number
}

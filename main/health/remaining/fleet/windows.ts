/**
 * Sums of a signal from its start, so that the mean and the slope of any window cost a few operations. Missing values
 * (NaN) are left out of all of them.
 */
export interface Windows {
  /** Mean of steps `[from, until)`; NaN when nothing was measured there. */
  mean(from: number, until: number): number
  /** Slope a step by least squares; NaN when fewer than three values are there. */
  slope(from: number, until: number): number
}

/** Prepares a signal. */
export function windowsOf(values: Float64Array): Windows {
  const n = values.length + 1
  const [count, sum, time, times, product] = [0, 0, 0, 0, 0].map(() => new Float64Array(n)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  // sums are taken around the first value, so that long runs of large values keep their digits
  const level = values.find((value) => !Number.isNaN(value)) ?? 0
  for (let i = 0; i < values.length; i++) {
    const value = (values[i] ?? Number.NaN) - level
    const isThere = Number.isNaN(value) ? 0 : 1
    const known = isThere === 1 ? value : 0
    count[i + 1] = (count[i] ?? 0) + isThere
    sum[i + 1] = (sum[i] ?? 0) + known
    time[i + 1] = (time[i] ?? 0) + i * isThere
    times[i + 1] = (times[i] ?? 0) + i * i * isThere
    product[i + 1] = (product[i] ?? 0) + i * known
  }
  return {
    mean(from, until) {
      const there = between(count, from, until)
      return there === 0 ? Number.NaN : level + between(sum, from, until) / there
    },
    slope(from, until) {
      const there = between(count, from, until)
      if (there < 3) return Number.NaN
      const [x, y] = [between(time, from, until), between(sum, from, until)]
      const spread = between(times, from, until) - (x * x) / there
      return (between(product, from, until) - (x * y) / there) / spread
    },
  }
}

function between(sums: Float64Array, from: number, until: number): number {
  return (sums[until] ?? 0) - (sums[from] ?? 0)
}

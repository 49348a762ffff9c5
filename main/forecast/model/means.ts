/** Means over any run of values in constant time; missing values are left out. */
export interface Means {
  /** Mean of the `count` values that end with `last`; NaN when none is there. */
  endingWith(last: number, count: number): number
}

/** Means over the runs of a column. */
export function createMeans(values: Float64Array): Means {
  const sums = new Float64Array(values.length + 1)
  const counts = new Float64Array(values.length + 1)
  values.forEach((value, i) => {
    const isThere = !Number.isNaN(value)
    sums[i + 1] = (sums[i] ?? 0) + (isThere ? value : 0)
    counts[i + 1] = (counts[i] ?? 0) + (isThere ? 1 : 0)
  })
  return {
    endingWith(last, count) {
      const end = Math.min(last + 1, values.length)
      const begin = Math.max(0, last + 1 - count)
      if (end <= begin) return Number.NaN
      return ((sums[end] ?? 0) - (sums[begin] ?? 0)) / ((counts[end] ?? 0) - (counts[begin] ?? 0))
    },
  }
}

/** The q-quantile of sorted values, 0 <= q <= 1; NaN of none. */
function quantileOf(sorted: Float64Array, q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN
}

function sortedOf(values: Float64Array): Float64Array {
  return values.filter((value) => !Number.isNaN(value)).sort()
}

/** Middle value; missing ones (NaN) don't count; NaN of none. */
export function medianOf(values: Float64Array): number {
  return quantileOf(sortedOf(values), 0.5)
}

/** A median deviation times this is the standard deviation of a normal distribution. */
export const normalPerMedianDeviation = 1.4826

/**
 * Spread of values that may hold a foreign part and may stand still most of the time: the mean of standard and median deviation
 * (that as of a normal distribution). The one alone is blown up by the foreign part, the other alone is nothing for a
 * signal in steps.
 */
export function steadySpreadOf(values: Float64Array): number {
  return steadySpreadOfSorted(sortedOf(values))
}

/** The same of values that are in rising order and none of which is missing. */
export function steadySpreadOfSorted(sorted: Float64Array): number {
  const middle = quantileOf(sorted, 0.5)
  let [sum, squares] = [0, 0]
  for (const value of sorted) {
    sum += value - middle
    squares += (value - middle) ** 2
  }
  const standard = Math.sqrt(Math.max(0, squares / sorted.length - (sum / sorted.length) ** 2))
  return (standard + normalPerMedianDeviation * medianDeviation(sorted, middle)) / 2
}

/** Walks outwards from the middle, the nearer side first, until half of the values are inside. */
function medianDeviation(sorted: Float64Array, middle: number): number {
  let left = (sorted.length >> 1) - 1
  let right = sorted.length >> 1
  let deviation = Number.NaN
  for (let inside = 0; inside <= sorted.length >> 1 && inside < sorted.length; inside++) {
    const below = left < 0 ? Infinity : middle - (sorted[left] as number)
    const above = right >= sorted.length ? Infinity : (sorted[right] as number) - middle
    deviation = Math.min(below, above)
    if (below < above) left--
    else right++
  }
  return deviation
}

/** Standard deviations between the 5 % and the 95 % quantile of a normal distribution. */
const normalSpan = 3.29

/** Spread of a smooth signal by its middle nine tenths, as the standard deviation of a normal distribution. */
export function spanSpreadOf(values: Float64Array): number {
  const known = sortedOf(values)
  return (quantileOf(known, 0.95) - quantileOf(known, 0.05)) / normalSpan
}

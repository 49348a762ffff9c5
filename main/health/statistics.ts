/** Middle value; NaN of none. Sorts a copy. */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5)
}

/** Value below which that share of all lies, between neighbours by proportion; NaN of none. */
export function quantile(values: ArrayLike<number>, share: number): number {
  if (values.length === 0) return Number.NaN
  const sorted = Float64Array.from(values).sort()
  const place = share * (sorted.length - 1)
  const low = sorted[Math.floor(place)] ?? Number.NaN
  const high = sorted[Math.ceil(place)] ?? Number.NaN
  return low + (high - low) * (place - Math.floor(place))
}

/** Spread as a standard deviation, from the middle half: outliers don't count. */
export function spreadOf(values: ArrayLike<number>): number {
  return (quantile(values, 0.75) - quantile(values, 0.25)) / 1.349
}

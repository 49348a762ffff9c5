/** Cut values of a feature, rising: bin k holds what is above cut k-1 and not above cut k; bin 0 holds missing values. */
export type Cuts = Float64Array

/** Most bins of a feature, the one of missing values not counted. */
const mostBins = 48
/** Values looked at to find the cuts: more would not move them. */
const looked = 6_000

/** Cuts at evenly spaced quantiles of the values. Not a number counts as missing. */
export function cutsOf(values: Float64Array): Cuts {
  const stride = Math.max(1, Math.floor(values.length / looked))
  const sorted = values.filter((value, i) => i % stride === 0 && !Number.isNaN(value)).sort()
  const cuts: number[] = []
  for (let bin = 1; bin < mostBins; bin++) {
    const cut = sorted[Math.floor((bin / mostBins) * sorted.length)]
    if (cut !== undefined && cut !== cuts.at(-1)) cuts.push(cut)
  }
  return Float64Array.from(cuts)
}

/** The bin of a value; 0 when it is missing. */
export function binOf(value: number, cuts: Cuts): number {
  if (Number.isNaN(value)) return 0
  let low = 0
  let high = cuts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (value <= (cuts[middle] ?? Infinity)) high = middle
    else low = middle + 1
  }
  return low + 1
}

/** All values of a feature as bins. */
export function binned(values: Float64Array, cuts: Cuts): Uint8Array {
  return Uint8Array.from(values, (value) => binOf(value, cuts))
}

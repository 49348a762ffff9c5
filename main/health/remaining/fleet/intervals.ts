/** What was foreseen of runs that had been held back, the shortest first, and what came. */
export interface Misses {
  /** Steps foreseen, rising. */
  foreseen: Float64Array
  /** Steps that came, less those foreseen. */
  missed: Float64Array
}

/** Misses of forecasts in any order. */
export function missesOf(rows: readonly { foreseen: number; left: number }[]): Misses {
  const rising = rows.toSorted((a, b) => a.foreseen - b.foreseen)
  return {
    foreseen: Float64Array.from(rising, ({ foreseen }) => foreseen),
    missed: Float64Array.from(rising, ({ foreseen, left }) => left - foreseen),
  }
}

/** Quantiles of the steps left: a chance of 5, 25, 50, 75 and 95 % that it is over by then. */
export type StepQuantiles = readonly [p5: number, p25: number, p50: number, p75: number, p95: number]

/** Share of the misses that count as near, and the fewest. */
const [nearShare, fewest] = [0.25, 60]

/**
 * Quantiles around a forecast, from the misses of forecasts that were about as long (split conformal prediction with
 * neighbours; V. Vovk et al., Algorithmic Learning in a Random World, 2005).
 */
export function quantilesAround({ foreseen, missed }: Misses, value: number): StepQuantiles {
  const count = Math.min(missed.length, Math.max(fewest, Math.ceil(nearShare * missed.length)))
  const near = missed.slice(...nearest(foreseen, value, count)).sort()
  // the outer ranks of n + 1 places, so that the new case counts as one of them
  const at = (q: number) => {
    const place = q * (near.length + 1) - 1
    const [below, above] = [Math.floor(place), Math.ceil(place)]
    const low = near[Math.max(0, below)] ?? 0
    const high = near[Math.min(near.length - 1, above)] ?? 0
    return Math.max(0, value + low + (place - below) * (high - low))
  }
  return [at(0.05), at(0.25), at(0.5), at(0.75), at(0.95)]
}

/** Places `[from, until)` of the `count` values next to `value`, in a rising row. */
function nearest(rising: Float64Array, value: number, count: number): [from: number, until: number] {
  let from = 0
  while (from + count < rising.length && value - (rising[from] ?? 0) > (rising[from + count] ?? 0) - value) from++
  return [from, from + count]
}

/** The middle value; NaN of none. */
export function middle(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  const upper = sorted[half] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2
}

/** Median of each value and those before it, `width` in all; fewer at the beginning. */
export function running(values: readonly number[], width: number): number[] {
  return values.map((_, i) => middle(values.slice(Math.max(0, i - width + 1), i + 1)))
}

/** Spread that outliers don't move: 1.48 times the median distance to the median, a standard deviation where normal. */
export function spreadOf(values: readonly number[]): number {
  if (values.length === 0) return 0
  const own = middle(values)
  return 1.4826 * middle(values.map((value) => Math.abs(value - own)))
}

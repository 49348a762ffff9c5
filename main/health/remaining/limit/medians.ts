import { median } from '../../statistics.ts'

/** Median of each value and those before it, `width` in all; fewer at the beginning. */
export function running(values: readonly number[], width: number): number[] {
  return values.map((_, i) => median(values.slice(Math.max(0, i - width + 1), i + 1)))
}

/** Spread that outliers don't move: 1.48 times the median distance to the median, a standard deviation where normal. */
export function spreadOf(values: readonly number[]): number {
  if (values.length === 0) return 0
  const own = median(values)
  return 1.4826 * median(values.map((value) => Math.abs(value - own)))
}

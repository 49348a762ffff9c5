/** A measured figure against its target, as `npm run bench` prints it. */
export interface Figure {
  name: string
  value: number
  unit: string
  /** The target in words, e.g. `<= 20`. */
  target: string
  ok: boolean
}

/** A figure that must not exceed `limit`. */
export function atMost(name: string, value: number, unit: string, limit: number): Figure {
  // one more decimal where the limit is small
  const places = limit > 0 && limit < 5 ? 100 : 10
  const rounded = Math.round(value * places) / places
  return { name, value: rounded, unit, target: `<= ${limit}`, ok: rounded <= limit }
}

/** A figure that must reach `limit`. */
export function atLeast(name: string, value: number, unit: string, limit: number): Figure {
  const rounded = Math.round(value * 10) / 10
  return { name, value: rounded, unit, target: `>= ${limit}`, ok: rounded >= limit }
}

/** The q-quantile of the values, 0 <= q <= 1; NaN of none. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN
}

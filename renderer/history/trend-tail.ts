import type { Trend } from '../../domain/rpc/history.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'

/** A good value seen live. */
export interface Sample {
  at: EpochMs
  value: number
}

/** Equal steps of a trend: stored history up to where it ends, live values from there on. */
export interface JoinedTrend {
  from: EpochMs
  stepMs: Ms
  values: (number | null)[]
}

/** A column of equal steps as it was stored. */
export type StoredColumn = Pick<Trend, 'from' | 'stepMs' | 'mean'>

function stored(trend: StoredColumn | undefined, at: EpochMs): number | null {
  if (!trend) return null
  return trend.mean[Math.floor((at - trend.from) / trend.stepMs)] ?? null
}

/**
 * History and live tail on one grid of steps over [from, to): a step takes what was stored, else the mean of its live
 * values, so that no seam shows where one hands over to the other. A step with neither stays a gap.
 */
export function joinTail(
  trend: StoredColumn | undefined,
  tail: readonly Sample[],
  span: { from: EpochMs; to: EpochMs; stepMs: Ms },
): JoinedTrend {
  const { stepMs } = span
  const from = Math.floor(span.from / stepMs) * stepMs
  const count = Math.max(0, Math.ceil((span.to - from) / stepMs))
  const sums = new Float64Array(count)
  const counts = new Uint32Array(count)
  for (const { at, value } of tail) {
    const step = Math.floor((at - from) / stepMs)
    if (step < 0 || step >= count) continue
    sums[step] = (sums[step] ?? 0) + value
    counts[step] = (counts[step] ?? 0) + 1
  }
  const values = Array.from({ length: count }, (_, step) => {
    const known = stored(trend, from + (step + 0.5) * stepMs)
    const n = counts[step] ?? 0
    return known ?? (n > 0 ? (sums[step] ?? 0) / n : null)
  })
  return { from, stepMs, values: values.slice(0, lastKnown(values) + 1) }
}

/** The step that is just beginning has no value yet; it is not a gap but the future. */
function lastKnown(values: readonly (number | null)[]): number {
  const last = values.length - 1
  return values[last] === null ? last - 1 : last
}

import type { Trend } from '../../domain/rpc/history.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'

/** What a series is cut into. */
export interface BucketPlan {
  from: EpochMs
  to: EpochMs
  buckets: number
  /** How long a value stands when no other follows. */
  holdMs: Ms
}

/** Takes samples in order of time; `null` = nothing good from then on. */
export interface Buckets {
  add(at: EpochMs, value: number | null): void
  /** The trend; the last value holds no longer than until `end`, an instant that may lie before `to`. */
  finish(end: EpochMs): Trend
}

/**
 * Minimum, maximum and time-weighted mean per step. A value holds until the next one, at most `holdMs`; a step in
 * which nothing held is `null`.
 */
export function createBuckets({ from, to, buckets, holdMs }: BucketPlan): Buckets {
  const stepMs = (to - from) / buckets
  const min = new Float64Array(buckets).fill(Infinity)
  const max = new Float64Array(buckets).fill(-Infinity)
  const weighted = new Float64Array(buckets)
  const heldMs = new Float64Array(buckets)
  let last: { at: EpochMs; value: number | null } | undefined

  const spread = (value: number, start: EpochMs, end: EpochMs): void => {
    const lastStep = Math.min(buckets - 1, Math.ceil((end - from) / stepMs) - 1)
    for (let i = Math.max(0, Math.floor((start - from) / stepMs)); i <= lastStep; i++) {
      const spanMs = Math.min(end, from + (i + 1) * stepMs) - Math.max(start, from + i * stepMs)
      if (spanMs <= 0) continue
      min[i] = Math.min(min[i] ?? Infinity, value)
      max[i] = Math.max(max[i] ?? -Infinity, value)
      weighted[i] = (weighted[i] ?? 0) + value * spanMs
      heldMs[i] = (heldMs[i] ?? 0) + spanMs
    }
  }
  const hold = (until: EpochMs): void => {
    if (last && last.value !== null) spread(last.value, Math.max(from, last.at), Math.min(to, until, last.at + holdMs))
  }
  const column = (cell: (i: number) => number) => Array.from(heldMs, (spanMs, i) => (spanMs > 0 ? cell(i) : null))
  return {
    add(at, value) {
      hold(at)
      last = { at, value }
    },
    finish(end) {
      hold(end)
      return {
        from,
        stepMs,
        min: column((i) => min[i] ?? 0),
        max: column((i) => max[i] ?? 0),
        mean: column((i) => (weighted[i] ?? 0) / (heldMs[i] ?? 1)),
      }
    },
  }
}

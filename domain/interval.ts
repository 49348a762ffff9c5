import type { EpochMs, Ms } from './units.ts'

/** A half-open span [from, to) of instants. */
export interface Interval {
  from: EpochMs
  to: EpochMs
}

/** The interval of length `lengthMs`, aligned to UTC, that holds `at`. */
export function intervalAt(at: EpochMs, lengthMs: Ms): Interval {
  const from = Math.floor(at / lengthMs) * lengthMs
  return { from, to: from + lengthMs }
}

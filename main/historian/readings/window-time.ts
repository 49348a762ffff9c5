import type { EpochMs, Ms } from '../../../domain/units.ts'

/** Samples of a point are packed together for so long; divides an hour, so windows never lie across a day. */
export const windowMs: Ms = 15 * 60_000
/** Steps of the finest roll-up. */
export const minuteMs: Ms = 60_000
/** UTC days: local days of 23 and 25 hours are put together from quarters of an hour. */
export const dayMs: Ms = 24 * 3_600_000

/** Start of the window an instant lies in. */
export function windowOf(at: EpochMs): EpochMs {
  return Math.floor(at / windowMs) * windowMs
}

/** Start of the UTC day an instant lies in. */
export function dayOf(at: EpochMs): EpochMs {
  return Math.floor(at / dayMs) * dayMs
}

import type { EpochMs, Ms } from './units.ts'

/**
 * How far a value can be trusted.
 * `good` from the device in time; `stale` older than allowed, the last good value is kept with its instant;
 * `suspect` delivered but implausible; `bad` no value; `simulated` put in by hand or by a training session.
 */
export const qualities = ['good', 'stale', 'suspect', 'bad', 'simulated'] as const

/** One of {@link qualities}. */
export type Quality = (typeof qualities)[number]

/** Value, instant and quality of a point. A missing value is `null` with quality `bad`, never a number. */
export interface Reading {
  value: number | null
  /** When the device measured it (or answered, where it states no time), epoch ms UTC; 0 = never. */
  at: EpochMs
  quality: Quality
  /** What the device's own clock said, where it is too far off to be believed and `at` is another clock's. */
  sourceAt?: EpochMs
  /**
   * How often the counter behind it began anew or jumped since its device was opened, and the series went on without what
   * passed meanwhile; absent = never.
   */
  breaks?: number
}

/** The reading of a point that was never delivered. */
export const noReading: Reading = Object.freeze({ value: null, at: 0, quality: 'bad' })

/**
 * The reading as it counts at `now`: a good one older than `maxAgeMs` is stale. So is one from a time that has not come yet:
 * the machine's clock was set back, and nobody knows how old it is.
 */
export function aged(reading: Reading, now: EpochMs, maxAgeMs: Ms): Reading {
  const isOld = reading.quality === 'good' && Math.abs(now - reading.at) > maxAgeMs
  return isOld ? { ...reading, quality: 'stale' } : reading
}

/** The value a decision may rest on, or `undefined`: good and simulated values only. */
export function usable(reading: Reading | undefined): number | undefined {
  if (!reading || reading.value === null) return undefined
  return reading.quality === 'good' || reading.quality === 'simulated' ? reading.value : undefined
}

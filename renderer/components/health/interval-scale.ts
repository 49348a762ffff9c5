import type { Remaining } from '../../../domain/health/forecast.ts'
import { clamp } from '../../../domain/units.ts'

/** Right end of the scale, days; what lies beyond ends open there. */
const farDays = 250

/** Marks of the scale: days with their words. */
export const scaleMarks = [
  { days: 7, label: '1 wk' },
  { days: 30.4, label: '1 mo' },
  { days: 91.3, label: '3 mo' },
  { days: 182.6, label: '6 mo' },
] as const

/** Place of a time left on the scale, 0 to 100; by its root, so that near times have room and far ones fit. */
export function placeOf(days: number): number {
  return 100 * Math.sqrt(clamp(days, 0, farDays) / farDays)
}

/** Places of an interval on the scale, 0 to 100. */
export interface IntervalPlaces {
  wide: readonly [from: number, to: number]
  narrow: readonly [from: number, to: number]
  median: number
  /** The 90 % interval goes on beyond the scale. */
  isOpen: boolean
}

/** Where a forecast lies on the scale. */
export function intervalPlaces({ medianDays, p50Days, p90Days }: Remaining): IntervalPlaces {
  return {
    wide: [placeOf(p90Days[0]), placeOf(p90Days[1])],
    narrow: [placeOf(p50Days[0]), placeOf(p50Days[1])],
    median: placeOf(medianDays),
    isOpen: p90Days[1] > farDays,
  }
}

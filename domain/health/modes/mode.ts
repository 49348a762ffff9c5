import type { AssetKind } from '../../asset.ts'
import type { PointName } from '../../points.ts'

/** How a signal departs from what is normal when a failure develops. */
export interface FailureSign {
  point: PointName
  /** Against the expected value: above, below, or more scattered. */
  direction: 'above' | 'below' | 'scattered'
  /** How much it speaks for this failure among all signs, 0 to 1; the signs of a mode add up to 1. */
  weight: number
}

/** What a technician can do to make it last longer. */
export interface Lever {
  /** As an order: "Run at 80 % power". */
  words: string
  /** What the rate of wear is multiplied with afterwards, 0 to 1. */
  rateRatio: number
}

/** A way in which equipment fails slowly enough to be foreseen. */
export interface FailureMode {
  name: string
  kinds: readonly AssetKind[]
  /** What is going on, in one sentence. */
  cause: string
  advice: string
  signs: readonly FailureSign[]
  /** The signal that says how far it has come, and where it counts as failed; none = judged by its signs alone. */
  limit?: { point: PointName; at: number; direction: 'above' | 'below' }
  levers: readonly Lever[]
  parts: readonly string[]
  /** Out of service for the repair, hours. */
  repairH: number
  /** Usual cost of the planned repair and of the failure that was not prevented, EUR; an estimate of ours. */
  repairEur: number
  failureEur: number
  /** Usual time from the first sign to the failure, days: the prior of the forecast. */
  developsDays: number
}

/** A signal that rises above what is expected. */
export const above = (point: PointName, weight: number): FailureSign => ({ point, direction: 'above', weight })
/** A signal that falls below what is expected. */
export const below = (point: PointName, weight: number): FailureSign => ({ point, direction: 'below', weight })

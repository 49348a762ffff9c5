import { z } from 'zod'
import type { KW, Pct } from '../units.ts'

/** What can be learned of an asset from its own readings. */
export const learnedQuantities = {
  capacityKWh: { label: 'Usable capacity of a full store', unit: 'kWh' },
  roundTripRatio: { label: 'Energy out over energy in', unit: '' },
  standbyLossKW: { label: 'Loss at rest', unit: 'kW' },
  rampUpKWPerS: { label: 'Ramp towards more draw', unit: 'kW/s' },
  rampDownKWPerS: { label: 'Ramp towards less draw', unit: 'kW/s' },
} as const

/** One of {@link learnedQuantities}. */
export type LearnedQuantity = keyof typeof learnedQuantities

/**
 * A value learned from the meter with its 95 % confidence interval and the independent observations behind it. Advisory:
 * nothing acts on it before an engineer has accepted it.
 */
export const learnedShape = z.object({
  assetId: z.string(),
  quantity: z.enum(Object.keys(learnedQuantities) as [LearnedQuantity]),
  value: z.number(),
  low: z.number(),
  high: z.number(),
  count: z.number(),
})
/** A value learned from the meter. */
export type Learned = z.infer<typeof learnedShape>

/** What an engineer found right, and when. */
export const acceptedShape = z.object({
  value: z.number(),
  low: z.number(),
  high: z.number(),
  by: z.string(),
  at: z.number().int(),
})
/** What an engineer found right. */
export type Accepted = z.infer<typeof acceptedShape>

/** A learned value beside the one that was accepted before, `null` when none was. */
export const learnedRowShape = learnedShape.extend({ accepted: acceptedShape.nullable() })
/** A learned value beside the accepted one. */
export type LearnedRow = z.infer<typeof learnedRowShape>

/** An engineer's word on a learned value. Errors: Config.NotFound. */
export const acceptInput = learnedShape
  .pick({ assetId: true, quantity: true })
  .extend({ reason: z.string().min(1).max(500) })

/** Readings of a store at one instant, as the engine has them. */
export interface StoreReading {
  at: number
  powerKW: KW
  socPct: Pct
}

/** Readings of a container at one instant. */
export interface RampReading {
  at: number
  powerKW: KW
  setpointKW: KW
}

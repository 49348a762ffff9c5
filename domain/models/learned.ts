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
 * nothing acts on it.
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

import type { KW, Pct } from './units.ts'

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
 * A value learned from the meter with its 95 % confidence interval. Advisory: nothing acts on it until an engineer has
 * accepted it.
 */
export interface Learned {
  assetId: string
  quantity: LearnedQuantity
  value: number
  low: number
  high: number
  /** Independent observations behind it. */
  count: number
}

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

import type { ProfileSource } from '../../../domain/profile.ts'
import type { EpochMs } from '../../../domain/units.ts'

/** What the numbers of a profile mean, after its unit was converted. */
export type Quantity = 'powerKW' | 'ratio' | 'speedMPerS' | 'temperatureDegC' | 'frequencyHz' | 'priceEurPerMWh'

/** A quantity over time. It never ends: a recorded series begins again after its last row. */
export interface Profile {
  readonly quantity: Quantity
  /** Value in the unit that `quantity` names; ratio is of the rating, 0 to 1. */
  valueAt(at: EpochMs): number
}

/** Where and for whom a synthetic shape is made. */
export interface Place {
  /** Seed of its randomness. */
  seed: number
  /** IANA zone whose clock the sun and the factory's shifts follow. */
  timeZone: string
}

/** Shape of the built-in synthetic year. */
export type SyntheticShape = Extract<ProfileSource, { synthetic: string }>['synthetic']

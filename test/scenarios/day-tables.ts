/** Energies of a day in MWh, lowest and highest. */
type Energy = [least: number, most: number]

/**
 * A whole day as an energy engineer writes it: which site, which day, what fails, and what must come of it. What always must
 * hold is not listed; it is looked at in every row.
 */
export interface Day {
  name: string
  site: 'demo' | 'weak'
  from: string
  seed: number
  /** Mean minutes between two faults; absent = nothing fails. */
  faultEveryMin?: number
  /** Mined, that is drawn by all containers. */
  mined: Energy
  imported: Energy
  /** Highest mean import of a quarter of an hour, MW. */
  peakMW: Energy
}

/** Whole days of the simulated year. */
export const days: Day[] = [
  {
    name: 'a Saturday in June: the works half asleep, sun and wind are mined',
    site: 'demo',
    from: '2025-06-07T00:00:00Z',
    seed: 1,
    mined: [25, 90],
    imported: [5, 40],
    peakMW: [0.8, 1.7],
  },
  {
    name: 'a Tuesday in January: the works at full, little sun',
    site: 'demo',
    from: '2025-01-14T00:00:00Z',
    seed: 2,
    mined: [2, 90],
    imported: [5, 60],
    peakMW: [0.8, 3.5],
  },
]

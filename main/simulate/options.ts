import type { EpochMs, Ms } from '../../domain/units.ts'

/** What a simulation is run with. The same options give the same run, bit for bit. */
export interface SimulateOptions {
  /** Instant at which it begins; `undefined` = as the site file says. */
  from: EpochMs | undefined
  hours: number
  /** Of sun, wind, works, noise, and of what fails when. */
  seed: number
  /** Mean time between two faults; `undefined` = nothing fails. */
  faultEveryMs: Ms | undefined
  /** Plans the site as well: some seconds of work for each quarter of an hour. */
  hasPlan?: boolean
  /** Period of the control cycle; `undefined` = that of the site file. */
  cycleMs: Ms | undefined
}

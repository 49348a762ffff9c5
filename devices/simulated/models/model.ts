import type { PointName } from '../../../domain/points.ts'
import type { EpochMs, KW, Ms } from '../../../domain/units.ts'

/** Values of points in our frame and units. */
export type Values = Partial<Record<PointName, number>>

/** What surrounds all things of a site at one instant. */
export interface Surroundings {
  at: EpochMs
  ambientDegC: number
}

/** The physics of one asset. Nothing in it knows of registers, sockets or the watchdog. */
export interface Model {
  /** Setpoint at power-up, and what the device's own watchdog falls back to. */
  readonly safeKW: KW
  /** Nominal line voltage of its connection in V. */
  readonly nominalV: number
  /** Reactive power per active power, tan phi; of the same sign as the active power. */
  readonly tanPhi: number
  /** Power into the bus after the last step. */
  powerKW: KW
  /** Moves on by `dtMs`, following the setpoint as far as the thing can. */
  step(dtMs: Ms, setpointKW: KW, surroundings: Surroundings): void
  /** Code of the point `state`, of `assetStates`. */
  state(): number
  /** Everything else it can say about itself. */
  values(): Values
  /** For generation and loads: the power that sun, wind or the works offer, instead of the profile's. */
  offer?(powerKW: KW | undefined): void
}

/** Codes of the point `state` that models give; the words are in `assetStates`. */
export const state = {
  off: 0,
  standby: 1,
  starting: 2,
  running: 3,
  throttled: 4,
  asleep: 5,
  stopping: 6,
  failSafe: 7,
  fault: 8,
} as const

import type { EpochMs, Ms } from './units.ts'

/** Stops what it was returned for; a second call does nothing. */
export type Stop = () => void

/**
 * Time as a service. Engine and field never read the machine's clock themselves, so that the same code runs on
 * virtual time in simulation and replay.
 */
export interface Clock {
  /** The instant now, epoch milliseconds UTC. May jump when the machine's clock is set. */
  now(): EpochMs
  /** Milliseconds since an arbitrary start; never goes back. For measuring spans. */
  monotonicMs(): Ms
  /** Calls `run` once after `delayMs`. */
  after(delayMs: Ms, run: () => void): Stop
  /** Calls `run` every `periodMs` without drift: the n-th call is due at start + n x period; missed turns are skipped. */
  every(periodMs: Ms, run: () => void): Stop
}

/* oxlint-disable no-restricted-globals, no-restricted-properties -- a worker has no clock passed in; this is its own */
import type { Clock } from '../../domain/clock.ts'

/** The machine's clock for the simulation's worker thread. Timers keep the thread alive. */
export const workerClock: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
  every(periodMs, run) {
    const timer = setInterval(run, periodMs)
    return () => clearInterval(timer)
  },
}

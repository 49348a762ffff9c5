import type { Clock } from '../../domain/clock.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'

/** A clock that stands still until it is moved, for a past that is calculated anew. */
export interface SteppedClock extends Clock {
  /** Moves to `at` and does all that was due until then, in order. */
  moveTo(at: EpochMs): void
}

interface Timer {
  due: EpochMs
  run: () => void
}

/** A clock that stands at `start`. */
export function createSteppedClock(start: EpochMs): SteppedClock {
  let now = start
  const timers = new Set<Timer>()
  const add = (due: EpochMs, run: () => void): Timer => {
    const timer = { due, run }
    timers.add(timer)
    return timer
  }
  const firstDue = (until: EpochMs) => {
    let first: Timer | undefined
    for (const timer of timers) if (timer.due <= until && (!first || timer.due < first.due)) first = timer
    return first
  }
  return {
    now: () => now,
    monotonicMs: () => now - start,
    after(delayMs: Ms, run) {
      const timer = add(now + delayMs, run)
      return () => timers.delete(timer)
    },
    every(periodMs: Ms, run) {
      let timer: Timer
      const schedule = (due: EpochMs) => {
        timer = add(due, () => {
          schedule(due + periodMs)
          run()
        })
      }
      schedule(now + periodMs)
      return () => timers.delete(timer)
    },
    moveTo(at) {
      for (let timer = firstDue(at); timer; timer = firstDue(at)) {
        timers.delete(timer)
        now = Math.max(now, timer.due)
        timer.run()
      }
      now = at
    },
  }
}

import type { Clock, Stop } from '../../domain/clock.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import { createTimerQueue, type Timer } from './timer-queue.ts'

/** A clock that stands still until it is told to go on. */
export interface VirtualClock extends Clock {
  /** Fires everything due within the next `ms`, in order, without letting promises settle in between. */
  advance(ms: Ms): void
  /** As {@link advance}, and lets promises settle after each timer, always by the same number of steps. */
  run(ms: Ms): Promise<void>
  /** The machine slept: time passes, nothing fires before the next advance. */
  sleep(ms: Ms): void
  /** The machine's clock was set; the monotonic one does not notice. */
  setWall(now: EpochMs): void
}

/** A chain of promises longer than this goes on after the next timer, in the same place in every run. */
const usualSteps = 6

/** A virtual clock that begins at `start`. Timers due at the same instant fire in the order they were set. */
export function createVirtualClock(start: EpochMs, settlingSteps = usualSteps): VirtualClock {
  let elapsed = 0
  let wallOffset = start
  const timers = createTimerQueue()
  const fire = (timer: Timer) => {
    const { run } = timer
    timer.run = undefined
    elapsed = Math.max(elapsed, timer.due)
    run?.()
  }

  return {
    now: () => wallOffset + Math.floor(elapsed),
    monotonicMs: () => elapsed,
    after: (delayMs, run) => stopOf(timers.add(elapsed + delayMs, run)),
    every(periodMs, run) {
      const begin = elapsed
      let timer: Timer
      const schedule = () => {
        const turn = Math.floor((elapsed - begin) / periodMs + 1e-9) + 1
        timer = timers.add(begin + turn * periodMs, () => {
          schedule()
          run()
        })
      }
      schedule()
      return () => (timer.run = undefined)
    },
    advance(ms) {
      const until = elapsed + ms
      for (let timer = timers.next(until); timer; timer = timers.next(until)) fire(timer)
      elapsed = until
    },
    async run(ms) {
      const until = elapsed + ms
      for (let timer = timers.next(until); timer; timer = timers.next(until)) {
        fire(timer)
        for (let i = 0; i < settlingSteps; i++) await Promise.resolve()
      }
      elapsed = until
    },
    sleep(ms) {
      elapsed += ms
    },
    setWall(now) {
      wallOffset = now - elapsed
    },
  }
}

function stopOf(timer: Timer): Stop {
  return () => (timer.run = undefined)
}

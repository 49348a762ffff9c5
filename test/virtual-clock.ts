import type { Clock, Stop } from '../domain/clock.ts'
import type { EpochMs, Ms } from '../domain/units.ts'

interface Timer {
  due: Ms
  order: number
  run: () => void
}

/** A clock that stands still until it is told to go on. */
export interface VirtualClock extends Clock {
  /** Fires everything due within the next `ms`, in order, without letting promises settle in between. */
  advance(ms: Ms): void
  /** As {@link advance}, and lets promises settle after each timer. */
  run(ms: Ms): Promise<void>
  /** The machine slept: time passes, nothing fires before the next advance. */
  sleep(ms: Ms): void
  /** The machine's clock was set; the monotonic one does not notice. */
  setWall(now: EpochMs): void
}

const noon = Date.UTC(2024, 5, 12, 12)

/** A virtual clock that begins at `start`, by default noon of a June day. */
export function createVirtualClock(start: EpochMs = noon): VirtualClock {
  let elapsed = 0
  let wallOffset = start
  let order = 0
  const timers = new Set<Timer>()

  const add = (due: Ms, run: () => void): Timer => {
    const timer = { due, order: order++, run }
    timers.add(timer)
    return timer
  }
  const nextDue = (until: Ms): Timer | undefined => {
    let first: Timer | undefined
    for (const timer of timers)
      if (
        timer.due <= until &&
        (!first || timer.due < first.due || (timer.due === first.due && timer.order < first.order))
      )
        first = timer
    return first
  }
  const fire = (timer: Timer) => {
    timers.delete(timer)
    elapsed = Math.max(elapsed, timer.due)
    timer.run()
  }
  const every = (periodMs: Ms, run: () => void): Stop => {
    const begin = elapsed
    let timer: Timer
    const schedule = () => {
      const turn = Math.floor((elapsed - begin) / periodMs + 1e-9) + 1
      timer = add(begin + turn * periodMs, () => {
        schedule()
        run()
      })
    }
    schedule()
    return () => timers.delete(timer)
  }

  return {
    now: () => wallOffset + elapsed,
    monotonicMs: () => elapsed,
    after(delayMs, run) {
      const timer = add(elapsed + delayMs, run)
      return () => timers.delete(timer)
    },
    every,
    advance(ms) {
      const until = elapsed + ms
      for (let timer = nextDue(until); timer; timer = nextDue(until)) fire(timer)
      elapsed = until
    },
    async run(ms) {
      const until = elapsed + ms
      for (let timer = nextDue(until); timer; timer = nextDue(until)) {
        fire(timer)
        for (let i = 0; i < 6; i++) await Promise.resolve()
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

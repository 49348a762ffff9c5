import type { Clock, Stop } from '../../domain/clock.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'

interface Timer {
  due: Ms
  order: number
  /** Emptied when it is stopped; the heap forgets it when its turn comes. */
  run: (() => void) | undefined
}

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
const settlingSteps = 6

/** A virtual clock that begins at `start`. Timers due at the same instant fire in the order they were set. */
export function createVirtualClock(start: EpochMs): VirtualClock {
  let elapsed = 0
  let wallOffset = start
  let order = 0
  const heap: Timer[] = []

  const add = (due: Ms, run: () => void): Timer => {
    const timer: Timer = { due, order: order++, run }
    push(heap, timer)
    return timer
  }
  const fire = (timer: Timer) => {
    const { run } = timer
    timer.run = undefined
    elapsed = Math.max(elapsed, timer.due)
    run?.()
  }
  const next = (until: Ms): Timer | undefined => {
    for (let first = heap[0]; first && first.due <= until; first = heap[0]) {
      pop(heap)
      if (first.run) return first
    }
    return undefined
  }
  const stopOf =
    (timer: Timer): Stop =>
    () =>
      (timer.run = undefined)

  return {
    now: () => wallOffset + elapsed,
    monotonicMs: () => elapsed,
    after: (delayMs, run) => stopOf(add(elapsed + delayMs, run)),
    every(periodMs, run) {
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
      return () => (timer.run = undefined)
    },
    advance(ms) {
      const until = elapsed + ms
      for (let timer = next(until); timer; timer = next(until)) fire(timer)
      elapsed = until
    },
    async run(ms) {
      const until = elapsed + ms
      for (let timer = next(until); timer; timer = next(until)) {
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

function isBefore(a: Timer, b: Timer): boolean {
  return a.due < b.due || (a.due === b.due && a.order < b.order)
}

function push(heap: Timer[], timer: Timer): void {
  let at = heap.push(timer) - 1
  while (at > 0) {
    const above = (at - 1) >> 1
    const parent = heap[above]
    if (!parent || !isBefore(timer, parent)) break
    heap[at] = parent
    at = above
  }
  heap[at] = timer
}

/** Takes the first one away. */
function pop(heap: Timer[]): void {
  const last = heap.pop()
  if (!last || heap.length === 0) return
  let at = 0
  for (;;) {
    let below = 2 * at + 1
    const [left, right] = [heap[below], heap[below + 1]]
    if (left && right && isBefore(right, left)) below += 1
    const child = heap[below]
    if (!child || !isBefore(child, last)) break
    heap[at] = child
    at = below
  }
  heap[at] = last
}

import type { Clock } from '../domain/clock.ts'

/** The machine's own clock: the one place of engine and field that reads it. Timers keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
  every(periodMs, run) {
    const start = performance.now()
    let turn = 0
    let timer: NodeJS.Timeout
    const schedule = () => {
      turn = Math.max(turn + 1, Math.ceil((performance.now() - start) / periodMs))
      timer = setTimeout(fire, Math.max(0, start + turn * periodMs - performance.now()))
    }
    const fire = () => {
      schedule()
      run()
    }
    schedule()
    return () => clearTimeout(timer)
  },
}

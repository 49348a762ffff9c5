import type { Clock } from '../../domain/clock.ts'
import type { Log } from '../../domain/log.ts'

/** Work that is done again and again and never throws. */
export interface Steady {
  run(): void
  /** Why the last run failed, a sentence; `undefined` while it works. */
  failure(): string | undefined
}

/**
 * For timers: an exception there would end the engine, and with it the control of a plant. The first failure is logged, and
 * that it works again.
 */
export function steadily(log: Log, what: string, work: () => void): Steady {
  let failure: string | undefined
  return {
    run() {
      try {
        work()
        if (failure !== undefined) log.info(`${what}: works again`)
        failure = undefined
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        if (reason !== failure) log.error(`${what}: failed, tried again`, { reason })
        failure = reason
      }
    },
    failure: () => failure,
  }
}

/** Goes through work step by step, each in a turn of its own. Rejects as the work throws. */
export async function slowly(steps: Iterable<void>, clock: Pick<Clock, 'after'>): Promise<void> {
  for (const _ of steps) await new Promise<void>((resolve) => void clock.after(0, resolve))
}

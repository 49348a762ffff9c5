import type { Clock } from '../../domain/clock.ts'
import type { Log } from '../../domain/log.ts'

/** What could not be written yet. */
export interface Backlog<T> {
  /** Writes what waits and `items` after it. Never throws; what cannot be written waits for the next call. */
  add(items: readonly T[]): void
  /** Why the last attempt failed, a sentence; `undefined` while all is written. */
  failure(): string | undefined
  waiting(): number
  /** Items lost since start because too many waited; the oldest go first. */
  dropped(): number
}

/** About a quarter of an hour of a site of 300 points; a few megabytes. */
const mostWaiting = 100_000

/** Keeps the order, tries again with each call, and holds no more than memory can bear. */
export function createBacklog<T>(given: {
  write: (items: readonly T[]) => void
  what: string
  clock: Clock
  log: Log
}): Backlog<T> {
  const { write, what, clock, log } = given
  let waiting: T[] = []
  let dropped = 0
  let failed: { since: number; reason: string } | undefined
  const fail = (error: unknown): void => {
    const reason = error instanceof Error ? error.message : String(error)
    if (!failed) log.error(`${what} cannot be stored`, { reason })
    failed = { since: failed?.since ?? clock.now(), reason }
    const excess = waiting.length - mostWaiting
    if (excess <= 0) return
    waiting = waiting.slice(excess)
    dropped += excess
  }
  return {
    add(items) {
      for (const item of items) waiting.push(item)
      if (waiting.length === 0 && !failed) return
      try {
        write(waiting)
        if (failed) log.info(`${what} are stored again`, { stored: waiting.length, failedSince: failed.since, dropped })
        waiting = []
        failed = undefined
      } catch (error) {
        fail(error)
      }
    },
    failure: () => failed?.reason,
    waiting: () => waiting.length,
    dropped: () => dropped,
  }
}

import type { Clock, Stop } from '../../domain/clock.ts'
import type { Log } from '../../domain/log.ts'
import type { ReadingTable } from './readings.ts'

const hourMs = 3_600_000
const keptMs = 30 * 24 * hourMs

/** Small enough to stay far below a control cycle. */
const rowsAtOnce = 2_000
const pauseMs = 100

/**
 * Deletes readings older than 30 days, a little every hour rather than much once a day, point after point with pauses,
 * so that the control loop never waits for it.
 */
export function createPruning(given: { table: ReadingTable; points: readonly number[]; clock: Clock; log: Log }): {
  start(): void
  stop(): void
} {
  const { table, points, clock, log } = given
  let stopHourly: Stop | undefined
  let stopStep: Stop | undefined
  const step = (i: number, before: number): void => {
    const point = points[i]
    if (point === undefined) return
    try {
      const hasMore = table.prune(point, before, rowsAtOnce)
      stopStep = clock.after(pauseMs, () => step(hasMore ? i : i + 1, before))
    } catch (error) {
      log.warn('old readings could not be deleted', { reason: error instanceof Error ? error.message : String(error) })
    }
  }
  return {
    start() {
      stopHourly = clock.every(hourMs, () => {
        stopStep?.()
        step(0, clock.now() - keptMs)
      })
    },
    stop() {
      stopHourly?.()
      stopStep?.()
    },
  }
}

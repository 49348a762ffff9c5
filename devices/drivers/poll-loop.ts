import type { Clock, Stop } from '../../domain/clock.ts'
import type { Ms } from '../../domain/units.ts'

/** Something to read again and again. */
export interface PollItem {
  periodMs: Ms
  /** Reads it once; never throws. Gives how long to leave it alone beyond its period, usually 0. */
  read(): Promise<Ms>
}

const longestRestMs: Ms = 1_000

/**
 * Reads items in their periods, `atOnce` of them together at most (usually 1) and never one twice. Items of one period are spread over it after
 * the first round. When a round takes longer than the shortest period, the device is left alone after it for as long,
 * up to a second: a slow one is not driven at its limit.
 */
export function startPolling(options: { items: readonly PollItem[]; clock: Clock; atOnce?: number }): Stop {
  const { items, clock, atOnce = 1 } = options
  const startMs = clock.monotonicMs()
  const shortestMs = Math.min(...items.map((item) => item.periodMs))
  const dueMs = new Map(items.map((item) => [item, startMs]))
  const spreadMs = new Map(items.map((item, i) => [item, ((items.length - i) / items.length - 1) * item.periodMs]))
  let isStopped = items.length === 0
  let stopTimer: Stop | undefined

  async function round(): Promise<void> {
    const beganMs = clock.monotonicMs()
    const due = [...dueMs].filter(([, at]) => at <= beganMs).values()
    await Promise.all(Array.from({ length: atOnce }, () => readEach(due)))
    if (isStopped) return
    const nowMs = clock.monotonicMs()
    const tookMs = nowMs - beganMs
    const restMs = tookMs > shortestMs ? Math.min(tookMs, longestRestMs) : 0
    stopTimer = clock.after(Math.max(0, restMs, Math.min(...dueMs.values()) - nowMs), () => void round())
  }

  /** Several of these share one iterator: each takes the next item when it is done with its own. */
  async function readEach(due: Iterable<[PollItem, Ms]>): Promise<void> {
    for (const [item, at] of due) {
      if (isStopped) return
      const holdMs = await item.read()
      const first = at === startMs ? (spreadMs.get(item) ?? 0) : 0
      dueMs.set(item, Math.max(at + item.periodMs + first, clock.monotonicMs()) + holdMs)
    }
  }

  if (!isStopped) void round()
  return () => {
    isStopped = true
    stopTimer?.()
  }
}

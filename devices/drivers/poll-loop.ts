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
 * Reads items in their periods, one after the other, never two at once. Items of one period are spread over it after
 * the first round. When a round takes longer than the shortest period, the device is left alone after it for as long,
 * up to a second: a slow one is not driven at its limit.
 */
export function startPolling({ items, clock }: { items: readonly PollItem[]; clock: Clock }): Stop {
  const startMs = clock.monotonicMs()
  const shortestMs = Math.min(...items.map((item) => item.periodMs))
  const dueMs = new Map(items.map((item) => [item, startMs]))
  const spreadMs = new Map(items.map((item, i) => [item, ((items.length - i) / items.length - 1) * item.periodMs]))
  let isStopped = items.length === 0
  let stopTimer: Stop | undefined

  async function round(): Promise<void> {
    const beganMs = clock.monotonicMs()
    for (const [item, at] of dueMs) {
      if (isStopped || at > beganMs) continue
      const holdMs = await item.read()
      const first = at === startMs ? (spreadMs.get(item) ?? 0) : 0
      const nextMs = at + item.periodMs + first
      dueMs.set(item, Math.max(nextMs, clock.monotonicMs()) + holdMs)
    }
    if (isStopped) return
    const nowMs = clock.monotonicMs()
    const tookMs = nowMs - beganMs
    const restMs = tookMs > shortestMs ? Math.min(tookMs, longestRestMs) : 0
    stopTimer = clock.after(Math.max(0, restMs, Math.min(...dueMs.values()) - nowMs), () => void round())
  }

  if (!isStopped) void round()
  return () => {
    isStopped = true
    stopTimer?.()
  }
}

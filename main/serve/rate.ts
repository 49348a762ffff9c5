import type { Clock } from '../../domain/clock.ts'

/** Calls a connection may make per second, and in one burst. A page makes a few. */
const callsPerS = 200
/** Calls refused without a second of quiet between them, after which the connection is no page of ours. */
const mostRefused = 2_000

/** Says of each call of one connection whether it may pass. */
export function createRate(clock: Clock): () => 'pass' | 'refuse' | 'end' {
  let left = callsPerS
  let refused = 0
  let at = clock.monotonicMs()
  return () => {
    const nowMs = clock.monotonicMs()
    left = Math.min(callsPerS, left + ((nowMs - at) / 1_000) * callsPerS)
    at = nowMs
    if (left === callsPerS) refused = 0
    if (left >= 1) {
      left -= 1
      return 'pass'
    }
    refused += 1
    return refused > mostRefused ? 'end' : 'refuse'
  }
}

import type { Clock, Stop } from '../domain/clock.ts'
import type { Log } from '../domain/log.ts'
import type { Ms } from '../domain/units.ts'

/** Span over which the jitter is judged. */
const jitterSpanMs = 600_000
/** A turn that begins later than this share of the period counts as late. */
const lateShare = 0.5
/** The 99th percentile is sorted out of some thousand values: not in every turn. */
const judgeEveryTurns = 25

/** How the turns went. */
export interface CycleVitals {
  /** Turns begun since start. */
  cycle: number
  /** Work of the last turn. */
  tookMs: Ms
  /** 99th percentile of |start - due| over the last ten minutes. */
  jitterP99Ms: Ms
  /** Turns that began late by more than half a period, or were skipped. */
  lateCycles: number
  /** Message of the failure that ended the last turn early, if one did. */
  failure: string | undefined
}

/** A turn of the loop. `pausedMs` is the time missed since the turn before, 0 in the usual case. */
export type Turn = (turn: { cycle: number; pausedMs: Ms }) => void

/** The fixed cycle: calls `turn` every `periodMs`, measures it, and survives whatever it throws. */
export function createCycle({ clock, periodMs, log, turn }: { clock: Clock; periodMs: Ms; log: Log; turn: Turn }): {
  start(): void
  stop(): void
  vitals(): CycleVitals
} {
  const jitters: Ms[] = []
  const vitals: CycleVitals = { cycle: 0, tookMs: 0, jitterP99Ms: 0, lateCycles: 0, failure: undefined }
  let begun = 0
  let turnsDone = 0
  let stop: Stop | undefined

  const measure = (at: Ms): Ms => {
    // a missed turn is skipped by the clock: the nearest due instant at or before now is the one meant
    const due = Math.max(turnsDone + 1, Math.floor((at - begun) / periodMs + 1e-6))
    const skipped = due - turnsDone - 1
    turnsDone = due
    const jitter = Math.abs(at - begun - due * periodMs)
    jitters.push(jitter + skipped * periodMs)
    if (jitters.length * periodMs > jitterSpanMs) jitters.shift()
    vitals.lateCycles += skipped + (jitter > lateShare * periodMs ? 1 : 0)
    if (vitals.cycle % judgeEveryTurns === 0) vitals.jitterP99Ms = percentile99(jitters)
    return skipped * periodMs
  }

  const run = () => {
    const at = clock.monotonicMs()
    const pausedMs = measure(at)
    vitals.cycle += 1
    try {
      turn({ cycle: vitals.cycle, pausedMs })
      vitals.failure = undefined
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      if (vitals.failure !== message) log.error('control cycle failed', { error: message, cycle: vitals.cycle })
      vitals.failure = message
    }
    vitals.tookMs = clock.monotonicMs() - at
  }

  return {
    start() {
      begun = clock.monotonicMs()
      turnsDone = 0
      stop = clock.every(periodMs, run)
    },
    stop: () => stop?.(),
    vitals: () => vitals,
  }
}

function percentile99(values: readonly Ms[]): Ms {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.99))] ?? 0
}

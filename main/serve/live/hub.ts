import type { Clock, Stop } from '../../../domain/clock.ts'
import type { Ms } from '../../../domain/units.ts'
import type { Frame } from './frames.ts'

/** Hands each completed cycle's frame to whoever waits for one, at most four times a second. */
export interface LiveHub {
  /** The newest frame there is. */
  current(): Frame
  /** The next frame; `undefined` when `signal` aborts or the hub stops first. */
  next(signal: AbortSignal): Promise<Frame | undefined>
  /** Counts how often the dictionary of points changed; streams of an earlier edition have ended. */
  edition(): number
  /** The points are others from now on: ends all streams, so that pages describe the site anew. */
  renew(): void
  /** Subscribers waiting for the next frame. */
  waiting(): number
  stop(): void
}

const periodMs: Ms = 250

/** A hub over `onCycle`. Frames are made only while somebody waits, and once for all who do. */
export function createLiveHub(given: {
  onCycle: (listener: () => void) => Stop
  makeFrame: () => Frame
  clock: Clock
}): LiveHub {
  const { makeFrame, clock } = given
  const waiting = new Set<(frame: Frame | undefined) => void>()
  let dueAtMs = clock.monotonicMs() + periodMs
  let isStopped = false
  let edition = 0
  const release = (frame: Frame | undefined): void => {
    const all = [...waiting]
    waiting.clear()
    for (const resolve of all) resolve(frame)
  }
  const stopListening = given.onCycle(() => {
    const nowMs = clock.monotonicMs()
    if (waiting.size === 0 || nowMs < dueAtMs) return
    // From the due instant on, so that cycles of 200 ms still give four messages a second.
    dueAtMs = Math.max(dueAtMs + periodMs, nowMs)
    release(makeFrame())
  })
  return {
    current: makeFrame,
    next(signal) {
      if (signal.aborted || isStopped) return Promise.resolve(undefined)
      return new Promise((resolve) => {
        const leave = (): void => settle(undefined)
        const settle = (frame: Frame | undefined): void => {
          waiting.delete(settle)
          signal.removeEventListener('abort', leave)
          resolve(frame)
        }
        signal.addEventListener('abort', leave)
        waiting.add(settle)
      })
    },
    edition: () => edition,
    renew() {
      edition += 1
      release(undefined)
    },
    waiting: () => waiting.size,
    stop() {
      isStopped = true
      stopListening()
      release(undefined)
    },
  }
}

import type { Stop } from '../../domain/clock.ts'
import type { Ms } from '../../domain/units.ts'
import type { LiveStore } from '../state/store.ts'
import type { Sample } from './trend-tail.ts'

/** Good values of the last minutes as they were seen live. */
export interface LiveTail {
  /** Begins to keep values. */
  start(): Stop
  samples(): readonly Sample[]
}

const everyMs: Ms = 1_000
/** Longer than the pause between two readings of the history. */
const longest = 150

/** Keeps what `read` gives, once a second; `undefined`, a value that is not good, leaves a gap. */
export function createLiveTail(store: LiveStore, read: () => number | undefined): LiveTail {
  const samples: Sample[] = []
  const take = () => {
    const at = store.now()
    const last = samples.at(-1)
    if (last && at - last.at < everyMs * 0.9) return
    const value = read()
    if (value === undefined) return
    samples.push({ at, value })
    if (samples.length > longest) samples.shift()
  }
  return {
    start() {
      take()
      return store.subscribe('any', take)
    },
    samples: () => samples,
  }
}

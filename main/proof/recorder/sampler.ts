import type { ProofSamples } from '../../../domain/dispatch/proof.ts'
import { type Reading, usable } from '../../../domain/reading.ts'
import type { EpochMs, KW, Ms } from '../../../domain/units.ts'
import { roundKW } from './power-memory.ts'

/** How densely is kept, by the age of the order: every reading, then means. */
const densities: readonly { untilMs: Ms; everyMs: Ms }[] = [
  { untilMs: 60_000, everyMs: 0 },
  { untilMs: 4 * 3_600_000, everyMs: 1_000 },
  { untilMs: Infinity, everyMs: 60_000 },
]

/** The machine's clock was set back: until it has caught up there is no place for readings. */
const setBackMs: Ms = 5_000

/** Keeps what the meter says during one order. */
export interface Sampler {
  /** What the image of this cycle says. */
  add(reading: Reading, now: EpochMs): void
  /** From `at` nothing is known until the next reading. */
  gap(at: EpochMs): void
  /** Closes the mean that is under way. */
  finish(): void
  samples(): ProofSamples
  /** Samples added since the last call of `saved`. */
  fresh(): ProofSamples
  /** What `fresh` gave last is on the disk. */
  saved(): void
}

/** Samples of an order that began at `from`; `known` are those of before, the first `savedCount` on the disk already. */
export function createSampler(from: EpochMs, known: ProofSamples, savedCount: number): Sampler {
  const at = [...known.at]
  const powerKW = [...known.powerKW]
  let taken = savedCount
  let given = savedCount
  let bucket: { at: EpochMs; sum: number; good: number; all: number } | undefined
  const push = (instant: EpochMs, value: KW | null): void => {
    const last = at.at(-1)
    // Gaps need no second mark; a reading from before the last one comes after a clock was set back.
    if (last !== undefined && (instant <= last || (value === null && powerKW.at(-1) === null))) return
    at.push(instant)
    powerKW.push(value === null ? null : roundKW(value))
  }
  const close = (): void => {
    if (!bucket) return
    const { at: begin, sum, good, all } = bucket
    bucket = undefined
    push(begin, good * 2 >= all ? sum / good : null)
  }
  return {
    add(reading, now) {
      const value = usable(reading) ?? null
      const last = at.at(-1) ?? 0
      if (now < last - setBackMs) return push(last + 1, null)
      const everyMs = densities.find(({ untilMs }) => now - from < untilMs)?.everyMs ?? 0
      if (everyMs === 0) return push(value === null ? now : reading.at, value)
      const begin = Math.floor(now / everyMs) * everyMs
      if (bucket && bucket.at !== begin) close()
      bucket ??= { at: begin, sum: 0, good: 0, all: 0 }
      bucket.all += 1
      if (value === null) return
      bucket.sum += value
      bucket.good += 1
    },
    gap(instant) {
      close()
      push(instant, null)
    },
    finish: close,
    samples: () => ({ at: [...at], powerKW: [...powerKW] }),
    fresh() {
      given = at.length
      return { at: at.slice(taken), powerKW: powerKW.slice(taken) }
    },
    saved: () => void (taken = given),
  }
}

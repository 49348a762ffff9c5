import type { Memory } from './memory.ts'

/** Mean and spread of a long past, in three numbers: a plain mean at first, then one that forgets at `rate` a row. */
export interface SlowMean {
  /** Takes a value; a missing one (NaN) is passed over. */
  push(value: number): void
  /** NaN before the first value. */
  mean(): number
  /** Standard deviation; NaN before the first value. */
  spread(): number
  count(): number
}

/** A long mean that forgets at `rate` a row. */
export function createSlowMean(memory: Memory, rate: number): SlowMean {
  const state = memory.take(3)
  return {
    push(value) {
      if (Number.isNaN(value)) return
      const count = (state[0] as number) + 1
      const share = Math.max(rate, 1 / count)
      const off = value - (state[1] as number)
      state[0] = count
      state[1] = (state[1] as number) + share * off
      state[2] = (1 - share) * ((state[2] as number) + share * off * off)
    },
    mean: () => (state[0] === 0 ? Number.NaN : (state[1] as number)),
    spread: () => (state[0] === 0 ? Number.NaN : Math.sqrt(state[2] as number)),
    count: () => state[0] as number,
  }
}

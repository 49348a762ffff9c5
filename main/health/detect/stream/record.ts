import type { Memory } from './memory.ts'

/** Gives the excess of a statistic over its own record: log(now / faded record), 0 below it and while it learns. */
export type Record = (statistic: number) => number

/** Excess where the record was nothing at all: far above any other, and finite. */
const fromNothing = 10

/** The record of the size of a statistic. It fades by `fade` a row; the first `learnRows` rows only make it. */
export function createRecord(memory: Memory, { fade, learnRows }: { fade: number; learnRows: number }): Record {
  const state = memory.take(2)
  return (statistic) => {
    const size = Math.abs(statistic)
    const rows = (state[1] as number) + 1
    state[1] = rows
    const record = (state[0] as number) * (1 - fade)
    if (!(size > record)) {
      state[0] = record
      return 0
    }
    state[0] = size
    if (rows <= learnRows) return 0
    return record > 0 ? Math.min(fromNothing, Math.log(size / record)) : fromNothing
  }
}

import type { Memory } from './memory.ts'

/** Mean and spread of the last rows of a signal. */
export interface Window {
  /** Takes the next value; a missing one (NaN) takes its row and counts for nothing. Returns the value that falls out, NaN for none. */
  push(value: number): number
  /** Mean of the values in it, NaN when there is none. */
  mean(): number
  /** Standard deviation of the values in it (divided by their number), NaN when there is none. */
  spread(): number
  /** How many values are in it. */
  count(): number
}

/** A window over the last `rows` rows. */
export function createWindow(memory: Memory, rows: number): Window {
  const ring = memory.take(rows, Number.NaN)
  // next place, number of values, their sum and sum of squares, both from the value the sums were last taken from
  const sums = memory.take(5)
  const [next, count, sum, squares, base] = [0, 1, 2, 3, 4]
  const at = (index: number): number => sums[index] as number
  /** Sums that only ever add and subtract drift; once a round they are taken anew, from the present mean. */
  function retake(): void {
    const from = at(count) > 0 ? at(base) + at(sum) / at(count) : 0
    sums.fill(0)
    sums[base] = from
    for (const value of ring) if (!Number.isNaN(value)) add(value, 1)
  }
  function add(value: number, sign: 1 | -1): void {
    const off = value - at(base)
    sums[count] = at(count) + sign
    sums[sum] = at(sum) + sign * off
    sums[squares] = at(squares) + sign * off * off
  }
  return {
    push(value) {
      const place = at(next)
      const out = ring[place] as number
      if (!Number.isNaN(out)) add(out, -1)
      if (!Number.isNaN(value)) {
        if (at(count) === 0) sums[base] = value
        add(value, 1)
      }
      ring[place] = value
      if (place + 1 === rows) retake()
      else sums[next] = place + 1
      return out
    },
    mean: () => (at(count) > 0 ? at(base) + at(sum) / at(count) : Number.NaN),
    spread() {
      if (at(count) === 0) return Number.NaN
      const mean = at(sum) / at(count)
      return Math.sqrt(Math.max(0, at(squares) / at(count) - mean * mean))
    },
    count: () => at(count),
  }
}

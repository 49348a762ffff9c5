import type { Memory } from './memory.ts'

/** Median of the newest `rows` values; missing ones (NaN) don't count, NaN when all are missing. */
export function createRunningMedian(memory: Memory, rows: number): (value: number) => number {
  const ring = memory.take(rows, Number.NaN)
  const next = memory.take(1)
  const sorted = new Float64Array(rows)
  return (value) => {
    const place = next[0] as number
    ring[place] = value
    next[0] = (place + 1) % rows
    let count = 0
    for (let i = 0; i < rows; i++) {
      const one = ring[i] as number
      if (Number.isNaN(one)) continue
      let j = count++
      for (; j > 0 && (sorted[j - 1] as number) > one; j--) sorted[j] = sorted[j - 1] as number
      sorted[j] = one
    }
    return count === 0 ? Number.NaN : (sorted[count >> 1] as number)
  }
}

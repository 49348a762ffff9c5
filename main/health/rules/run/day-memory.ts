import type { EpochMs, Ms } from '../../../../domain/units.ts'
import { fromJson, type Memory, toJson } from './truth.ts'

/** What a value was some days ago at the same hour: means by quarter of an hour, 99 for a day, 675 for a week. */
export interface DayMemory extends Memory {
  add(at: EpochMs, value: number): void
  /** The mean of the hour around the same time of day then; NaN when none of it is known. */
  around(at: EpochMs): number
}

const quarterMs: Ms = 900_000

/** An empty memory that reaches `backMs` back, a multiple of a day. */
export function createDayMemory(backMs: Ms): DayMemory {
  const size = backMs / quarterMs + 3
  const means = new Float64Array(size).fill(Number.NaN)
  let quarter = Number.NaN
  let sum = 0
  let count = 0
  const place = (index: number) => ((index % size) + size) % size
  const turnTo = (next: number) => {
    const skipped = Number.isNaN(quarter) ? size : Math.min(size, next - quarter)
    for (let i = 0; i < skipped; i++) means[place(next - i)] = Number.NaN
    quarter = next
    sum = 0
    count = 0
  }
  return {
    add(at, value) {
      const now = Math.floor(at / quarterMs)
      if (now !== quarter) turnTo(now)
      if (Number.isNaN(value)) return
      sum += value
      count++
      means[place(now)] = sum / count
    },
    around(at) {
      const middle = Math.round((at - backMs) / quarterMs)
      let total = 0
      let known = 0
      for (let i = -2; i < 2; i++) {
        const index = middle + i
        const mean = index > quarter - size ? (means[place(index)] ?? Number.NaN) : Number.NaN
        if (Number.isNaN(mean)) continue
        total += mean
        known++
      }
      return known === 0 ? Number.NaN : total / known
    },
    save: () => [toJson(quarter), sum, count, Array.from(means, toJson)],
    load(saved) {
      const [at, total = 0, n = 0, kept = []] = saved as [number | null, number, number, (number | null)[]]
      quarter = fromJson(at)
      sum = total
      count = n
      means.set(kept.map(fromJson))
    },
  }
}

import type { Memory } from '../stream/memory.ts'

/** Whether a signal moves slowly by itself, as temperatures do: most of its variance lies between blocks of rows. */
export interface Wandering {
  (): boolean
  push(value: number): void
  /** Standard deviation of the values seen. */
  spread(): number
}

/** Sees the values of training one by one. */
export function createWandering(
  memory: Memory,
  { blockRows, wandererShare }: { blockRows: number; wandererShare: number },
): Wandering {
  // of values, of block means: number, mean, sum of squared distances; then number and mean of the open block
  const values = memory.take(3)
  const blocks = memory.take(3)
  const open = memory.take(2)
  return Object.assign(() => variance(values) > 0 && variance(blocks) > wandererShare * variance(values), {
    spread: () => Math.sqrt(variance(values)),
    push(value: number) {
      if (Number.isNaN(value)) return
      add(values, value)
      open[0] = (open[0] as number) + 1
      open[1] = (open[1] as number) + (value - (open[1] as number)) / open[0]
      if (open[0] < blockRows) return
      add(blocks, open[1])
      open.fill(0)
    },
  })
}

function variance(sums: Float64Array): number {
  return (sums[0] as number) > 0 ? (sums[2] as number) / (sums[0] as number) : 0
}

/** Mean and sum of squared distances grow by one value (B. Welford, Technometrics 4, 1962). */
function add(sums: Float64Array, value: number): void {
  const off = value - (sums[1] as number)
  sums[0] = (sums[0] as number) + 1
  sums[1] = (sums[1] as number) + off / sums[0]
  sums[2] = (sums[2] as number) + off * (value - sums[1])
}

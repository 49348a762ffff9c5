import type { EpochMs, Ms } from '../../../../domain/units.ts'
import type { Memory } from '../stream/memory.ts'

/** Means of columns over blocks of time; missing values (NaN) don't count. */
export interface Blocks {
  /** Takes a row at `at`; when it opens a new block, the one before it is given to `onEnd` first. A row from the past is dropped. */
  push(at: EpochMs, values: Float64Array): void
}

/** What a block held: means and standard deviations, NaN without a value; `rows` values in the fullest column. */
export interface Block {
  /** End of the block, epoch ms. */
  at: EpochMs
  mean: Float64Array
  spread: Float64Array
  rows: number
}

/** Blocks of `blockMs` that begin `offsetMs` after full ones. The block given is valid until the next. */
export function createBlocks(
  memory: Memory,
  columns: number,
  { blockMs, offsetMs = 0 }: { blockMs: Ms; offsetMs?: Ms },
  onEnd: (block: Block) => void,
): Blocks {
  const count = memory.take(columns)
  const mean = memory.take(columns)
  const squares = memory.take(columns)
  const open = memory.take(1, Number.NEGATIVE_INFINITY)
  const block: Block = { at: 0, mean: new Float64Array(columns), spread: new Float64Array(columns), rows: 0 }
  function end(): void {
    block.at = ((open[0] as number) + 1) * blockMs + offsetMs
    block.rows = 0
    for (let i = 0; i < columns; i++) {
      const values = count[i] as number
      block.rows = Math.max(block.rows, values)
      block.mean[i] = values > 0 ? (mean[i] as number) : Number.NaN
      block.spread[i] = values > 1 ? Math.sqrt((squares[i] as number) / values) : Number.NaN
    }
    count.fill(0)
    mean.fill(0)
    squares.fill(0)
    onEnd(block)
  }
  return {
    push(at, values) {
      const now = Math.floor((at - offsetMs) / blockMs)
      const number = open[0] as number
      if (now < number) return
      if (now > number && number !== Number.NEGATIVE_INFINITY) end()
      open[0] = now
      for (let i = 0; i < columns; i++) {
        const value = values[i] as number
        if (Number.isNaN(value)) continue
        const seen = (count[i] as number) + 1
        const off = value - (mean[i] as number)
        count[i] = seen
        mean[i] = (mean[i] as number) + off / seen
        squares[i] = (squares[i] as number) + off * (value - (mean[i] as number))
      }
    },
  }
}

import { createMemory } from '../stream/memory.ts'
import { spikeDefaults, type SpikeSettings } from './settings.ts'
import type { RowDetector } from './stuck.ts'

/** Share of a spike that the value may be off after it: more is a step. */
const mostLeft = 0.25
/** Times the usual wiggle that a single one may teach. */
const mostLearned = 5

/**
 * A single value far out of line, told one row later, when the next is back: its distance to its neighbours in usual sizes of
 * that distance. `finest` is the smallest difference that means anything, in the signal's unit.
 */
export function createSpikeDetector(finest: number, settings: SpikeSettings = spikeDefaults): RowDetector {
  const memory = createMemory()
  // rows seen, value two rows ago, value one row ago, usual wiggle
  const state = memory.take(4)
  return {
    push(value) {
      if (Number.isNaN(value)) return 0
      const rows = (state[0] as number) + 1
      const [first, middle] = [state[1] as number, state[2] as number]
      state[0] = rows
      state[1] = middle
      state[2] = value
      if (rows < 3) return 0
      const off = middle - (first + value) / 2
      const size = Math.abs(off)
      const usual = Math.max(state[3] as number, finest)
      const share = Math.max(settings.rate, 1 / (rows - 2))
      state[3] = (state[3] as number) + share * (Math.min(size, mostLearned * usual) - (state[3] as number))
      const isBack = Math.abs(value - first) <= mostLeft * size
      return rows > settings.learnRows && isBack ? off / usual / settings.threshold : 0
    },
    save: () => memory.save(),
    restore: (saved) => memory.restore(saved),
  }
}

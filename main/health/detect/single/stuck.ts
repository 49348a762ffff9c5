import { createMemory } from '../stream/memory.ts'
import { stuckDefaults, type StuckSettings } from './settings.ts'

/** A detector of one signal, asked every row. */
export interface RowDetector {
  /** Takes a row, NaN when the value is missing. Signed score, 1 = at the threshold; 0 while it learns. */
  push(value: number): number
  save(): Float64Array
  restore(saved: Float64Array): boolean
}

/** A value that stays exactly the same far longer than it ever did. A signal that never moved is not stuck, it is a constant. */
export function createStuckDetector(settings: StuckSettings = stuckDefaults): RowDetector {
  const memory = createMemory()
  // rows seen, value, rows it has stood, longest rest known
  const state = memory.take(4)
  state[1] = Number.NaN
  return {
    push(value) {
      if (Number.isNaN(value)) return 0
      const [rows, before, stood, longest] = state as unknown as [number, number, number, number]
      state[0] = rows + 1
      if (value === before) {
        state[2] = stood + 1
        if (longest === 0 || rows < settings.learnRows) return 0
        return (stood + 1) / Math.max(settings.factor * longest, settings.leastRows)
      }
      state[1] = value
      state[2] = 1
      // the first rest may have begun long before we looked
      state[3] = Number.isNaN(before) ? 0 : Math.max(longest * (1 - settings.fade) ** stood, stood)
      return 0
    },
    save: () => memory.save(),
    restore: (saved) => memory.restore(saved),
  }
}

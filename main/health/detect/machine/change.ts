import { createMemory, type Memory } from '../stream/memory.ts'
import { spanSpreadOf } from '../stream/spread-of.ts'
import { createWindow } from '../stream/window.ts'
import { changeDefaults, type ChangeSettings } from './settings.ts'

/** What the newest row said of a change. */
export interface ChangeState {
  /** The strongest signal in thresholds, with its sign; 0 while it trains. */
  score: number
  /** True in the row in which a change is found. */
  isChange: boolean
  /** Signed difference of each signal in thresholds. */
  signals: Float64Array
}

/** Finds when a machine begins to behave otherwise, and when it is itself again. */
export interface ChangeDetector {
  /** Takes a row with one value for each signal; missing ones are NaN. The answer is valid until the next call. */
  push(values: Float64Array): ChangeState
  save(): Float64Array
  restore(saved: Float64Array): boolean
}

/** Compares each signal's recent mean with the mean before it, in spreads of that same difference in training. */
export function createChangeDetector(signals: number, settings: ChangeSettings = changeDefaults): ChangeDetector {
  const memory = createMemory()
  const watches = Array.from({ length: signals }, () => createDifference(memory, settings))
  const rested = memory.take(1, settings.restRows)
  const answer: ChangeState = { score: 0, isChange: false, signals: new Float64Array(signals) }
  return {
    push(values) {
      answer.score = 0
      for (let i = 0; i < signals; i++) {
        const distance = (watches[i] as (value: number) => number)(values[i] as number) / settings.threshold
        answer.signals[i] = distance
        if (Math.abs(distance) > Math.abs(answer.score)) answer.score = distance
      }
      answer.isChange = Math.abs(answer.score) >= 1 && (rested[0] as number) >= settings.restRows
      rested[0] = answer.isChange ? 1 : (rested[0] as number) + 1
      return answer
    },
    save: () => memory.save(),
    restore: (saved) => memory.restore(saved),
  }
}

function createDifference(memory: Memory, settings: ChangeSettings): (value: number) => number {
  const { trainRows, recentRows, pastRows } = settings
  const recent = createWindow(memory, recentRows)
  const past = createWindow(memory, pastRows)
  const training = memory.take(trainRows, Number.NaN)
  // rows seen, spread of the difference in training
  const state = memory.take(2)
  return (value) => {
    const row = state[0] as number
    state[0] = row + 1
    past.push(recent.push(value))
    const difference = row >= recentRows + pastRows ? recent.mean() - past.mean() : Number.NaN
    if (row < trainRows) {
      training[row] = difference
      if (row === trainRows - 1) state[1] = spanSpreadOf(training)
      return 0
    }
    return (state[1] as number) > 0 ? difference / (state[1] as number) : 0
  }
}

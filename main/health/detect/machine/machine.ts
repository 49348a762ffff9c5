import { createMemory, type Memory } from '../stream/memory.ts'
import { createRunningMedian } from '../stream/running-median.ts'
import { medianOf, steadySpreadOf } from '../stream/spread-of.ts'
import { createWandering } from './wandering.ts'
import { machineDefaults, type MachineSettings } from './settings.ts'

/** What the newest row of a machine said. */
export interface MachineState {
  /** The strongest signal in thresholds, with its sign; 0 while it trains. */
  score: number
  /** True from the threshold until the score falls below the release. */
  isOn: boolean
  /** Signed distance of each signal to its normal, in thresholds; NaN where it is missing. */
  signals: Float64Array
}

/** Several signals of one asset, watched together. */
export interface MachineDetector {
  /** Takes a row with one value for each signal; missing ones are NaN. The answer is valid until the next call. */
  push(values: Float64Array): MachineState
  isTrained(): boolean
  save(): Float64Array
  restore(saved: Float64Array): boolean
}

/**
 * Watches each signal's running median against what it was in training, in spreads of that smoothed signal: rows follow each
 * other, and limits for independent rows would be far too low. Signals that wander by themselves are watched by their change.
 */
export function createMachineDetector(signals: number, settings: MachineSettings = machineDefaults): MachineDetector {
  const memory = createMemory()
  const watches = Array.from({ length: signals }, () => createWatch(memory, settings))
  const on = memory.take(1)
  const answer: MachineState = { score: 0, isOn: false, signals: new Float64Array(signals) }
  return {
    push(values) {
      answer.score = 0
      for (let i = 0; i < signals; i++) {
        const distance = (watches[i] as Watch)(values[i] as number) / settings.threshold
        answer.signals[i] = distance
        if (Math.abs(distance) > Math.abs(answer.score)) answer.score = distance
      }
      const size = Math.abs(answer.score)
      on[0] = size >= 1 || (on[0] === 1 && size >= settings.release) ? 1 : 0
      answer.isOn = on[0] === 1
      return answer
    },
    isTrained: () => watches.every((watch) => watch.isTrained()),
    save: () => memory.save(),
    restore: (saved) => memory.restore(saved),
  }
}

/** Share of the raw spread below which the spread of a smoothed signal is not believed. */
const finestShare = 0.1

interface Watch {
  /** Distance to normal in spreads; 0 while it trains, NaN when the signal is missing. */
  (value: number): number
  isTrained(): boolean
}

function createWatch(memory: Memory, settings: MachineSettings): Watch {
  const { trainRows, skipRows, changeRows } = settings
  const smooth = createRunningMedian(memory, settings.medianRows)
  const isWandering = createWandering(memory, settings)
  const training = memory.take(trainRows, Number.NaN)
  const earlier = memory.take(changeRows, Number.NaN)
  // rows seen, normal, spread, 1 when the change is watched
  const state = memory.take(4)

  function changeSince(value: number, row: number): number {
    const place = row % changeRows
    const before = earlier[place] as number
    earlier[place] = value
    return value - before
  }
  function learn(): void {
    const level = training.subarray(skipRows)
    const change = training.map((value, row) => value - (training[row - changeRows] ?? Number.NaN)).subarray(skipRows)
    state[3] = isWandering() ? 1 : 0
    const watched = state[3] === 1 ? change : level
    state[1] = medianOf(watched)
    // a signal in steps may never move its median in training, and does move
    state[2] = Math.max(steadySpreadOf(watched), finestShare * isWandering.spread())
  }
  const push = (value: number): number => {
    const row = state[0] as number
    const smoothed = smooth(value)
    const change = changeSince(smoothed, row)
    state[0] = row + 1
    if (row < trainRows) {
      training[row] = smoothed
      if (row >= skipRows) isWandering.push(value)
      if (row === trainRows - 1) learn()
      return 0
    }
    if (Number.isNaN(value)) return Number.NaN
    const off = (state[3] === 1 ? change : smoothed) - (state[1] as number)
    // a signal that never moved in training says nothing about how far is far
    return (state[2] as number) > 0 ? off / (state[2] as number) : 0
  }
  return Object.assign(push, { isTrained: () => (state[0] as number) >= trainRows })
}

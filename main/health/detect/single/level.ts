import { createMemory } from '../stream/memory.ts'
import { createReference } from '../stream/reference.ts'
import { levelDefaults, type LevelSettings } from './settings.ts'

/** A detector of one quantity that is asked once a block. */
export interface BlockDetector {
  /** Takes the value of a block, NaN when it is missing. Signed score, 1 = at the threshold; 0 while it learns. */
  push(value: number): number
  /** What the quantity usually is, NaN while it learns. */
  usual(): number
  save(): Float64Array
  restore(saved: Float64Array): boolean
}

/**
 * Level: several blocks in a row that all lie on one side of the usual middle, in spreads of the blocks themselves, so that
 * daily swings and wander count as usual. `finest` says the smallest spread that is believed, in the quantity's unit: the last
 * digit of a signal in steps, or what nobody would look at.
 */
export function createLevelDetector(finest: () => number, settings: LevelSettings = levelDefaults): BlockDetector {
  const memory = createMemory()
  const reference = createReference(memory, settings)
  const last = memory.take(settings.inARow)
  return {
    push(value) {
      if (Number.isNaN(value)) return 0
      const off = (value - reference.middle()) / Math.max(reference.spread(), finest())
      last.copyWithin(0, 1)
      last[last.length - 1] = Number.isNaN(off) ? 0 : off / settings.threshold
      reference.push(value)
      return agreed(last)
    },
    usual: () => reference.middle(),
    save: () => memory.save(),
    restore: (saved) => memory.restore(saved),
  }
}

/** The smallest of values that all have the same sign, 0 otherwise. */
function agreed(values: Float64Array): number {
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  if (low > 0) return low
  return high < 0 ? high : 0
}

/**
 * Spread: the same for how much a signal moves inside a block. Give it the standard deviation of each block; it is
 * watched as a logarithm, so that twice and half weigh the same. `finest` as in {@link createLevelDetector}.
 */
export function createSpreadDetector(finest: () => number, settings: LevelSettings = levelDefaults): BlockDetector {
  /** Below a tenth of this share of a spread nothing is told apart: 0.1 = ten per cent more or less movement. */
  const finestShare = 0.1
  const level = createLevelDetector(() => finestShare, settings)
  return {
    ...level,
    push: (spread) => level.push(Math.log(Math.max(spread, finest()))),
    usual: () => Math.exp(level.usual()),
  }
}

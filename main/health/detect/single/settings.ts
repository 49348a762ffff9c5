import type { ReferenceSettings } from '../stream/reference.ts'

/** Parameters of level and spread, over blocks of an hour. */
export interface LevelSettings extends ReferenceSettings {
  /** Blocks in a row that must all say so. */
  inARow: number
  /** Spreads of the blocks at which the score is 1. */
  threshold: number
}

/** Four weeks of hours up to a week ago, five days at least; three hours in a row five spreads off. */
export const levelDefaults: LevelSettings = {
  blocks: 672,
  guardBlocks: 168,
  leastBlocks: 120,
  inARow: 3,
  threshold: 5,
}

/** Parameters of a slow trend, over blocks of a day. */
export interface DriftSettings {
  /** Most and fewest days looked back. */
  blocks: number
  leastBlocks: number
  /** Spreads around the trend that the value must have moved over the days looked at: the score is 1. */
  threshold: number
  /** Least agreement of all pairs of days on the direction (Kendall's tau). */
  leastTau: number
}

/** Four weeks; sides with the days in four of five pairs. */
export const driftDefaults: DriftSettings = { blocks: 28, leastBlocks: 7, threshold: 6, leastTau: 0.6 }

/** Parameters of a value that no longer moves, in rows. */
export interface StuckSettings {
  /** Times the longest rest known at which the score is 1. */
  factor: number
  /** A rest shorter than this is never stuck. */
  leastRows: number
  /** Share of the longest rest that is forgotten a row. */
  fade: number
  /** Rows before it says anything. */
  learnRows: number
}

/** For rows of a minute: half an hour at least, three times the longest rest of about two months. */
export const stuckDefaults: StuckSettings = { factor: 3, leastRows: 30, fade: 1e-5, learnRows: 1_440 }

/** Parameters of a single value out of line, in rows. */
export interface SpikeSettings {
  /** Times the usual size of a wiggle at which the score is 1. */
  threshold: number
  /** Share of each wiggle that is learned. */
  rate: number
  /** Rows before it says anything. */
  learnRows: number
}

/** For rows of a second. */
export const spikeDefaults: SpikeSettings = { threshold: 25, rate: 0.001, learnRows: 600 }

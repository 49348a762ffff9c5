import type { Ms } from '../../domain/units.ts'

/** How a measured value moves. */
export interface Stillness {
  value: number
  /** Since when it is exactly this, and how often the others had moved by then. */
  sinceMs: Ms
  othersMoved: number
  /** How often it moved itself, and the longest it stood still between. */
  moved: number
  longestMs: Ms
}

/** A value that still moved lately is never frozen before this. */
const leastMs: Ms = 15 * 60_000
/** Nor before so many times its longest rest so far. */
const timesLongest = 5
/** It must have moved so often before, and the others so often since: only then is standing still strange. */
const leastMoves = 20
/** A coarse value may well stay the same: it must be at least so many of its own steps. */
const leastSteps = 2_000

/** Notes a value; a new one is a move. */
export function watchStillness(
  before: Stillness | undefined,
  value: number,
  nowMs: Ms,
  othersMoved: number,
): Stillness {
  if (!before) return { value, sinceMs: nowMs, othersMoved, moved: 0, longestMs: 0 }
  if (value === before.value) return before
  const longestMs = Math.max(before.longestMs, nowMs - before.sinceMs)
  return { value, sinceMs: nowMs, othersMoved, moved: before.moved + 1, longestMs }
}

/**
 * Whether a measured value is frozen: to the last bit the same for 15 min at least and far longer than ever before,
 * although it used to move, is fine enough to move, and others of its device do move.
 */
export function isFrozen(still: Stillness, nowMs: Ms, othersMoved: number, step: number): boolean {
  return (
    still.moved >= leastMoves &&
    othersMoved - still.othersMoved >= leastMoves &&
    Math.abs(still.value) >= leastSteps * step &&
    nowMs - still.sinceMs >= Math.max(leastMs, timesLongest * still.longestMs)
  )
}

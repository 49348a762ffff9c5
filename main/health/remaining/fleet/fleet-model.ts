import { lifeOf } from '../limit/life.ts'
import type { Family } from '../limit/family.ts'
import { type Blend, type BlendEffort, fitBlend, foreseenBy, usualEffort } from './blend.ts'
import { chooseCap, chooseShare } from './choose.ts'
import { type Expected, learnExpected, withoutConditions } from './conditions.ts'
import { blended, type HeldBack, heldBack, rootMeanSquare } from './held-back.ts'
import { type Misses, missesOf, quantilesAround, type StepQuantiles } from './intervals.ts'
import { type Run, stepsOf } from './run.ts'

/** What was learned from the lives of like machines. */
export type FleetModel = LearnedModel | UsualModel

/** Signals foresee what is left. */
export interface LearnedModel {
  kind: 'learned'
  /** What conditions make of the signals while healthy. */
  expected: Expected
  blend: Blend
  networkShare: number
  /** What it missed on runs held back: intervals come from here. */
  misses: Misses
  /** Root mean square of those, steps, and share of the 90 % intervals that held what came, 0 to 1. */
  error: number
  coverage90: number
}

/** Too few lives to learn from: only how long they were. */
export interface UsualModel {
  kind: 'usual'
  family: Family
}

/** Lives that are enough to learn from signals. */
export const leastLives = 10
/** Scatter of a life around each that was seen, and around a usual time without any. */
const [seenSpread, usualSpread] = [0.2, 0.5]

/** Learns from runs; those that did not come to their end don't count. `usualSteps`: what is usual, where nothing is known. */
export function trainFleet(
  runs: readonly Run[],
  how: { seed: number; usualSteps: number; effort?: BlendEffort },
): FleetModel {
  const { seed, usualSteps, effort = usualEffort } = how
  const ended = runs.filter((run) => run.isEnded && stepsOf(run) > 0)
  if (ended.length < leastLives) return { kind: 'usual', family: familyOfLives(ended, usualSteps) }
  const expected = learnExpected(ended)
  const cleaned = withoutConditions(ended, expected)
  const cap = chooseCap(cleaned, { seed, effort })
  const rows = heldBack(cleaned, { cap, seed, effort })
  const networkShare = chooseShare(rows)
  return {
    kind: 'learned',
    expected,
    blend: fitBlend(cleaned, { cap, seed, effort }),
    networkShare,
    misses: missesOf(judged(rows, networkShare)),
    error: rootMeanSquare(rows, networkShare),
    coverage90: coverageOf(judged(rows, networkShare)),
  }
}

/** Quantiles of the steps left after the last step of each run. */
export function foreseeRuns(model: FleetModel, runs: readonly Run[]): StepQuantiles[] {
  if (model.kind === 'usual') return runs.map((run) => leftOfLife(model.family, stepsOf(run)))
  const { trees, networks } = foreseenBy(model.blend, withoutConditions(runs, model.expected), lastStep)
  return runs.map((_, row) => {
    const value = blended({ trees: trees[row] ?? 0, networks: networks[row] ?? 0 }, model.networkShare)
    return quantilesAround(model.misses, value)
  })
}

function lastStep(run: Run): number[] {
  return [stepsOf(run) - 1]
}

function familyOfLives(ended: readonly Run[], usualSteps: number): Family {
  const lives = ended.map(stepsOf)
  return lives.length === 0
    ? { livesDays: [usualSteps], spread: usualSpread, from: 'start', courses: [] }
    : { livesDays: lives, spread: seenSpread, from: 'start', courses: [] }
}

function leftOfLife(family: Family, age: number): StepQuantiles {
  const [p5, p25, p50, p75, p95] = lifeOf(family, { places: [], pace: { wayPerDay: 0, doubt: Infinity } }, age)
  return [p5 - age, p25 - age, p50 - age, p75 - age, p95 - age]
}

function judged(rows: readonly HeldBack[], networkShare: number) {
  return rows.map((row) => ({ unit: row.unit, left: row.left, foreseen: blended(row, networkShare) }))
}

/** Each run judged by intervals from the misses of the others. */
function coverageOf(rows: readonly ReturnType<typeof judged>[number][]): number {
  let inside = 0
  for (const [unit, own] of Map.groupBy(rows, (row) => row.unit)) {
    const others = missesOf(rows.filter((row) => row.unit !== unit))
    for (const { foreseen, left } of own) {
      const [low, , , , high] = quantilesAround(others, foreseen)
      if (low <= left && left <= high) inside++
    }
  }
  return inside / Math.max(1, rows.length)
}

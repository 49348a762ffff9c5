import { createDraw, type Draw } from '../../../learners/random.ts'
import { type Run, stepsOf } from './run.ts'

/**
 * Deals runs to folds, all rows of a run together: rows of one run in two folds would let a model recognise the run.
 * The same seed deals the same.
 */
export function dealFolds(runs: readonly Run[], folds: number, seed: number): Run[][] {
  const draw = createDraw(seed)
  const shuffled = runs
    .map((run) => ({ run, place: draw() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ run }) => run)
  return Array.from({ length: folds }, (_, fold) => shuffled.filter((__, i) => i % folds === fold))
}

/**
 * Steps at which forecasts of a run are judged: a few drawn from the second half of its life, spread evenly, so that a
 * long run counts no more than a short one. In the first half little is worn, and no one can tell.
 */
export function drawCuts(run: Run, count: number, draw: Draw): number[] {
  const steps = stepsOf(run)
  const first = Math.floor(steps / 2)
  return Array.from({ length: count }, (_, i) =>
    Math.min(steps - 1, first + Math.floor(((i + draw()) / count) * (steps - first))),
  )
}

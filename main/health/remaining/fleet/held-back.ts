import { createDraw } from '../../../learners/random.ts'
import { type BlendEffort, fitBlend, foreseenBy } from './blend.ts'
import { dealFolds, drawCuts } from './folds.ts'
import { type Run, stepsOf } from './run.ts'

/** A forecast of a run by a model that has not seen it. */
export interface HeldBack {
  unit: string
  /** Steps that were left. */
  left: number
  trees: number
  networks: number
}

/** Folds of runs, and cut points of each run. */
const [foldCount, cutsOfARun] = [5, 10]

/** Forecasts of all runs, each by a model of the other folds. */
export function heldBack(runs: readonly Run[], how: { cap: number; seed: number; effort: BlendEffort }): HeldBack[] {
  const draw = createDraw(how.seed)
  const cuts = new Map(runs.map((run) => [run.unit, drawCuts(run, cutsOfARun, draw)]))
  const cutsOf = ({ unit }: Run) => cuts.get(unit) ?? []
  const folds = dealFolds(runs, Math.min(foldCount, runs.length), how.seed)
  return folds.flatMap((fold, i) => {
    const others = folds.flatMap((other, place) => (place === i ? [] : other))
    const { trees, networks } = foreseenBy(fitBlend(others, how), fold, cutsOf)
    const asked = fold.flatMap((run) => cutsOf(run).map((step) => ({ unit: run.unit, left: stepsOf(run) - 1 - step })))
    return asked.map(({ unit, left }, row) => ({ unit, left, trees: trees[row] ?? 0, networks: networks[row] ?? 0 }))
  })
}

/** The blend of trees and networks; without networks the trees alone. */
export function blended(row: Pick<HeldBack, 'trees' | 'networks'>, networkShare: number): number {
  return row.trees + networkShare * (row.networks - row.trees)
}

/** Root of the mean square of what forecasts missed, against what really was left. */
export function rootMeanSquare(rows: readonly HeldBack[], networkShare: number): number {
  const sum = rows.reduce((all, row) => all + (blended(row, networkShare) - row.left) ** 2, 0)
  return Math.sqrt(sum / Math.max(1, rows.length))
}

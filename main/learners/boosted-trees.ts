import { binned, type Cuts, cutsOf } from './bins.ts'
import { growTree, type Tree, type TreeShape, treeValue } from './tree.ts'

/** A sum of small regression trees (gradient boosting for squared error; J. Friedman, Annals of Statistics 29, 2001). */
export interface BoostedTrees {
  base: number
  rate: number
  cuts: readonly Cuts[]
  trees: readonly Tree[]
}

/** How it is learned. */
export interface BoostSettings extends TreeShape {
  trees: number
  /** Share of each tree's step that is taken. */
  rate: number
}

/** Cautious enough for a month of quarters of an hour, large enough for a year. */
export const usualBoost: BoostSettings = { trees: 80, rate: 0.1, leaves: 16, depth: 4, minRows: 40, shrinkRows: 20 }

/** Learns `target` from feature columns of the same length; missing features are NaN, targets must be finite. */
export function fitBoosted(
  columns: readonly Float64Array[],
  target: Float64Array,
  settings: BoostSettings = usualBoost,
): BoostedTrees {
  const cuts = columns.map(cutsOf)
  const features = columns.map((column, i) => binned(column, cuts[i] ?? new Float64Array()))
  const base = target.length === 0 ? 0 : target.reduce((sum, value) => sum + value, 0) / target.length
  const rest = target.map((value) => value - base)
  const trees: Tree[] = []
  for (let round = 0; round < settings.trees; round++) {
    const { tree, leafOf } = growTree(features, rest, settings)
    trees.push(tree)
    for (let row = 0; row < rest.length; row++)
      rest[row] = (rest[row] ?? 0) - settings.rate * (tree.value[leafOf[row] ?? 0] ?? 0)
  }
  return { base, rate: settings.rate, cuts, trees }
}

/** What the trees say for each row of the feature columns. */
export function predictBoosted(model: BoostedTrees, columns: readonly Float64Array[]): Float64Array {
  const features = columns.map((column, i) => binned(column, model.cuts[i] ?? new Float64Array()))
  const values = new Float64Array(columns[0]?.length ?? 0)
  for (let row = 0; row < values.length; row++) {
    let sum = 0
    for (const tree of model.trees) sum += treeValue(tree, features, row)
    values[row] = model.base + model.rate * sum
  }
  return values
}

/**
 * A regression tree over binned features, all leaves at the same depth. The inner node `n` sends a row to `2n + 1` when
 * its bin of `feature[n]` is at most `upTo[n]`, and to `2n + 2` otherwise.
 */
export interface Tree {
  depth: number
  feature: Uint8Array
  upTo: Uint8Array
  /** Value of each leaf, left to right. */
  leaf: Float64Array
}

/** How a tree is grown. */
export interface TreeShape {
  depth: number
  /** Fewest rows on either side of a split. */
  minRows: number
  /** Rows of nothing added to each leaf: pulls the values of small leaves to zero. */
  shrinkRows: number
}

/** Bins a byte can name. */
const bins = 64

/** Grows a tree that follows `target`, by the largest drop of squared error at each node. */
export function growTree(features: readonly Uint8Array[], target: Float64Array, shape: TreeShape): Tree {
  const { depth } = shape
  const inner = 2 ** depth - 1
  const tree = {
    depth,
    feature: new Uint8Array(inner),
    upTo: new Uint8Array(inner).fill(255),
    leaf: new Float64Array(),
  }
  const nodeOf = new Uint16Array(target.length)
  for (let level = 0; level < depth; level++) {
    const first = 2 ** level - 1
    splitLevel(features, target, shape, { tree, nodeOf, first, count: 2 ** level })
    for (let row = 0; row < nodeOf.length; row++) nodeOf[row] = next(tree, features, row, nodeOf[row] ?? 0)
  }
  return { ...tree, leaf: leavesOf(target, nodeOf, inner, shape.shrinkRows) }
}

/** The value of a tree for one row of binned features. */
export function treeValue(tree: Tree, features: readonly Uint8Array[], row: number): number {
  let node = 0
  for (let level = 0; level < tree.depth; level++) node = next(tree, features, row, node)
  return tree.leaf[node - tree.feature.length] ?? 0
}

function next(tree: Tree, features: readonly Uint8Array[], row: number, node: number): number {
  const bin = features[tree.feature[node] ?? 0]?.[row] ?? 0
  return 2 * node + (bin <= (tree.upTo[node] ?? 255) ? 1 : 2)
}

interface Level {
  tree: Tree
  nodeOf: Uint16Array
  /** First node of the level, and how many it has. */
  first: number
  count: number
}

function splitLevel(
  features: readonly Uint8Array[],
  target: Float64Array,
  shape: TreeShape,
  { tree, nodeOf, first, count }: Level,
): void {
  const gains = new Float64Array(count)
  const sums = new Float64Array(count * bins)
  const rows = new Float64Array(count * bins)
  features.forEach((feature, place) => {
    sums.fill(0)
    rows.fill(0)
    for (let row = 0; row < target.length; row++) {
      const at = ((nodeOf[row] ?? 0) - first) * bins + (feature[row] ?? 0)
      sums[at] = (sums[at] ?? 0) + (target[row] ?? 0)
      rows[at] = (rows[at] ?? 0) + 1
    }
    for (let node = 0; node < count; node++) {
      const from = node * bins
      const best = bestSplit(sums.subarray(from, from + bins), rows.subarray(from, from + bins), shape)
      if (best.gain <= (gains[node] ?? 0)) continue
      gains[node] = best.gain
      tree.feature[first + node] = place
      tree.upTo[first + node] = best.upTo
    }
  })
}

function bestSplit(sums: Float64Array, rows: Float64Array, { minRows, shrinkRows }: TreeShape) {
  let [sum, count] = [0, 0]
  for (let bin = 0; bin < bins; bin++) {
    sum += sums[bin] ?? 0
    count += rows[bin] ?? 0
  }
  const whole = (sum * sum) / (count + shrinkRows)
  let best = { gain: 0, upTo: 255 }
  let [left, leftRows] = [0, 0]
  for (let bin = 0; bin < bins - 1; bin++) {
    left += sums[bin] ?? 0
    leftRows += rows[bin] ?? 0
    const rightRows = count - leftRows
    if (leftRows < minRows) continue
    if (rightRows < minRows) break
    const gain = (left * left) / (leftRows + shrinkRows) + (sum - left) ** 2 / (rightRows + shrinkRows) - whole
    if (gain > best.gain) best = { gain, upTo: bin }
  }
  return best
}

function leavesOf(target: Float64Array, nodeOf: Uint16Array, inner: number, shrinkRows: number): Float64Array {
  const leaf = new Float64Array(inner + 1)
  const rows = new Float64Array(inner + 1)
  for (let row = 0; row < target.length; row++) {
    const at = (nodeOf[row] ?? 0) - inner
    leaf[at] = (leaf[at] ?? 0) + (target[row] ?? 0)
    rows[at] = (rows[at] ?? 0) + 1
  }
  return leaf.map((sum, at) => sum / ((rows[at] ?? 0) + shrinkRows))
}

/**
 * A regression tree over binned features. Node 0 is the root; an inner node sends a row to `left` when its bin of
 * `feature` is at most `upTo`, to `right` otherwise; a node whose `left` is 0 is a leaf of `value`.
 */
export interface Tree {
  feature: Uint16Array
  upTo: Uint8Array
  left: Uint16Array
  right: Uint16Array
  value: Float64Array
}

/** How a tree is grown: the leaf whose split lowers the squared error most is split next. */
export interface TreeShape {
  leaves: number
  /** Most splits between root and leaf. */
  depth: number
  /** Fewest rows on either side of a split. */
  minRows: number
  /** Rows of nothing added to each leaf: pulls the values of small leaves to zero. */
  shrinkRows: number
}

/** Bins a byte can name here: one more than the finest cuts have. */
const bins = 64

/** A leaf while the tree grows: its rows are `[from, until)` of the common order. */
interface Growing {
  node: number
  depth: number
  from: number
  until: number
  /** For each feature and bin: sum of the targets, and rows. */
  sums: Float64Array
  rows: Float64Array
  split: { gain: number; feature: number; upTo: number }
}

/** A tree and, for each row it was grown from, the leaf it fell into. */
export interface Grown {
  tree: Tree
  leafOf: Uint16Array
}

/** Grows a tree that follows `target` in the given features. */
export function growTree(features: readonly Uint8Array[], target: Float64Array, shape: TreeShape): Grown {
  const tree = emptyTree(2 * shape.leaves - 1)
  const order = Uint32Array.from(target, (_, row) => row)
  const root = { node: 0, depth: 0, from: 0, until: target.length, ...count(features, target, order) }
  const open: Growing[] = [{ ...root, split: bestSplit(root, shape) }]
  for (let nodes = 1; nodes < 2 * shape.leaves - 1; nodes += 2) {
    const at = open.reduce((best, leaf, i) => (leaf.split.gain > (open[best]?.split.gain ?? 0) ? i : best), 0)
    const leaf = open[at]
    if (!leaf || leaf.split.gain <= 0) break
    open.splice(at, 1, ...divide(leaf, nodes, { features, target, order, tree, shape }))
  }
  const leafOf = new Uint16Array(target.length)
  for (const { node, from, until } of open) {
    let sum = 0
    for (let i = from; i < until; i++) {
      const row = order[i] ?? 0
      sum += target[row] ?? 0
      leafOf[row] = node
    }
    tree.value[node] = until === from ? 0 : sum / (until - from + shape.shrinkRows)
  }
  return { tree, leafOf }
}

/** The value of a tree for one row of binned features. */
export function treeValue({ feature, upTo, left, right, value }: Tree, features: readonly Uint8Array[], row: number) {
  let node = 0
  while (left[node] !== 0) {
    const bin = features[feature[node] ?? 0]?.[row] ?? 0
    node = (bin <= (upTo[node] ?? 0) ? left[node] : right[node]) ?? 0
  }
  return value[node] ?? 0
}

function emptyTree(nodes: number): Tree {
  return {
    feature: new Uint16Array(nodes),
    upTo: new Uint8Array(nodes),
    left: new Uint16Array(nodes),
    right: new Uint16Array(nodes),
    value: new Float64Array(nodes),
  }
}

/** Histograms of all features over the given rows. */
function count(features: readonly Uint8Array[], target: Float64Array, rowsIn: Uint32Array) {
  const sums = new Float64Array(features.length * bins)
  const rows = new Float64Array(features.length * bins)
  const near = Float64Array.from(rowsIn, (row) => target[row] ?? 0)
  for (let place = 0; place < features.length; place++) {
    const feature = features[place] ?? new Uint8Array()
    const base = place * bins
    for (let i = 0; i < rowsIn.length; i++) {
      const at = base + (feature[rowsIn[i] ?? 0] ?? 0)
      sums[at] = (sums[at] ?? 0) + (near[i] ?? 0)
      rows[at] = (rows[at] ?? 0) + 1
    }
  }
  return { sums, rows }
}

interface Growth {
  features: readonly Uint8Array[]
  target: Float64Array
  order: Uint32Array
  tree: Tree
  shape: TreeShape
}

/** Splits a leaf in two. Only the smaller half is counted; the larger one is what is left of the whole. */
function divide(leaf: Growing, nodes: number, { features, target, order, tree, shape }: Growth): [Growing, Growing] {
  const middle = partition(leaf, features[leaf.split.feature] ?? new Uint8Array(), order)
  tree.feature[leaf.node] = leaf.split.feature
  tree.upTo[leaf.node] = leaf.split.upTo
  tree.left[leaf.node] = nodes
  tree.right[leaf.node] = nodes + 1
  const isLeftSmall = middle - leaf.from < leaf.until - middle
  const small = count(
    features,
    target,
    isLeftSmall ? order.subarray(leaf.from, middle) : order.subarray(middle, leaf.until),
  )
  const large = { sums: leaf.sums, rows: leaf.rows }
  for (let i = 0; i < large.sums.length; i++) {
    large.sums[i] = (large.sums[i] ?? 0) - (small.sums[i] ?? 0)
    large.rows[i] = (large.rows[i] ?? 0) - (small.rows[i] ?? 0)
  }
  const half = (node: number, from: number, until: number, counts: typeof large): Growing => {
    const next = { node, depth: leaf.depth + 1, from, until, ...counts }
    return { ...next, split: bestSplit(next, shape) }
  }
  return [
    half(nodes, leaf.from, middle, isLeftSmall ? small : large),
    half(nodes + 1, middle, leaf.until, isLeftSmall ? large : small),
  ]
}

/** Brings the rows of the left half to the front, both halves in their old order; gives where the right one begins. */
function partition({ from, until, split }: Growing, feature: Uint8Array, order: Uint32Array): number {
  const right = new Uint32Array(until - from)
  let [left, put] = [from, 0]
  for (let i = from; i < until; i++) {
    const row = order[i] ?? 0
    if ((feature[row] ?? 0) <= split.upTo) order[left++] = row
    else right[put++] = row
  }
  order.set(right.subarray(0, put), left)
  return left
}

function bestSplit({ depth, sums, rows }: Omit<Growing, 'split'>, shape: TreeShape): Growing['split'] {
  const { minRows, shrinkRows } = shape
  const best = { gain: 0, feature: 0, upTo: 0 }
  if (depth >= shape.depth) return best
  for (let feature = 0; feature * bins < sums.length; feature++) {
    const base = feature * bins
    let [sum, total] = [0, 0]
    for (let bin = base; bin < base + bins; bin++) {
      sum += sums[bin] ?? 0
      total += rows[bin] ?? 0
    }
    const whole = (sum * sum) / (total + shrinkRows)
    let [left, leftRows] = [0, 0]
    for (let bin = 0; bin < bins - 1; bin++) {
      left += sums[base + bin] ?? 0
      leftRows += rows[base + bin] ?? 0
      const rightRows = total - leftRows
      if (leftRows < minRows) continue
      if (rightRows < minRows) break
      const gain = (left * left) / (leftRows + shrinkRows) + (sum - left) ** 2 / (rightRows + shrinkRows) - whole
      if (gain <= best.gain) continue
      best.gain = gain
      best.feature = feature
      best.upTo = bin
    }
  }
  return best
}

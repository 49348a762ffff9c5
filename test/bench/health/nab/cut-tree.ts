/** A random cut tree over the newest points of a stream. */
export interface CutTree {
  /** Takes a point, drops the oldest when it is full, and returns the collusive displacement of the new one. */
  push(point: Float64Array): number
}

const none = -1

/** An empty tree. Leaves are nodes 0 to points - 1, one for each place of the ring of points; inner nodes follow. */
export function createCutTree({
  points,
  dims,
  random,
}: {
  points: number
  dims: number
  random: () => number
}): CutTree {
  const nodes = 2 * points
  const [left, right, parent] = [0, 1, 2].map(() => new Int32Array(nodes).fill(none)) as [
    Int32Array,
    Int32Array,
    Int32Array,
  ]
  const cutDim = new Int32Array(nodes)
  const cutAt = new Float64Array(nodes)
  const weight = new Int32Array(nodes)
  const low = new Float64Array(nodes * dims)
  const high = new Float64Array(nodes * dims)
  const free = Array.from({ length: points }, (_, i) => points + i)
  let [root, place, held] = [none, 0, 0]

  function replaceChild(above: number, old: number, young: number): void {
    if (young !== none) parent[young] = above
    if (above === none) root = young
    else if (left[above] === old) left[above] = young
    else right[above] = young
  }
  function boxOf(node: number): void {
    const [a, b] = [(left[node] as number) * dims, (right[node] as number) * dims]
    for (let d = 0; d < dims; d++) {
      low[node * dims + d] = Math.min(low[a + d] as number, low[b + d] as number)
      high[node * dims + d] = Math.max(high[a + d] as number, high[b + d] as number)
    }
  }
  function drop(leaf: number): void {
    const above = parent[leaf] as number
    if (above === none) {
      root = none
      return
    }
    const sibling = (left[above] === leaf ? right[above] : left[above]) as number
    replaceChild(parent[above] as number, above, sibling)
    free.push(above)
    for (let node = parent[sibling] as number; node !== none; node = parent[node] as number) {
      weight[node] = (weight[node] as number) - 1
      boxOf(node)
    }
  }
  /** A cut of the box of a node and the new point, drawn evenly over the sides. True when it parts the two. */
  const cut = { dim: 0, at: 0 }
  function parts(node: number, point: Float64Array): boolean {
    let total = 0
    for (let d = 0; d < dims; d++) total += side(node, point, d)
    let draw = random() * total
    cut.dim = 0
    for (; cut.dim < dims - 1; cut.dim++) {
      const length = side(node, point, cut.dim)
      if (draw <= length) break
      draw -= length
    }
    const [from, to] = [low[node * dims + cut.dim] as number, high[node * dims + cut.dim] as number]
    const value = point[cut.dim] as number
    cut.at = Math.min(from, value) + draw
    return value <= cut.at ? cut.at < from : cut.at >= to
  }
  function side(node: number, point: Float64Array, d: number): number {
    const value = point[d] as number
    return Math.max(high[node * dims + d] as number, value) - Math.min(low[node * dims + d] as number, value)
  }
  function same(node: number, point: Float64Array): boolean {
    for (let d = 0; d < dims; d++) if (side(node, point, d) > 0) return false
    return true
  }
  function insert(leaf: number, point: Float64Array): void {
    if (root === none) {
      replaceChild(none, none, leaf)
      return
    }
    let node = root
    while (node >= points && !same(node, point) && !parts(node, point))
      node = ((point[cutDim[node] as number] as number) <= (cutAt[node] as number) ? left[node] : right[node]) as number
    if (same(node, point)) Object.assign(cut, { dim: 0, at: point[0] as number })
    else if (node < points) while (!parts(node, point));
    const branch = free.pop() as number
    const isLeft = (point[cut.dim] as number) <= cut.at
    replaceChild(parent[node] as number, node, branch)
    cutDim[branch] = cut.dim
    cutAt[branch] = cut.at
    left[branch] = isLeft ? leaf : node
    right[branch] = isLeft ? node : leaf
    parent[leaf] = branch
    parent[node] = branch
    weight[branch] = weight[node] as number
    for (let above = branch; above !== none; above = parent[above] as number) {
      weight[above] = (weight[above] as number) + 1
      boxOf(above)
    }
  }
  function displacement(leaf: number): number {
    let most = 0
    for (let node = leaf; parent[node] !== none; node = parent[node] as number) {
      const above = parent[node] as number
      most = Math.max(most, ((weight[above] as number) - (weight[node] as number)) / (weight[node] as number))
    }
    return most
  }
  return {
    push(point) {
      const leaf = place
      place = (place + 1) % points
      if (held === points) drop(leaf)
      else held++
      low.set(point, leaf * dims)
      high.set(point, leaf * dims)
      weight[leaf] = 1
      parent[leaf] = none
      insert(leaf, point)
      return displacement(leaf)
    },
  }
}

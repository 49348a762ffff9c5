import { createCutTree, type CutTree } from './cut-tree.ts'

/** Trees, points each of them holds, and values of a point (the newest rows in a row). */
const trees = 30
const treePoints = 256
const shingle = 4

/**
 * A peer: robust random cut forest (S. Guha et al., ICML 2016) over the newest four rows, scored by collusive displacement,
 * 30 trees of the last 256 points. The same seed gives the same forest.
 */
export function createRandomCutForest(seed = 1): (value: number) => number {
  const random = mulberry32(seed)
  const forest: CutTree[] = Array.from({ length: trees }, () =>
    createCutTree({ points: treePoints, dims: shingle, random }),
  )
  const point = new Float64Array(shingle)
  let rows = 0
  return (value) => {
    point.copyWithin(0, 1)
    point[shingle - 1] = value
    rows++
    if (rows < shingle) return 0
    let sum = 0
    for (const tree of forest) sum += tree.push(point)
    return sum / trees
  }
}

function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

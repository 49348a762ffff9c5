import { seeded } from '../../historian/signals.ts'
import { createCutTree, type CutTree } from './cut-tree.ts'

/** Trees, points each of them holds, and values of a point (the newest rows in a row). */
const trees = 20
const treePoints = 256
const shingle = 8
/** Share of each score that the running mean and spread of scores learn, and rows in which a lower score says nothing. */
const rate = 0.001
const restRows = 150

/**
 * A peer: robust random cut forest (S. Guha et al., ICML 2016) over the newest eight rows, scored by collusive displacement, 20
 * trees of the last 256 points. Raw displacements of different files have no common scale, so they are taken in spreads of
 * their own past and rest as ours do: the best of the ways tried. The same seed gives the same forest.
 */
export function createRandomCutForest(seed = 1): (value: number) => number {
  const random = seeded(seed)
  const forest: CutTree[] = Array.from({ length: trees }, () =>
    createCutTree({ points: treePoints, dims: shingle, random }),
  )
  const point = new Float64Array(shingle)
  const calibrate = createCalibration()
  let rows = 0
  return (value) => {
    point.copyWithin(0, 1)
    point[shingle - 1] = value
    rows++
    if (rows < shingle) return 0
    let sum = 0
    for (const tree of forest) sum += tree.push(point)
    return calibrate(sum / trees)
  }
}

function createCalibration(): (score: number) => number {
  let [mean, variance, rows, peak, since] = [0, 0, 0, 0, 0]
  return (score) => {
    rows++
    const share = Math.max(rate, 1 / rows)
    const off = score - mean
    const distance = variance > 0 ? Math.max(0, off / Math.sqrt(variance)) : 0
    mean += share * off
    variance = (1 - share) * (variance + share * off * off)
    since++
    if (distance <= peak && since <= restRows) return 0
    ;[peak, since] = [distance, 0]
    return distance
  }
}

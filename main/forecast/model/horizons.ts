import {
  type BoostedTrees,
  type BoostSettings,
  fitBoosted,
  predictBoosted,
  usualBoost,
} from '../../learners/boosted-trees.ts'
import { departure, type Shape } from './shape.ts'

/** Steps ahead, ends included, that one model serves: near ones apart, far ones together. */
const spans = [
  [1, 1],
  [2, 2],
  [3, 4],
  [5, 8],
  [9, 16],
  [17, 32],
  [33, 192],
] as const

/** Farthest step that is foreseen: two days. */
export const farthest = 192
/** How many spans of steps there are. */
export const spanCount = spans.length

/** Which span a step ahead belongs to. */
export function spanOf(step: number): number {
  return spans.findIndex(([, last]) => step <= last)
}

/** Last step ahead of a span. */
export function lastStepOf(span: number): number {
  return spans[span]?.[1] ?? farthest
}

/** Departures from the base, learned for each span of steps ahead. */
export type HorizonModel = readonly BoostedTrees[]

/** Learns from issues in [from, until), and from nothing that was known later. */
export function fitHorizons(
  shape: Shape,
  { from, until, boost = usualBoost }: { from: number; until: number; boost?: BoostSettings },
): HorizonModel {
  return spans.map(([first, last]) => {
    const issues: number[] = []
    const targets: number[] = []
    for (let issue = from; issue < until; issue++) {
      // Neighbouring issues take other steps of the span, so that all steps are seen at the cost of one.
      const target = issue + first + ((issue * (last > 16 ? 7 : 1)) % (last - first + 1))
      if (target >= until || Number.isNaN(departure(shape, issue, target))) continue
      issues.push(issue)
      targets.push(target)
    }
    const departs = Float64Array.from(issues, (issue, i) => departure(shape, issue, targets[i] ?? 0))
    return fitBoosted(columnsOf(shape, issues, targets), departs, boost)
  })
}

/** Expected departures: for each issue a row of `steps` places, one issue after the other. */
export function departuresAhead(
  model: HorizonModel,
  shape: Shape,
  { issues, steps }: { issues: readonly number[]; steps: number },
): Float64Array {
  const ahead = new Float64Array(issues.length * steps)
  spans.forEach(([first, last], span) => {
    const trees = model[span]
    if (!trees || first > steps) return
    const end = Math.min(last, steps)
    const width = end - first + 1
    const asked = Array.from({ length: issues.length * width }, (_, i) => issues[Math.floor(i / width)] ?? 0)
    const targets = asked.map((issue, i) => issue + first + (i % width))
    predictBoosted(trees, columnsOf(shape, asked, targets)).forEach((departs, i) => {
      ahead[Math.floor(i / width) * steps + first - 1 + (i % width)] = departs
    })
  })
  return ahead
}

function columnsOf(shape: Shape, issues: readonly number[], targets: readonly number[]): Float64Array[] {
  return shape.features.map((feature) => Float64Array.from(issues, (issue, i) => feature(issue, targets[i] ?? 0)))
}

import { type BoostedTrees, fitBoosted, predictBoosted } from '../../../learners/boosted-trees.ts'
import { scalesOf } from '../../../learners/standard.ts'
import { type Run, stepsOf } from './run.ts'
import { joined } from './signals.ts'

/** For each signal what it is while healthy, by the conditions; `null` where they don't matter. */
export type Expected = readonly (BoostedTrees | null)[]

/** Share of a life that counts as healthy, and the most steps of it. */
const [healthyShare, mostSteps] = [0.2, 40]
/** Share of a signal's variance, on runs held back, that conditions must explain to be taken out. */
const leastExplained = 0.3
const boost = { trees: 40, rate: 0.2, leaves: 12, depth: 6, minRows: 10, shrinkRows: 1 }

/** Learns from the healthy beginnings of runs what conditions make of each signal. */
export function learnExpected(runs: readonly Run[]): Expected {
  const beginnings = runs.map(beginning)
  const [some, others] = [beginnings.filter((_, i) => i % 2 === 0), beginnings.filter((_, i) => i % 2 === 1)]
  return (runs[0]?.signals ?? []).map((_, place) => {
    if ((runs[0]?.conditions ?? []).length === 0) return null
    const [seen, unseen] = [rowsOf(some, place), rowsOf(others, place)]
    const expected = predictBoosted(fitBoosted(seen.conditions, seen.values, boost), unseen.conditions)
    const rest = unseen.values.map((value, i) => value - (expected[i] ?? 0))
    if (varianceOf(rest) > (1 - leastExplained) * varianceOf(unseen.values)) return null
    const all = rowsOf(beginnings, place)
    return fitBoosted(all.conditions, all.values, boost)
  })
}

/** The runs with what conditions make of their signals taken out. */
export function withoutConditions(runs: readonly Run[], expected: Expected): Run[] {
  return runs.map(({ unit, isEnded, conditions, signals }) => ({
    unit,
    isEnded,
    conditions,
    signals: signals.map((values, place) => {
      const trees = expected[place]
      if (!trees) return values
      const usual = predictBoosted(trees, conditions)
      return values.map((value, step) => value - (usual[step] ?? 0))
    }),
  }))
}

function beginning(run: Run): Run {
  const steps = Math.min(mostSteps, Math.ceil(healthyShare * stepsOf(run)))
  const first = (values: Float64Array) => values.subarray(0, steps)
  return { ...run, signals: run.signals.map(first), conditions: run.conditions.map(first) }
}

/** Values of a signal that are there, with their conditions. */
function rowsOf(runs: readonly Run[], place: number): { values: Float64Array; conditions: Float64Array[] } {
  const values = joined(runs.map(({ signals }) => signals[place]))
  const conditions = (runs[0]?.conditions ?? []).map((_, i) => joined(runs.map((run) => run.conditions[i])))
  const isThere = (_: number, row: number) => !Number.isNaN(values[row])
  return { values: values.filter(isThere), conditions: conditions.map((column) => column.filter(isThere)) }
}

function varianceOf(values: Float64Array): number {
  return (scalesOf([values]).spreads[0] ?? 0) ** 2
}

import { type Scales, scalesOf, standardRows } from '../../../learners/standard.ts'
import { type Cells, cellOf, cellsOf } from './cells.ts'
import { type Run, stepsOf } from './run.ts'
import { joined, varyingSignals } from './signals.ts'

/** What signals are while healthy, by the conditions a machine runs under. */
export interface Expected {
  scales: Scales
  cells: Cells
  /** For each signal its usual value and scatter in each cell of conditions; `null` where conditions don't matter. */
  signals: readonly ({ means: Float64Array; spreads: Float64Array } | null)[]
}

/** Share of a life that counts as healthy, and the most steps of it. */
const [healthyShare, mostSteps] = [0.2, 40]
/** Share of a signal's variance, on runs held back, that conditions must explain to be taken out. */
const leastExplained = 0.3
/** Fewest values a cell learns from; below, the signal's own mean and scatter hold. */
const fewest = 10

/** Learns from the healthy beginnings of runs what conditions make of each signal; nothing where none are known. */
export function learnExpected(runs: readonly Run[]): Expected {
  const beginnings = runs.map(beginning)
  const conditions = (runs[0]?.conditions ?? []).map((_, i) => joined(beginnings.map((run) => run.conditions[i])))
  const scales = scalesOf(conditions)
  const rows = standardRows(conditions, scales)
  const cells = cellsOf(rows)
  const cell = Uint16Array.from({ length: rows.rows }, (_, row) => cellOf(cells, rows, row))
  // every other run is kept for the question whether conditions explain anything
  const isJudge = joined(beginnings.map((run, i) => new Float64Array(stepsOf(run)).fill(i % 2)))
  const varying = new Set(varyingSignals(runs))
  const signals = (runs[0]?.signals ?? []).map((_, place) => {
    if (cells.count < 2 || !varying.has(place)) return null
    const values = joined(beginnings.map((run) => run.signals[place]))
    const learned = usualIn(
      values.map((value, row) => (isJudge[row] === 0 ? value : Number.NaN)),
      cell,
      cells.count,
    )
    const judged = values.map((value, row) => (isJudge[row] === 1 ? value : Number.NaN))
    const rest = judged.map((value, row) => value - (learned.means[cell[row] ?? 0] ?? 0))
    const isExplained = varianceOf(rest) <= (1 - leastExplained) * varianceOf(judged)
    return isExplained ? usualIn(values, cell, cells.count) : null
  })
  return { scales, cells, signals }
}

/** The runs with signals in scatters from what is usual under their conditions, where these matter. */
export function withoutConditions(runs: readonly Run[], { scales, cells, signals }: Expected): Run[] {
  if (signals.every((usual) => usual === null)) return [...runs]
  return runs.map((run) => {
    const rows = standardRows(run.conditions, scales)
    const cell = Uint16Array.from({ length: rows.rows }, (_, row) => cellOf(cells, rows, row))
    return {
      ...run,
      signals: run.signals.map((values, place) => {
        const usual = signals[place]
        if (!usual) return values
        return values.map((value, step) => {
          const own = cell[step] ?? 0
          return (value - (usual.means[own] ?? 0)) / (usual.spreads[own] ?? 1)
        })
      }),
    }
  })
}

function beginning(run: Run): Run {
  const steps = Math.min(mostSteps, Math.ceil(healthyShare * stepsOf(run)))
  const first = (values: Float64Array) => values.subarray(0, steps)
  return { ...run, signals: run.signals.map(first), conditions: run.conditions.map(first) }
}

function usualIn(values: Float64Array, cell: Uint16Array, count: number) {
  const all = scalesOf([values])
  const means = new Float64Array(count).fill(all.means[0] ?? 0)
  const spreads = new Float64Array(count).fill(all.spreads[0] ?? 1)
  for (let own = 0; own < count; own++) {
    const inside = values.filter((value, row) => cell[row] === own && !Number.isNaN(value))
    if (inside.length < fewest) continue
    const scales = scalesOf([inside])
    means[own] = scales.means[0] ?? 0
    spreads[own] = scales.spreads[0] ?? 1
  }
  return { means, spreads }
}

function varianceOf(values: Float64Array): number {
  return (scalesOf([values]).spreads[0] ?? 0) ** 2
}

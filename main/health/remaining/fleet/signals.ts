import { fitRidge, predictRidge, type Ridge } from '../../../learners/ridge.ts'
import { type Run, stepsOf } from './run.ts'

/** Fewest different values of a signal that says anything, and runs that are looked at for them. */
const [leastValues, looked] = [5, 20]
/** Rows of nothing in the straight model of the health index. */
const penalty = 10

/** Places of the signals that vary at all. */
export function varyingSignals(runs: readonly Run[]): number[] {
  const some = runs.slice(0, looked)
  return (runs[0]?.signals ?? []).flatMap((_, place) => {
    const values = new Set<number>()
    for (const { signals } of some)
      for (const value of signals[place] ?? []) if (!Number.isNaN(value)) values.add(value)
    return values.size >= leastValues ? [place] : []
  })
}

/** The runs with some of their signals only. */
export function onlySignals(runs: readonly Run[], places: readonly number[]): Run[] {
  return runs.map(({ unit, isEnded, conditions, signals }) => ({
    unit,
    isEnded,
    conditions,
    signals: places.map((place) => signals[place] ?? new Float64Array()),
  }))
}

/** Learns a health index: the straight mix of the signals of a moment that follows the steps left, up to `cap`. */
export function fitIndex(runs: readonly Run[], cap: number): Ridge {
  const columns = (runs[0]?.signals ?? []).map((_, place) => joined(runs.map(({ signals }) => signals[place])))
  return fitRidge(columns, joined(runs.map((run) => stepsLeft(run, cap))), penalty)
}

/** The runs with their health index as one more signal. */
export function withIndex(runs: readonly Run[], index: Ridge): Run[] {
  return runs.map(({ unit, isEnded, conditions, signals }) => ({
    unit,
    isEnded,
    conditions,
    signals: [...signals, predictRidge(index, signals)],
  }))
}

/** Steps left at each step of a run that came to its end, at most `cap`. */
export function stepsLeft(run: Run, cap: number): Float64Array {
  const steps = stepsOf(run)
  return Float64Array.from({ length: steps }, (_, step) => Math.min(cap, steps - 1 - step))
}

/** Columns of several runs, one after the other. */
export function joined(parts: readonly (Float64Array | undefined)[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, part) => sum + (part?.length ?? 0), 0))
  let at = 0
  for (const part of parts) {
    if (!part) continue
    all.set(part, at)
    at += part.length
  }
  return all
}

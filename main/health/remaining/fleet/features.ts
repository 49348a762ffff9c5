import { type Run, stepsOf } from './run.ts'
import { windowsOf } from './windows.ts'

/** What is seen of each signal at a step: recent and older means, their difference, slope, and the way from its own start. */
const perSignal = 6

/** How many columns a run of so many signals has; the last one is the age in steps. */
export function columnCount(signals: number): number {
  return perSignal * signals + 1
}

/**
 * Columns of features of runs, one row for each chosen step: nothing in a row was known later than its step.
 * `stepsToSee` gives the steps of a run, rising.
 */
export function featureColumns(runs: readonly Run[], stepsToSee: (run: Run) => readonly number[]): Float64Array[] {
  const seen = runs.map((run) => ({ run, steps: stepsToSee(run) }))
  const rows = seen.reduce((sum, { steps }) => sum + steps.length, 0)
  const signals = runs[0]?.signals.length ?? 0
  const columns = Array.from({ length: columnCount(signals) }, () => new Float64Array(rows))
  let first = 0
  for (const { run, steps } of seen) {
    run.signals.forEach((values, place) => {
      const own = columns.slice(place * perSignal, (place + 1) * perSignal)
      describe(values, steps, (feature, i, value) => {
        const column = own[feature]
        if (column) column[first + i] = value
      })
    })
    const age = columns.at(-1)
    steps.forEach((step, i) => age?.fill(step + 1, first + i, first + i + 1))
    first += steps.length
  }
  return columns
}

/** Each `stride`-th step of a run, counted back from `offset` steps before its last one. */
export function everyStep(stride: number, offset = 0): (run: Run) => number[] {
  return (run) => {
    const steps: number[] = []
    for (let step = stepsOf(run) - 1 - offset; step >= 0; step -= stride) steps.push(step)
    return steps.toReversed()
  }
}

function describe(
  values: Float64Array,
  steps: readonly number[],
  put: (feature: number, i: number, value: number) => void,
): void {
  const windows = windowsOf(values)
  steps.forEach((step, i) => {
    const until = step + 1
    const last = (length: number) => windows.mean(Math.max(0, until - length), until)
    put(0, i, last(5))
    put(1, i, last(20))
    put(2, i, last(60) - last(10))
    put(3, i, windows.slope(Math.max(0, until - 30), until))
    put(4, i, last(10) - windows.mean(0, Math.min(20, until)))
    put(5, i, windows.mean(0, until))
  })
}

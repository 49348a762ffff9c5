/**
 * The course of one machine from its start, or from its last overhaul: one row of signals a step, steps of equal length
 * (cycles, hours of use, days).
 */
export interface Run {
  unit: string
  /** For each signal one value a step; NaN where nothing was measured. All of the same length. */
  signals: readonly Float64Array[]
  /** What it ran under (load, speed, air), in the same steps; none where that is not known or does not change. */
  conditions: readonly Float64Array[]
  /** True when the last step is the last of its life; otherwise it still runs, or was taken out for another reason. */
  isEnded: boolean
}

/** How many steps a run has. */
export function stepsOf(run: Run): number {
  return run.signals[0]?.length ?? 0
}

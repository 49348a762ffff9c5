import type { BlendEffort } from '../../../../../main/health/remaining/fleet/blend.ts'
import type { Run } from '../../../../../main/health/remaining/fleet/run.ts'
import { createDraw } from '../../../../../main/learners/random.ts'

/** Little enough for a test. */
export const littleEffort: BlendEffort = {
  boost: { trees: 40, rate: 0.15, leaves: 8, depth: 8, minRows: 10, shrinkRows: 2 },
  network: { hidden: [8], epochs: 6, batch: 32, step: 1e-2, decay: 1e-2 },
  networks: 1,
  stride: 4,
}

/** Machines with two signals that wear bends in the last third of life, one of noise and one that stands still. */
export function madeUpRuns(count: number, seed = 1, isEnded = true): Run[] {
  const draw = createDraw(seed)
  const noise = () => draw() + draw() - 1
  return Array.from({ length: count }, (_, i) => {
    const life = 100 + Math.floor(100 * draw())
    const start = noise()
    const of = (value: (share: number) => number) =>
      Float64Array.from({ length: life }, (_, step) => value(step / life))
    return {
      unit: `${seed}-${i}`,
      isEnded,
      conditions: [],
      signals: [
        of((share) => start + 8 * share ** 4 + 0.4 * noise()),
        of((share) => 20 - 3 * share ** 3 + 0.4 * noise()),
        of(() => noise()),
        of(() => 7),
      ],
    }
  })
}

/** The first steps of a run. */
export function cutAt(run: Run, steps: number): Run {
  const first = (values: Float64Array) => values.slice(0, steps)
  return { unit: run.unit, isEnded: false, signals: run.signals.map(first), conditions: run.conditions.map(first) }
}

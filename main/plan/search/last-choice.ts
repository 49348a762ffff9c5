import { at, type OnOff, type PlanProblem, stepCount } from '../problem.ts'
import { unitTimes } from '../unit-times.ts'
import { pathEur } from './unit-path.ts'

/** On and off of an earlier plan with its steps. */
export interface EarlierChoice {
  edges: readonly number[]
  onOff: OnOff
}

/**
 * The earlier choice on the steps of this problem, where every unit may still follow it: the same steps with a shorter
 * first one, or moved on by some steps, the last one held.
 */
export function stillFitting(earlier: EarlierChoice | undefined, problem: PlanProblem): OnOff | undefined {
  if (!earlier || earlier.onOff.length !== problem.units.length) return undefined
  const moved = earlier.edges.indexOf(at(problem.edges, 1)) - 1
  if (moved < 0) return undefined
  const n = stepCount(problem)
  const onOff = earlier.onOff.map((path) =>
    Uint8Array.from({ length: n }, (_, t) => at(path, Math.min(t + moved, path.length - 1))),
  )
  const isLegal = problem.units.every((unit, i) => {
    const pricing = { unit, times: unitTimes(problem, unit), onEur: new Float64Array(n) }
    return pathEur(pricing, onOff[i] ?? new Uint8Array(n)) < Infinity
  })
  return isLegal ? onOff : undefined
}

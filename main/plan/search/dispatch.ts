import { type DispatchModel, dispatchModel } from '../model/dispatch-model.ts'
import type { KeptModel } from '../model/kept-model.ts'
import type { Optimum } from '../model/solver.ts'
import { at, type OnOff, type PlanProblem } from '../problem.ts'
import { type CouplingDuals, couplingDuals } from './unit-prices.ts'

/** The best use of everything for a choice of on and off. */
export interface Dispatched {
  onOff: OnOff
  costEur: number
  optimum: Optimum
  duals: CouplingDuals
}

/** The programme for given on and off, kept in the solver. */
export interface Dispatch {
  model: DispatchModel
  /** Solves it from the basis of the last choice. @throws RangeError when the solver fails */
  of(onOff: OnOff): Dispatched
  /** How many solutions it took so far. */
  solves(): number
}

/** Powers below this are nothing, MW. */
const nothingMW = 1e-7
/** One pass is not enough, as the burning moves; in tries three were. */
const pinPasses = 12

/** The programme of a problem; `kept` starts from the basis of the last one where it has the same shape. */
export function createDispatch(kept: KeptModel, problem: PlanProblem): Dispatch {
  const model = dispatchModel(problem)
  let count = 0
  const solve = (): Optimum => {
    count++
    return kept.solve(model.data)
  }
  return {
    model,
    of(onOff) {
      model.commit(onOff)
      const optimum = withoutBurning(model, solve)
      const duals = couplingDuals(model.physics, optimum.rowDuals)
      return { onOff, costEur: optimum.objective, optimum, duals }
    },
    solves: () => count,
  }
}

/**
 * Charging and discharging at once burns energy at negative prices: where it would, the smaller of the two is pinned to
 * nothing and the programme solved again, until no storage does both.
 */
function withoutBurning(model: DispatchModel, solve: () => Optimum): Optimum {
  let optimum = solve()
  for (let pass = 0; pass < pinPasses; pass++) {
    const burning = burningColumns(model, optimum.values)
    if (burning.length === 0) return optimum
    for (const column of burning) model.pin(column)
    optimum = solve()
  }
  for (const { charge } of model.physics.storages)
    for (const column of charge) if (at(optimum.values, column) > nothingMW) pinOther(model, column)
  return solve()
}

/** The smaller of each pair that runs at once. */
function burningColumns({ physics }: DispatchModel, values: Float64Array): number[] {
  return physics.storages.flatMap(({ charge, discharge }) =>
    charge.flatMap((column, t) => {
      const back = at(discharge, t)
      if (Math.min(at(values, column), at(values, back)) <= nothingMW) return []
      return [at(values, column) < at(values, back) ? column : back]
    }),
  )
}

function pinOther(model: DispatchModel, charging: number): void {
  for (const { charge, discharge } of model.physics.storages) {
    const t = charge.indexOf(charging)
    if (t >= 0) model.pin(at(discharge, t))
  }
}

import loadHighs, { type Highs, type IndexSelection, type Model, type ModelData } from 'highs'
import type { LinearData } from './linear-model.ts'

/** Optimum of a linear programme. */
export interface Optimum {
  objective: number
  values: Float64Array
  /** By how much the objective rises with the right side of a row. */
  rowDuals: Float64Array
}

/** A programme kept in the solver, so that the next solution starts from the last basis. */
export interface OpenModel {
  /** Solves it from the basis of the last time. @throws RangeError when there is no optimum */
  solve(): Optimum
  /** Takes changed costs, bounds and coefficients over; the places of the coefficients are the same. */
  update(data: LinearData): void
  /** Frees what it holds in the solver; nothing else does. */
  close(): void
}

/** The solver. One per thread: its calls block. */
export interface Solver {
  open(model: LinearData): OpenModel
}

/**
 * Loads HiGHS (WebAssembly). Dual simplex without presolve: on these programmes presolve takes longer than it saves, the
 * interior point method ten times as long, and presolve would drop the basis that the next solution starts from.
 */
export async function createSolver(): Promise<Solver> {
  // its types describe the CommonJS door of the package, of which `default` is a member; Node comes in by the other
  const highs = await (loadHighs as unknown as typeof loadHighs.default)()
  return { open: (model) => openModel(highs, model) }
}

function openModel(highs: Highs, data: LinearData): OpenModel {
  const model = highs.createModel(modelData(data))
  model.options.set({ output_flag: false, solver: 'simplex', presolve: 'off', time_limit: 30 })
  let constant = data.constant
  return {
    solve: () => optimum(highs, model, constant),
    update(now) {
      model.changeColsCost(all(now.cost.length), now.cost)
      model.changeColsBounds(all(now.lower.length), now.lower, now.upper)
      model.changeRowsBounds(all(now.rowLower.length), now.rowLower, now.rowUpper)
      changeCoefficients(model, data, now)
      constant = now.constant
    },
    close: () => model.dispose(),
  }
}

function all(length: number): IndexSelection {
  return { kind: 'range', from: 0, to: length - 1 }
}

/** Coefficients that differ from what the solver has; it keeps the new ones in `known`. */
function changeCoefficients(model: Model, known: LinearData, now: LinearData): void {
  if (known.values === now.values) return
  let row = 0
  for (let k = 0; k < now.values.length; k++) {
    while (k >= (now.starts[row + 1] ?? Infinity)) row++
    const value = now.values[k] ?? 0
    if (value === known.values[k]) continue
    model.changeCoefficient(row, now.indices[k] ?? 0, value)
    known.values[k] = value
  }
}

/** A programme in the words of HiGHS. */
export function modelData(data: LinearData): ModelData {
  const [numCols, numRows] = [data.cost.length, data.rowLower.length]
  return {
    numCols,
    numRows,
    colCost: data.cost,
    colLower: data.lower,
    colUpper: data.upper,
    rowLower: data.rowLower,
    rowUpper: data.rowUpper,
    matrix: { format: 'csr', numRows, numCols, starts: data.starts, indices: data.indices, values: data.values },
  }
}

function optimum(highs: Highs, model: Model, constant: number): Optimum {
  const { modelStatus } = model.run()
  if (modelStatus !== highs.constants.modelStatus.optimal)
    throw new RangeError(`the solver ended without an optimum (status ${modelStatus})`)
  const { colValue, rowDual } = model.getSolution()
  return { objective: model.getObjectiveValue() + constant, values: colValue, rowDuals: rowDual }
}

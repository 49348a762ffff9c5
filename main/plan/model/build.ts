import type { PlanProblem, PlanUnit, SoftPrices } from '../problem.ts'
import type { LinearModel, Term } from './linear-model.ts'

/** A unit, or several alike, as the rest of the model sees it. Powers in MW, magnitudes. */
export interface UnitBlock {
  unit: PlanUnit
  /** Its power as a sum over columns. */
  power(step: number): readonly Term[]
  /** What it could draw more while it stays on, without the constant part. */
  room(step: number): readonly Term[]
}

/** What rows and columns are added to. */
export interface Build {
  model: LinearModel
  problem: PlanProblem
  hours: readonly number[]
  soft: SoftPrices
  blocks: readonly UnitBlock[]
}

/** Columns of the connection, by step. `excess` is beyond the limit, at the soft price. */
export interface GridColumns {
  imported: number[]
  importExcess: number[]
  exported: number[]
  exportExcess: number[]
}

/** Power of the model in MW: with kW the rows would be a thousand times larger than their prices. */
export const mw = (powerKW: number): number => powerKW / 1_000

import type { GridColumns } from './model/build.ts'
import type { DispatchModel } from './model/dispatch-model.ts'
import type { RelaxedModel } from './model/relaxed-model.ts'
import type { Optimum } from './model/solver.ts'
import type { StoreColumns } from './model/stores.ts'
import { at, type OnOff, type PlanProblem } from './problem.ts'
import { settledPowers } from './settled-powers.ts'
import type { Dispatched } from './search/dispatch.ts'

/** Use of one storage, by step. */
export interface StorageSchedule {
  chargeKW: readonly number[]
  dischargeKW: readonly number[]
  /** At the end of the step. */
  storedKWh: readonly number[]
  /** Worth of one more MWh at the end of the step, EUR/MWh. */
  valueEurPerMWh: readonly number[]
}

/** What a plan foresees, in magnitudes as the problem states them, by step. */
export interface Schedule {
  importKW: readonly number[]
  exportKW: readonly number[]
  /** In the order of the problem. */
  sourcesKW: readonly (readonly number[])[]
  storages: readonly StorageSchedule[]
  unitsKW: readonly (readonly number[])[]
  onOff: OnOff
  tanks: readonly Pick<StorageSchedule, 'storedKWh' | 'valueEurPerMWh'>[]
  /** What one more MWh at the bus is worth, EUR/MWh. */
  busPriceEurPerMWh: readonly number[]
  costEur: number
  /** Cost of the relaxed programme: no schedule can undercut it. */
  boundEur: number
  gapRatio: number
  /** The relaxed programme charges and discharges at once, which burns energy for free: its bound can't be reached. */
  boundBurns: boolean
}

/** What the gap is measured against. */
export interface Bound {
  boundEur: number
  /** Sum of all payments in either direction, without the peak that is paid anyway. */
  turnoverEur: number
  burns: boolean
}

/** What the month's peak so far costs, whatever is planned, EUR. */
function paidPeakEur({ demandCharge }: PlanProblem): number {
  return demandCharge ? demandCharge.eurPerKW * demandCharge.peakSoFarKW : 0
}

/** The bound of a solution of the relaxed programme. */
export function boundOf(problem: PlanProblem, { data, physics }: RelaxedModel, relaxed: Optimum): Bound {
  const { values, objective } = relaxed
  const all = values.reduce((sum, value, column) => sum + Math.abs(value * at(data.cost, column)), 0)
  const burns = physics.storages.some(({ charge, discharge }) =>
    charge.some((column, t) => Math.min(at(values, column), at(values, at(discharge, t))) > 1e-6),
  )
  return { boundEur: objective, turnoverEur: all - paidPeakEur(problem), burns }
}

/**
 * How far a cost is above the bound, relative to the bound without what is paid anyway. The result can pass through
 * zero, so at least a tenth of the turnover counts.
 */
export function gapRatio(problem: PlanProblem, costEur: number, { boundEur, turnoverEur }: Bound): number {
  const size = Math.max(Math.abs(boundEur - paidPeakEur(problem)), 0.1 * turnoverEur, 1e-6)
  return (costEur - boundEur) / size
}

/** The schedule of the best choice found. */
export function scheduleOf(problem: PlanProblem, model: DispatchModel, best: Dispatched, bound: Bound): Schedule {
  const { values, rowDuals } = best.optimum
  const { physics, powers } = model
  const kW = (columns: readonly number[]) => columns.map((column) => cleaned(at(values, column) * 1_000))
  const grid = gridPowers(physics.grid, values)
  const store = ({ inside, under, over, balance }: StoreColumns) => ({
    storedKWh: inside.map((c, t) => (at(values, c) - at(values, at(under, t)) + at(values, at(over, t))) * 1_000),
    valueEurPerMWh: balance.map((row) => -at(rowDuals, row)),
  })
  return {
    importKW: grid.map((kW) => Math.max(0, kW)),
    exportKW: grid.map((kW) => Math.max(0, -kW)),
    sourcesKW: physics.sources.map(kW),
    storages: physics.storages.map((s) => ({ ...store(s), chargeKW: kW(s.charge), dischargeKW: kW(s.discharge) })),
    unitsKW: settledPowers(problem, best.onOff, powers.map(kW)),
    onOff: best.onOff,
    tanks: physics.tanks.map(store),
    busPriceEurPerMWh: physics.bus.map((row, t) => at(rowDuals, row) / at(physics.hours, t)),
    costEur: best.costEur,
    boundEur: bound.boundEur,
    gapRatio: gapRatio(problem, best.costEur, bound),
    boundBurns: bound.burns,
  }
}

/**
 * Power at the connection, kW, import positive. Where import and export have the same price the solver may do both at
 * once, which costs nothing and means their difference.
 */
function gridPowers({ imported, importExcess, exported, exportExcess }: GridColumns, values: Float64Array): number[] {
  const sum = (a: readonly number[], b: readonly number[], t: number) => at(values, at(a, t)) + at(values, at(b, t))
  return imported.map((_, t) => cleaned((sum(imported, importExcess, t) - sum(exported, exportExcess, t)) * 1_000))
}

/** Rounding of the solver is not a power. */
function cleaned(powerKW: number): number {
  return Math.abs(powerKW) < 1e-6 ? 0 : powerKW
}

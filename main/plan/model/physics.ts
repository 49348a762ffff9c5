import { at, hoursOf, type PlanProblem, softPricesOf, stepCount } from '../problem.ts'
import { type Build, type GridColumns, mw, type UnitBlock } from './build.ts'
import { addFeeders } from './feeders.ts'
import type { LinearModel, Term } from './linear-model.ts'
import { addSecurity, type SecurityRows } from './security.ts'
import { addStorages, addTanks, type StorageColumns, type StoreColumns } from './stores.ts'

/** Where everything but the units lies in the programme. */
export interface Physics {
  hours: readonly number[]
  grid: GridColumns
  sources: number[][]
  storages: StorageColumns[]
  tanks: StoreColumns[]
  security: SecurityRows
  /** Rows of each feeder, by step. */
  feeders: number[][]
  /** The balance of the bus, a row per step. */
  bus: number[]
}

/**
 * Adds the connection, plants, storages, tanks, demand charge, reserves, commitments and the balance of the bus:
 * import - export + plants + discharge - charge + units = load, in every step.
 */
export function addPhysics(model: LinearModel, problem: PlanProblem, blocks: readonly UnitBlock[]): Physics {
  const build: Build = { model, problem, hours: hoursOf(problem), soft: softPricesOf(problem), blocks }
  const grid = addGrid(build)
  const sources = addSources(build)
  const storages = addStorages(build)
  const tanks = addTanks(build)
  const security = addSecurity(build, { grid, sources, storages, tanks })
  const feeders = addFeeders(build, { sources, storages })
  const bus = Array.from({ length: stepCount(problem) }, (_, t) => {
    const terms: Term[] = [
      [at(grid.imported, t), 1],
      [at(grid.importExcess, t), 1],
      [at(grid.exported, t), -1],
      [at(grid.exportExcess, t), -1],
      ...sources.map((columns): Term => [at(columns, t), 1]),
      ...storages.flatMap((s): Term[] => [
        [at(s.discharge, t), 1],
        [at(s.charge, t), -1],
      ]),
      ...blocks.flatMap(({ unit, power }) =>
        power(t).map(([column, size]): Term => [column, unit.flow === 'feeds' ? size : -size]),
      ),
    ]
    const load = mw(at(problem.loadDrawKW, t))
    return model.addRow(load, load, terms)
  })
  return { hours: build.hours, grid, sources, storages, tanks, security, feeders, bus }
}

function addGrid({ model, problem, hours, soft }: Build): GridColumns {
  const columns = (price: readonly number[], limitKW: readonly number[] | undefined, sign: 1 | -1) =>
    hours.map((h, t) => {
      const cost = sign * at(price, t) * h
      return limitKW ? model.addColumn(cost, 0, mw(at(limitKW, t))) : model.addColumn(cost + soft.grid * h, 0, Infinity)
    })
  return {
    imported: columns(problem.importPriceEurPerMWh, problem.importLimitKW, 1),
    importExcess: columns(problem.importPriceEurPerMWh, undefined, 1),
    exported: columns(problem.exportPriceEurPerMWh, problem.exportLimitKW, -1),
    exportExcess: columns(problem.exportPriceEurPerMWh, undefined, -1),
  }
}

function addSources({ model, problem, hours }: Build): number[][] {
  return problem.sources.map(({ availableKW, costEurPerMWh, isCurtailable }) =>
    hours.map((h, t) => {
      const most = mw(at(availableKW, t))
      return model.addColumn(costEurPerMWh * h, isCurtailable ? 0 : most, most)
    }),
  )
}

import type { Physics } from '../model/physics.ts'
import type { UnitGroup } from '../model/relaxed-model.ts'
import { at, commitmentsOf, type PlanProblem } from '../problem.ts'

/** Duals of the rows in which units meet everything else, by step, EUR per MW. */
export interface CouplingDuals {
  bus: Float64Array
  up: Float64Array
  down: Float64Array
  /** By tank, by feeder, and by commitment. */
  tanks: Float64Array[]
  feeders: Float64Array[]
  commitments: Float64Array[]
}

/** The coupling duals of an optimum of either programme. */
export function couplingDuals({ bus, security, tanks, feeders }: Physics, rowDuals: Float64Array): CouplingDuals {
  const of = (rows: readonly number[] | undefined) => Float64Array.from(bus, (_, t) => at(rowDuals, rows?.[t] ?? -1))
  return {
    bus: of(bus),
    up: of(security.up?.rows),
    down: of(security.down?.rows),
    tanks: tanks.map(({ balance }) => of(balance)),
    feeders: feeders.map(of),
    commitments: security.commitments.map(({ least, most }) => {
      const [low, high] = [of(least), of(most)]
      return low.map((value, t) => value + at(high, t))
    }),
  }
}

/** Half of each. */
export function meanDuals(a: CouplingDuals, b: CouplingDuals): CouplingDuals {
  return {
    bus: mean(a.bus, b.bus),
    up: mean(a.up, b.up),
    down: mean(a.down, b.down),
    tanks: a.tanks.map((values, k) => mean(values, b.tanks[k])),
    feeders: a.feeders.map((values, k) => mean(values, b.feeders[k])),
    commitments: a.commitments.map((values, k) => mean(values, b.commitments[k])),
  }
}

function mean(x: Float64Array, y: Float64Array | undefined): Float64Array {
  return x.map((value, t) => (value + at(y ?? x, t)) / 2)
}

/**
 * What each step on costs a unit at these duals, EUR: its power priced by every coupling row, at the better of its
 * lowest and highest power. (Lagrangian relaxation of unit commitment: Muckstadt and Koenig, Operations Research 25, 1977.)
 */
export function unitPricesEur(problem: PlanProblem, hours: readonly number[], duals: CouplingDuals): Float64Array[] {
  return problem.units.map((unit) => {
    const fills = problem.tanks.findIndex(({ fill }) => fill === unit.id)
    const drains = problem.tanks.findIndex(({ drain }) => drain === unit.id)
    const feeder = (problem.feeders ?? []).findIndex(({ members }) => members.includes(unit.id))
    const agreed = commitmentsOf(problem, unit.id)
    return Float64Array.from(hours, (h, t) => {
      const worthEur = agreed.reduce(
        (sum, place) => sum + at(duals.commitments[place] ?? [], t),
        at(duals.bus, t) + at(duals.feeders[feeder] ?? [], t),
      )
      let perMW = unit.costEurPerMWh * h + (unit.flow === 'draws' ? worthEur : -worthEur)
      if (unit.isSheddable) perMW += at(duals.down, t) - at(duals.up, t)
      if (fills >= 0) perMW += at(duals.tanks[fills] ?? [], t) * (problem.tanks[fills]?.fillRatio ?? 0) * h
      if (drains >= 0) perMW -= (at(duals.tanks[drains] ?? [], t) * h) / (problem.tanks[drains]?.drainRatio ?? 1)
      const [least, most] = [unit.minKW / 1_000, at(unit.maxKW, t) / 1_000]
      const freeRoomEur = unit.isSheddable ? at(duals.down, t) * most : 0
      return Math.min(perMW * least, perMW * most) - freeRoomEur
    })
  })
}

/**
 * Share of each step in which the relaxed programme has the unit on. Of units alike the first takes the first whole
 * share and so on: without that they would all start and stop together.
 */
export function relaxedShares(
  problem: PlanProblem,
  groups: readonly UnitGroup[],
  values: Float64Array,
): Float64Array[] {
  const shares = problem.units.map(() => new Float64Array(0))
  for (const { members, on } of groups)
    for (const [rank, place] of members.entries())
      shares[place] = Float64Array.from(on, (column) =>
        Math.min(Math.max(at(values, column) * members.length - rank, 0), 1),
      )
  return shares
}

import { storedEnergyAtFullKWh } from '../../../../../domain/asset.ts'
import type { Plan } from '../../../../../domain/dispatch/plan.ts'
import type { EpochMs, Ms } from '../../../../../domain/units.ts'
import { type Column, emptyColumn } from '../../../../history/tiles/column.ts'
import type { Lane } from './lane-list.ts'

/** Steps in which plans are drawn: longer ones take several. */
export const quarterMs: Ms = 900_000

/** A plan, and what plans before it said of the steps that are over. */
export interface PlanTrail {
  plan: Plan
  earlier: readonly Plan[]
}

/** How far back passed steps are kept. */
const keptMs: Ms = 48 * 3_600_000

/** The trail with a new plan: what the former one said of steps that are over stays. */
export function trailWith(before: PlanTrail | undefined, plan: Plan): PlanTrail {
  if (!before) return { plan, earlier: [] }
  if (before.plan.id === plan.id) return before
  const earlier = [...before.earlier, before.plan].filter((old) => old.madeAt > plan.madeAt - keptMs)
  return { plan, earlier }
}

const sum = (plan: Plan, lane: Lane, t: number, of: 'powerKW' | 'energyKWh') =>
  lane.assets.reduce((all, { id }) => all + (plan.assets[id]?.[of]?.[t] ?? Number.NaN), 0)

/** What a plan foresees for a lane in a step, in the lane's own unit and frame; NaN for nothing. */
export function plannedAt(plan: Plan, lane: Lane, t: number): number {
  switch (lane.counts) {
    case 'price':
      return plan.importPriceEurPerMWh[t] ?? Number.NaN
    case 'grid':
      return plan.gridKW[t] ?? Number.NaN
    case 'power':
      return sum(plan, lane, t, 'powerKW')
    case 'soc': {
      const fullKWh = lane.assets.reduce((all, asset) => all + (storedEnergyAtFullKWh(asset) ?? 0), 0)
      return (sum(plan, lane, t, 'energyKWh') / fullKWh) * 100
    }
  }
}

/**
 * A value per step as a column of quarters from the first step to the end of the horizon. `until` cuts a former plan where
 * the next one begins.
 */
function write(column: Column, plan: Plan, until: EpochMs, value: (t: number) => number): void {
  for (let t = 0; t + 1 < plan.edges.length; t++) {
    const [from = 0, to = 0] = [plan.edges[t], plan.edges[t + 1]]
    const last = Math.min(to, until)
    for (let place = Math.floor((from - column.from) / quarterMs); column.from + place * quarterMs < last; place++)
      if (place >= 0 && place < column.mean.length) column.mean[place] = value(t)
  }
}

/** What was and is planned for a lane, in quarters; each step as the last plan before it said. */
export function plannedColumn({ plan, earlier }: PlanTrail, value: (plan: Plan, t: number) => number): Column {
  const all = [...earlier, plan]
  const begin = Math.floor((all[0]?.edges[0] ?? 0) / quarterMs) * quarterMs
  const end = plan.edges.at(-1) ?? begin
  // One step more stays empty: the last one is drawn to its end.
  const column = emptyColumn(begin, quarterMs, Math.ceil((end - begin) / quarterMs) + 1)
  all.forEach((one, i) => write(column, one, all[i + 1]?.madeAt ?? Infinity, (t) => value(one, t)))
  column.min.set(column.mean)
  column.max.set(column.mean)
  return column
}

/** Several columns of equal steps added up with weights; a step in which one has no value has none. */
export function sumColumns(columns: readonly Column[], weights?: readonly number[]): Column | undefined {
  const [first, ...others] = columns
  if (
    !first ||
    others.some((c) => c.stepMs !== first.stepMs || c.from !== first.from || c.mean.length !== first.mean.length)
  )
    return undefined
  const sum = emptyColumn(first.from, first.stepMs, first.mean.length)
  for (let i = 0; i < sum.mean.length; i++) {
    sum.known[i] = columns.every((c) => c.known[i] === 1) ? 1 : 0
    for (const of of ['min', 'mean', 'max'] as const)
      sum[of][i] = columns.reduce((all, c, n) => all + (c[of][i] ?? Number.NaN) * (weights?.[n] ?? 1), 0)
  }
  if (columns.some((c) => c.notGood))
    sum.notGood = Float64Array.from({ length: sum.mean.length }, (_, i) =>
      Math.max(...columns.map((c) => c.notGood?.[i] ?? 0)),
    )
  return sum
}

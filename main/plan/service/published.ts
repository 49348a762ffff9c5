import type { Plan, PlannedAsset } from '../../../domain/dispatch/plan.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { at, type PlanProblem } from '../problem.ts'
import type { Schedule } from '../schedule.ts'
import type { SiteProblem } from '../site/site-problem.ts'
import type { Planned } from '../thread/planning-thread.ts'

/** Who made a plan, when and why. */
export interface PlanOrigin {
  id: string
  madeAt: EpochMs
  madeFor: string
}

/** A checked schedule in the words and signs of the site: positive into the bus. */
export function publishedPlan(origin: PlanOrigin, { problem, givenKW }: SiteProblem, planned: Planned): Plan {
  const { schedule, broken, tookMs } = planned
  const assets: Record<string, PlannedAsset> = {
    ...sources(problem, schedule),
    ...storages(problem, schedule),
    ...units(problem, schedule),
    ...tanks(problem, schedule),
  }
  for (const [id, given] of givenKW) {
    if (given.every((power) => power === undefined)) continue
    const free = assets[id]?.powerKW
    assets[id] = { ...assets[id], powerKW: given.map((power, t) => power ?? at(free ?? [], t)) }
  }
  const { costEur, boundEur, gapRatio } = schedule
  return {
    ...origin,
    edges: problem.edges,
    importPriceEurPerMWh: problem.importPriceEurPerMWh,
    exportPriceEurPerMWh: problem.exportPriceEurPerMWh,
    gridKW: schedule.importKW.map((kW, t) => kW - at(schedule.exportKW, t)),
    busPriceEurPerMWh: schedule.busPriceEurPerMWh,
    assets,
    broken,
    quality: { costEur, boundEur, gapRatio, tookMs },
  }
}

type Assets = Record<string, PlannedAsset>

function sources(problem: PlanProblem, schedule: Schedule): Assets {
  return Object.fromEntries(problem.sources.map(({ id }, i) => [id, { powerKW: schedule.sourcesKW[i] ?? [] }]))
}

function storages(problem: PlanProblem, schedule: Schedule): Assets {
  return Object.fromEntries(
    problem.storages.flatMap(({ id }, i) => {
      const planned = schedule.storages[i]
      if (!planned) return []
      const { dischargeKW, chargeKW, storedKWh, valueEurPerMWh } = planned
      const powerKW = dischargeKW.map((kW, t) => kW - at(chargeKW, t))
      return [[id, { powerKW, energyKWh: storedKWh, storedValueEurPerMWh: valueEurPerMWh }] as const]
    }),
  )
}

/** Units that are assets of their own. */
function units(problem: PlanProblem, schedule: Schedule): Assets {
  const inTanks = new Set(problem.tanks.flatMap(({ fill, drain }) => [fill, drain]))
  return Object.fromEntries(
    problem.units.flatMap(({ id, flow }, i) =>
      inTanks.has(id) ? [] : [[id, { powerKW: signed(schedule.unitsKW[i] ?? [], flow === 'feeds' ? 1 : -1) }] as const],
    ),
  )
}

/** A hydrogen asset is one storage to the site: what its fuel cell gives less what its electrolyser draws. */
function tanks(problem: PlanProblem, schedule: Schedule): Assets {
  const powerOf = (id: string) => schedule.unitsKW[problem.units.findIndex((unit) => unit.id === id)] ?? []
  return Object.fromEntries(
    problem.tanks.map(({ id, fill, drain }, i) => {
      const [filling, draining] = [powerOf(fill), powerOf(drain)]
      const { storedKWh = [], valueEurPerMWh = [] } = schedule.tanks[i] ?? {}
      const powerKW = draining.map((kW, t) => kW - at(filling, t))
      return [id, { powerKW, energyKWh: storedKWh, storedValueEurPerMWh: valueEurPerMWh }]
    }),
  )
}

function signed(powers: readonly number[], sign: 1 | -1): number[] {
  return powers.map((kW) => (kW === 0 ? 0 : sign * kW))
}

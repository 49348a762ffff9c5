import type { PlanFigures } from '../../../domain/rpc/plan.ts'
import { at, hoursOf, type PlanProblem } from '../problem.ts'
import type { Planned } from '../thread/planning-thread.ts'

/** Sums of a planned schedule over its horizon. */
export function planFigures(problem: PlanProblem, { schedule, broken }: Planned): PlanFigures {
  const hours = hoursOf(problem)
  const energyKWh = (powers: readonly number[]) => powers.reduce((sum, kW, t) => sum + kW * at(hours, t), 0)
  const all = (rows: readonly (readonly number[])[]) => rows.reduce((sum, row) => sum + energyKWh(row), 0)
  const { demandCharge } = problem
  const paidEur = demandCharge ? demandCharge.eurPerKW * demandCharge.peakSoFarKW : 0
  return {
    costEur: schedule.costEur - paidEur,
    importedKWh: energyKWh(schedule.importKW),
    exportedKWh: energyKWh(schedule.exportKW),
    minedKWh: all(schedule.unitsKW.filter((_, i) => problem.units[i]?.isSheddable)),
    dischargedKWh: all(schedule.storages.map(({ dischargeKW }) => dischargeKW)),
    curtailedKWh: all(problem.sources.map(({ availableKW }) => availableKW)) - all(schedule.sourcesKW),
    peakImportKW: Math.max(0, ...schedule.importKW),
    brokenLimits: broken.length,
  }
}

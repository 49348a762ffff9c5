import { at, hoursOf, type PlanProblem, softPricesOf } from '../problem.ts'
import type { Schedule } from '../schedule.ts'
import { addSoftLimit, type Findings } from './findings.ts'

/** What flows over each feeder, in either direction. */
export function checkFeeders(findings: Findings, problem: PlanProblem, schedule: Schedule): void {
  const { grid } = softPricesOf(problem)
  for (const feeder of problem.feeders ?? []) {
    const flows = [...hoursOf(problem).keys()].map(
      (t) => at(feeder.givenKW, t) + flowKW(problem, schedule, feeder.members, t),
    )
    addSoftLimit(findings, problem, {
      limit: `limit of ${feeder.name}`,
      unit: 'kW',
      eurPerMWh: grid,
      excess: flows.map((kW) => Math.abs(kW) - feeder.limitKW),
    })
  }
}

/** What planned members give to the bus together, kW. */
export function flowKW(problem: PlanProblem, schedule: Schedule, members: readonly string[], t: number): number {
  let sum = 0
  for (const [i, { id }] of problem.sources.entries())
    if (members.includes(id)) sum += at(schedule.sourcesKW[i] ?? [], t)
  for (const [i, { id }] of problem.storages.entries()) {
    const planned = schedule.storages[i]
    if (planned && members.includes(id)) sum += at(planned.dischargeKW, t) - at(planned.chargeKW, t)
  }
  for (const [i, { id, flow }] of problem.units.entries())
    if (members.includes(id)) sum += (flow === 'feeds' ? 1 : -1) * at(schedule.unitsKW[i] ?? [], t)
  return sum
}

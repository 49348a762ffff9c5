import { at, hoursOf, type PlanProblem, softPricesOf } from '../problem.ts'
import type { Schedule } from '../schedule.ts'
import { addSoftLimit, type Findings } from './findings.ts'

/** Reserves, emergency energy and commitments as the schedule leaves them; the peak is paid. */
export function checkSecurity(findings: Findings, problem: PlanProblem, schedule: Schedule): void {
  const steps = [...hoursOf(problem).keys()]
  const { contract } = softPricesOf(problem)
  const { reserve, emergencyKWh, demandCharge } = problem
  const soft = (limit: string, unit: 'kW' | 'kWh', excess: number[], eurPerMWh = contract) =>
    addSoftLimit(findings, problem, { limit, unit, excess, eurPerMWh })
  if (reserve) {
    soft(
      'reserve upwards',
      'kW',
      steps.map((t) => at(reserve.upKW, t) - freeUpKW(problem, schedule, t)),
    )
    soft(
      'reserve downwards',
      'kW',
      steps.map((t) => at(reserve.downKW, t) - freeDownKW(problem, schedule, t)),
    )
  }
  if (emergencyKWh)
    soft(
      'emergency reserve',
      'kWh',
      steps.map((t) => at(emergencyKWh, t) - emergencyEnergyKWh(problem, schedule, t)),
    )
  for (const { name, minKW, maxKW, penaltyEurPerMWh } of problem.commitments) {
    const gridKW = (t: number) => at(schedule.importKW, t) - at(schedule.exportKW, t)
    soft(
      `${name}, at least`,
      'kW',
      steps.map((t) => (minKW[t] ?? -Infinity) - gridKW(t)),
      penaltyEurPerMWh,
    )
    soft(
      `${name}, at most`,
      'kW',
      steps.map((t) => gridKW(t) - (maxKW[t] ?? Infinity)),
      penaltyEurPerMWh,
    )
  }
  if (!demandCharge) return
  const charged = steps.filter((t) => demandCharge.isCharged[t]).map((t) => at(schedule.importKW, t))
  findings.costEur += demandCharge.eurPerKW * Math.max(demandCharge.peakSoFarKW, ...charged)
}

function freeUpKW(problem: PlanProblem, schedule: Schedule, t: number): number {
  let free = 0
  for (const [i, { dischargeLimitKW }] of problem.storages.entries()) {
    const planned = schedule.storages[i]
    if (planned) free += at(dischargeLimitKW, t) - at(planned.dischargeKW, t) + at(planned.chargeKW, t)
  }
  for (const [i, unit] of problem.units.entries()) if (unit.isSheddable) free += at(schedule.unitsKW[i] ?? [], t)
  return free
}

function freeDownKW(problem: PlanProblem, schedule: Schedule, t: number): number {
  let free = 0
  for (const [i, { chargeLimitKW }] of problem.storages.entries()) {
    const planned = schedule.storages[i]
    if (planned) free += at(chargeLimitKW, t) - at(planned.chargeKW, t) + at(planned.dischargeKW, t)
  }
  for (const [i, { isCurtailable }] of problem.sources.entries())
    if (isCurtailable) free += at(schedule.sourcesKW[i] ?? [], t)
  for (const [i, { isSheddable, maxKW }] of problem.units.entries())
    if (isSheddable && schedule.onOff[i]?.[t] === 1) free += at(maxKW, t) - at(schedule.unitsKW[i] ?? [], t)
  return free
}

function emergencyEnergyKWh(problem: PlanProblem, schedule: Schedule, t: number): number {
  let sum = 0
  for (const [i, { isForEmergency, floorKWh }] of problem.storages.entries())
    if (isForEmergency) sum += at(schedule.storages[i]?.storedKWh ?? [], t) - floorKWh
  return sum
}

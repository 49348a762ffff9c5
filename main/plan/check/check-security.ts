import { at, hoursOf, type PlanProblem, softPricesOf } from '../problem.ts'
import type { Schedule } from '../schedule.ts'
import { flowKW } from './check-feeders.ts'
import { addSoftLimit, type Findings, type SoftLimit } from './findings.ts'

/** Reserves, emergency energy and commitments as the schedule leaves them; the peak is paid. */
export function checkSecurity(findings: Findings, problem: PlanProblem, schedule: Schedule): void {
  const steps = [...hoursOf(problem).keys()]
  const limits = [...reserveLimits(problem, schedule), ...commitmentLimits(problem, schedule)]
  for (const { missingAt, ...limit } of limits)
    addSoftLimit(findings, problem, { ...limit, excess: steps.map((t) => missingAt(t)) })
  const { demandCharge } = problem
  if (!demandCharge) return
  const charged = steps.filter((t) => demandCharge.isCharged[t]).map((t) => at(schedule.importKW, t))
  findings.costEur += demandCharge.eurPerKW * Math.max(demandCharge.peakSoFarKW, ...charged)
}

/** A soft limit before its excess is worked out. */
type Asked = Omit<SoftLimit, 'excess'> & { missingAt(step: number): number }

function reserveLimits(problem: PlanProblem, schedule: Schedule): Asked[] {
  const eurPerMWh = softPricesOf(problem).contract
  const { reserve, emergencyKWh } = problem
  const limits: Asked[] = []
  if (reserve)
    limits.push(
      {
        limit: 'reserve upwards',
        unit: 'kW',
        eurPerMWh,
        missingAt: (t) => at(reserve.upKW, t) - freeUpKW(problem, schedule, t),
      },
      {
        limit: 'reserve downwards',
        unit: 'kW',
        eurPerMWh,
        missingAt: (t) => at(reserve.downKW, t) - freeDownKW(problem, schedule, t),
      },
    )
  if (emergencyKWh)
    limits.push({
      limit: 'emergency reserve',
      unit: 'kWh',
      eurPerMWh,
      missingAt: (t) => at(emergencyKWh, t) - storedKWh(problem, schedule, t),
    })
  return limits
}

function commitmentLimits(problem: PlanProblem, schedule: Schedule): Asked[] {
  const gridKW = (t: number) => at(schedule.importKW, t) - at(schedule.exportKW, t)
  return problem.commitments.flatMap(({ name, members, heldKWh, minKW, maxKW, penaltyEurPerMWh }): Asked[] => {
    const shared = { unit: 'kW', eurPerMWh: penaltyEurPerMWh } as const
    const powerKW = members ? (t: number) => flowKW(problem, schedule, members, t) : gridKW
    const held = (t: number) => at(heldKWh ?? [], t) - heldOfKWh(problem, schedule, members ?? [], t)
    return [
      { ...shared, limit: `${name}, at least`, missingAt: (t) => (minKW[t] ?? -Infinity) - powerKW(t) },
      { ...shared, limit: `${name}, at most`, missingAt: (t) => powerKW(t) - (maxKW[t] ?? Infinity) },
      ...(heldKWh ? [{ ...shared, unit: 'kWh' as const, limit: `${name}, held`, missingAt: held }] : []),
    ]
  })
}

/** Energy that members keep above their floors; of a tank by what was taken to fill it. */
function heldOfKWh(problem: PlanProblem, schedule: Schedule, members: readonly string[], t: number): number {
  let sum = 0
  for (const [i, { id, floorKWh }] of problem.storages.entries())
    if (members.includes(id)) sum += at(schedule.storages[i]?.storedKWh ?? [], t) - floorKWh
  for (const [i, { id, floorKWh, fillRatio }] of problem.tanks.entries())
    if (members.includes(id)) sum += (at(schedule.tanks[i]?.storedKWh ?? [], t) - floorKWh) / fillRatio
  return sum
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

/** Energy above the floors of the storages for an emergency. */
function storedKWh(problem: PlanProblem, schedule: Schedule, t: number): number {
  let sum = 0
  for (const [i, { isForEmergency, floorKWh }] of problem.storages.entries())
    if (isForEmergency) sum += at(schedule.storages[i]?.storedKWh ?? [], t) - floorKWh
  return sum
}

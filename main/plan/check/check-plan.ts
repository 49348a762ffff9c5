import type { BrokenLimit } from '../../../domain/dispatch/plan.ts'
import { type PlanProblem, stepCount } from '../problem.ts'
import type { Schedule } from '../schedule.ts'
import { checkBus } from './check-bus.ts'
import { checkFeeders } from './check-feeders.ts'
import { checkSecurity } from './check-security.ts'
import { checkStores } from './check-stores.ts'
import { checkUnits } from './check-units.ts'
import type { Findings } from './findings.ts'

/** Verdict on a schedule. */
export interface Checked {
  /** Why it must not be used; none = accepted. */
  faults: readonly string[]
  /** Soft limits that it breaks, with size and price. */
  broken: readonly BrokenLimit[]
  costEur: number
}

/**
 * Recomputes everything about a schedule from the problem alone - balance, energies, times, ramps, limits, cost - with
 * no line of the model it was made with. What a mistake in the model would hide shows here.
 */
export function checkPlan(problem: PlanProblem, schedule: Schedule): Checked {
  const findings: Findings = { faults: lengthFaults(problem, schedule), broken: [], costEur: 0 }
  if (findings.faults.length > 0) return findings
  checkBus(findings, problem, schedule)
  checkStores(findings, problem, schedule)
  checkUnits(findings, problem, schedule)
  checkSecurity(findings, problem, schedule)
  checkFeeders(findings, problem, schedule)
  checkCost(findings, schedule)
  return findings
}

function lengthFaults(problem: PlanProblem, schedule: Schedule): string[] {
  const n = stepCount(problem)
  const { storages, tanks, sourcesKW, unitsKW, onOff } = schedule
  const lists: [string, number, number][] = [
    ['sources', sourcesKW.length, problem.sources.length],
    ['storages', storages.length, problem.storages.length],
    ['units', unitsKW.length, problem.units.length],
    ['tanks', tanks.length, problem.tanks.length],
  ]
  const faults = lists.filter(([, has, needs]) => has !== needs).map(([what]) => `not all ${what} are planned`)
  const rows = [
    schedule.importKW,
    schedule.exportKW,
    ...sourcesKW,
    ...unitsKW,
    ...tanks.map((tank) => tank.storedKWh),
    ...storages.flatMap((s) => [s.chargeKW, s.dischargeKW, s.storedKWh]),
  ]
  if (rows.some((row) => row.length !== n) || onOff.some((path) => path.length !== n))
    faults.push(`not every series has ${n} steps`)
  if (rows.some((row) => row.some((value) => !Number.isFinite(value)))) faults.push('a value is not a number')
  return faults
}

/** Costs agree within rounding; soft prices of thousands turn a tolerance of the solver into cents. */
function checkCost(findings: Findings, { costEur, boundEur }: Schedule): void {
  const roundingEur = 0.02 + 1e-6 * Math.abs(costEur)
  if (!(Math.abs(findings.costEur - costEur) <= roundingEur))
    findings.faults.push(`it says it costs ${costEur.toFixed(4)} EUR, and costs ${findings.costEur.toFixed(4)}`)
  // a warm start may stop a little off the optimum (HiGHS issue 3194): compared with a tolerance, never for equality
  if (!(costEur >= boundEur - roundingEur))
    findings.faults.push(`its cost ${costEur.toFixed(4)} EUR is below the bound ${boundEur.toFixed(4)}`)
}

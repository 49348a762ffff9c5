import type { BrokenLimit } from '../../../domain/dispatch/plan.ts'
import { at, hoursOf, type PlanProblem } from '../problem.ts'

/** Deviations up to here are the solver's rounding, kW or kWh. */
export const toleranceKW = 0.01

/** What a check of a schedule has found so far. */
export interface Findings {
  /** What makes the schedule unusable, in words with numbers. */
  faults: string[]
  /** Soft limits that it breaks. */
  broken: BrokenLimit[]
  /** Its cost as recomputed so far, EUR. */
  costEur: number
}

/** A soft limit: how far it is exceeded in each step, and what that costs. */
export interface SoftLimit {
  limit: string
  unit: 'kW' | 'kWh'
  excess: readonly number[]
  /** Per MWh: of power over a step, or of stored energy at the end of a step however short. */
  eurPerMWh: number
}

/** Lists a value that is outside [least, most]. */
export function expectWithin(findings: Findings, what: string, value: number, least: number, most: number): void {
  if (value >= least - toleranceKW && value <= most + toleranceKW) return
  findings.faults.push(`${what} is ${value.toFixed(3)}, allowed is ${least.toFixed(3)} to ${most.toFixed(3)}`)
}

/** Lists each run of steps in which a soft limit is exceeded, and adds its cost. */
export function addSoftLimit(
  findings: Findings,
  problem: PlanProblem,
  { limit, unit, excess, eurPerMWh }: SoftLimit,
): void {
  const hours = hoursOf(problem)
  let run: BrokenLimit | undefined
  for (const [t, hoursOfIt] of hours.entries()) {
    const by = Math.max(0, at(excess, t))
    const costEur = (by / 1_000) * eurPerMWh * (unit === 'kWh' ? 1 : hoursOfIt)
    findings.costEur += costEur
    if (by <= toleranceKW) {
      run = undefined
      continue
    }
    if (!run) findings.broken.push((run = { limit, from: at(problem.edges, t), until: 0, by: 0, unit, costEur: 0 }))
    run.until = at(problem.edges, t + 1)
    run.by = Math.max(run.by, by)
    run.costEur += costEur
  }
}

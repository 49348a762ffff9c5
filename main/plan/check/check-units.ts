import { at, hoursOf, type PlanProblem, type PlanUnit } from '../problem.ts'
import type { Schedule } from '../schedule.ts'
import { expectWithin, type Findings } from './findings.ts'

/** Units: off or within their range, minimum times with the time before the plan, ramps; starts are paid. */
export function checkUnits(findings: Findings, problem: PlanProblem, schedule: Schedule): void {
  for (const [i, unit] of problem.units.entries()) {
    const isOn = [...(schedule.onOff[i] ?? [])]
    const powerKW = schedule.unitsKW[i] ?? []
    for (const [t, hours] of hoursOf(problem).entries()) {
      const state = isOn[t] ?? -1
      if (state !== 0 && state !== 1) findings.faults.push(`${unit.id} is neither on nor off in step ${t}`)
      const [least, most] = state === 1 ? [unit.minKW, at(unit.maxKW, t)] : [0, 0]
      if (most < least) findings.faults.push(`${unit.id} runs in step ${t}, where it can't`)
      expectWithin(findings, `power of ${unit.id} in step ${t}`, at(powerKW, t), least, Math.max(least, most))
      findings.costEur += (at(powerKW, t) / 1_000) * unit.costEurPerMWh * hours
    }
    checkTimes(findings, problem, unit, isOn)
    checkRamps(findings, problem, unit, isOn, powerKW)
  }
}

/** Walks through the changes; the one before the plan lies as far back as the unit has been in its state. */
function checkTimes(findings: Findings, { edges }: PlanProblem, unit: PlanUnit, isOn: readonly number[]): void {
  let state = unit.start.isOn ? 1 : 0
  let changedAt = at(edges, 0) - unit.start.forMs
  let isAsBefore = true
  for (const [t, next] of isOn.entries()) {
    if (next === state) continue
    const sinceMs = at(edges, t) - changedAt
    const leastMs = state === 1 ? unit.minOnMs : unit.minOffMs
    const mustStop = state === 1 && at(unit.maxKW, t) < unit.minKW && isAsBefore
    if (sinceMs < leastMs && !mustStop)
      findings.faults.push(
        `${unit.id} changes in step ${t} after ${sinceMs / 60_000} min, it needs ${leastMs / 60_000}`,
      )
    if (next === 1) findings.costEur += unit.startCostEur
    state = next
    isAsBefore = false
    changedAt = at(edges, t)
  }
}

function checkRamps(
  findings: Findings,
  problem: PlanProblem,
  unit: PlanUnit,
  isOn: readonly number[],
  powerKW: readonly number[],
): void {
  if (unit.rampKWPerH === Infinity) return
  let [beforeKW, wasOn, mostBeforeKW] = [
    unit.start.isOn ? unit.start.powerKW : 0,
    unit.start.isOn ? 1 : 0,
    unit.start.powerKW,
  ]
  for (const [t, hours] of hoursOf(problem).entries()) {
    const rampKW = unit.rampKWPerH * hours
    const edgeKW = Math.max(rampKW, unit.minKW)
    const riseKW = at(isOn, t) > wasOn ? edgeKW : rampKW
    // what becomes unavailable may be left at any rate
    const awayKW = mostBeforeKW - at(unit.maxKW, t)
    const fallKW = Math.max(at(isOn, t) < wasOn ? edgeKW : rampKW, awayKW)
    expectWithin(findings, `change of ${unit.id} into step ${t}`, at(powerKW, t) - beforeKW, -fallKW, riseKW)
    ;[beforeKW, wasOn, mostBeforeKW] = [at(powerKW, t), at(isOn, t), at(unit.maxKW, t)]
  }
}

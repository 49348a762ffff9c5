import { at, canRun, type PlanProblem, type PlanUnit, stepCount } from './problem.ts'

/** When a unit may change, in steps of this horizon. */
export interface UnitTimes {
  /** A unit started at the begin of step t may stop at the begin of step `stopFrom[t]`, the end of the horizon at the latest. */
  stopFrom: readonly number[]
  /** A unit stopped at the begin of step t may start at the begin of step `startFrom[t]`. */
  startFrom: readonly number[]
  /** Running at the begin: steps it must go on; 0 for one that is off or may stop. */
  mustRunSteps: number
  /** Off at the begin: steps it must stay off. */
  mustRestSteps: number
}

/** Minimum times in steps. A minimum time holds until the first edge at or after its end. */
export function unitTimes(problem: PlanProblem, unit: PlanUnit): UnitTimes {
  const { edges } = problem
  const n = stepCount(problem)
  const firstAtOrAfter = (instant: number): number => {
    const step = edges.findIndex((edge) => edge >= instant)
    return step === -1 ? n : Math.min(step, n)
  }
  const spans = (ms: number) => Array.from({ length: n }, (_, t) => Math.max(t + 1, firstAtOrAfter(at(edges, t) + ms)))
  const { isOn, forMs } = unit.start
  const left = (ms: number): number => firstAtOrAfter(at(edges, 0) + Math.max(0, ms - forMs))
  return {
    stopFrom: spans(unit.minOnMs),
    startFrom: spans(unit.minOffMs),
    mustRunSteps: isOn ? untilAway(problem, unit, Math.max(left(unit.minOnMs), rampSteps(problem, unit))) : 0,
    mustRestSteps: isOn ? 0 : left(unit.minOffMs),
  }
}

/** A unit that becomes unavailable need not go on. */
function untilAway(problem: PlanProblem, unit: PlanUnit, steps: number): number {
  for (let t = 0; t < steps; t++) if (!canRun(unit, t)) return t
  return Math.min(steps, stepCount(problem))
}

/** Steps a slow unit takes to come down to where it may stop. */
function rampSteps(problem: PlanProblem, unit: PlanUnit): number {
  let powerKW = unit.start.powerKW
  for (let t = 0; t < stepCount(problem); t++) {
    const stepKW = rampKW(problem, unit, t)
    if (powerKW <= Math.max(stepKW, unit.minKW) + 1e-9) return t
    powerKW -= stepKW
  }
  return stepCount(problem)
}

/** Largest change of its power from the step before to step t, kW. */
export function rampKW({ edges }: PlanProblem, { rampKWPerH }: PlanUnit, t: number): number {
  return rampKWPerH === Infinity ? Infinity : rampKWPerH * ((at(edges, t + 1) - at(edges, t)) / 3_600_000)
}

/** Whether its ramp can bind in the step at all: most units pass from nothing to everything within one. */
export function hasRamp(problem: PlanProblem, unit: PlanUnit, t: number): boolean {
  return rampKW(problem, unit, t) < Math.max(at(unit.maxKW, t), at(unit.maxKW, t - 1), t === 0 ? unit.start.powerKW : 0)
}

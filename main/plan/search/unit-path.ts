import { at, canRun, type PlanUnit } from '../problem.ts'
import type { UnitTimes } from '../unit-times.ts'

/** What a unit is priced with. */
export interface UnitPricing {
  unit: PlanUnit
  times: UnitTimes
  /** What being on costs more than being off, by step, EUR. */
  onEur: ArrayLike<number>
  /** Steps in which it must not run, because its partner does. */
  blocked?: Uint8Array | undefined
}

/**
 * The cheapest path of on and off that keeps minimum times and starts: exact dynamic programming over "free to stop"
 * and "free to start". A start runs through its minimum time at once, so a step has two states, whatever the times are.
 */
export function cheapestPath({ unit, times, onEur, blocked }: UnitPricing): Uint8Array {
  const n = onEur.length
  const total = runningTotal(unit, onEur, blocked)
  const runEur = (from: number, until: number): number => at(total, until) - at(total, from)
  // value and choice from step t on; `on` = running and free to stop, `off` = off and free to start
  const on = new Float64Array(n + 1)
  const off = new Float64Array(n + 1)
  const stops = new Uint8Array(n)
  const starts = new Uint8Array(n)
  for (let t = n - 1; t >= 0; t--) {
    const stayOn = runEur(t, t + 1) + at(on, t + 1)
    const stop = at(off, at(times.startFrom, t))
    stops[t] = stop < stayOn ? 1 : 0
    on[t] = Math.min(stop, stayOn)
    const until = at(times.stopFrom, t)
    const start = unit.startCostEur + runEur(t, until) + at(on, until)
    const stayOff = at(off, t + 1)
    starts[t] = start < stayOff ? 1 : 0
    off[t] = Math.min(start, stayOff)
  }
  return walk(unit, times, stops, starts)
}

function walk(unit: PlanUnit, times: UnitTimes, stops: Uint8Array, starts: Uint8Array): Uint8Array {
  const n = stops.length
  const path = new Uint8Array(n)
  let isOn = unit.start.isOn
  let t = isOn ? times.mustRunSteps : times.mustRestSteps
  if (isOn) path.fill(1, 0, t)
  while (t < n) {
    const changes = at(isOn ? stops : starts, t) === 1
    const next = changes ? at(isOn ? times.startFrom : times.stopFrom, t) : t + 1
    if (changes) isOn = !isOn
    if (isOn) path.fill(1, t, next)
    t = next
  }
  return path
}

/** What a step costs in which it can't run: more than anything else, and still a number to add up. */
const impossibleEur = 1e9

function runningTotal(unit: PlanUnit, onEur: ArrayLike<number>, blocked: Uint8Array | undefined): Float64Array {
  const total = new Float64Array(onEur.length + 1)
  for (let t = 0; t < onEur.length; t++) {
    const isImpossible = !canRun(unit, t) || blocked?.[t] === 1
    total[t + 1] = at(total, t) + (isImpossible ? impossibleEur : at(onEur, t))
  }
  return total
}

/** What a path costs at these prices; Infinity for one that breaks a minimum time or runs where it can't. */
export function pathEur({ unit, times, onEur, blocked }: UnitPricing, path: Uint8Array): number {
  let [sum, isOn, freeAt] = [0, unit.start.isOn, unit.start.isOn ? times.mustRunSteps : times.mustRestSteps]
  for (let t = 0; t < path.length; t++) {
    const willBeOn = path[t] === 1
    if (willBeOn !== isOn) {
      if (t < freeAt) return Infinity
      if (willBeOn) sum += unit.startCostEur
      freeAt = at(willBeOn ? times.stopFrom : times.startFrom, t)
      isOn = willBeOn
    }
    if (!willBeOn) continue
    if (!canRun(unit, t) || blocked?.[t] === 1) return Infinity
    sum += at(onEur, t)
  }
  return sum
}

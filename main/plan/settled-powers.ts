import { at, bindingsOf, type OnOff, type PlanProblem } from './problem.ts'

/**
 * Powers with those of units alike in a fixed order: among several that run the first takes the most. It costs the same
 * and keeps containers from changing places with each step, as the solver has no reason not to let them.
 */
export function settledPowers(
  problem: PlanProblem,
  onOff: OnOff,
  powersKW: readonly (readonly number[])[],
): number[][] {
  const { units } = problem
  const settled = powersKW.map((row) => [...row])
  const groups = Map.groupBy(units.keys(), (i) => likeness(problem, i))
  for (const members of groups.values()) {
    const maxKW = units[members[0] ?? 0]?.maxKW ?? []
    for (let t = 0; members.length > 1 && t < maxKW.length; t++) {
      const running = members.filter((i) => onOff[i]?.[t] === 1)
      const leastKW = units[members[0] ?? 0]?.minKW ?? 0
      let leftKW = running.reduce((sum, i) => sum + at(powersKW[i] ?? [], t) - leastKW, 0)
      for (const i of running) {
        const moreKW = Math.min(leftKW, at(maxKW, t) - leastKW)
        leftKW -= moreKW
        const row = settled[i]
        if (row) row[t] = leastKW + moreKW
      }
    }
  }
  return settled
}

/** Same for units whose powers may be exchanged; a slow one stays alone. */
function likeness(problem: PlanProblem, place: number): string {
  const unit = problem.units[place]
  if (!unit || unit.rampKWPerH !== Infinity) return String(place)
  const { flow, minKW, maxKW, costEurPerMWh, isSheddable } = unit
  return isSheddable ? JSON.stringify([flow, minKW, maxKW, costEurPerMWh, bindingsOf(problem, unit.id)]) : String(place)
}

import { at, type OnOff, type PlanProblem, type PlanUnit, stepCount } from '../problem.ts'
import { hasRamp } from '../unit-times.ts'
import { createLinearModel, type LinearData, type LinearModel, type Term } from './linear-model.ts'
import { addPhysics, type Physics } from './physics.ts'
import { rampsOf } from './relaxed-model.ts'

/** The programme with on and off given: they are bounds of the powers, so the next choice is a small change. */
export interface DispatchModel {
  data: LinearData
  physics: Physics
  /** Column of the power of each unit by step, MW. */
  powers: number[][]
  /** Puts another choice of on and off into `data`. */
  commit(onOff: OnOff): void
  /** Keeps a storage from charging or discharging in a step, until `release`. */
  pin(column: number): void
  release(): void
}

/** Builds the programme for given on and off. */
export function dispatchModel(problem: PlanProblem): DispatchModel {
  const model = createLinearModel()
  const n = stepCount(problem)
  const hours = (t: number) => (at(problem.edges, t + 1) - at(problem.edges, t)) / 3_600_000
  const powers = problem.units.map((unit) =>
    Array.from({ length: n }, (_, t) => model.addColumn(unit.costEurPerMWh * hours(t), 0, 0)),
  )
  const blocks = problem.units.map((unit, i) => ({
    unit,
    power: (t: number): Term[] => [[at(powers[i] ?? [], t), 1]],
    room: (t: number): Term[] => [[at(powers[i] ?? [], t), -1]],
  }))
  const physics = addPhysics(model, problem, blocks)
  const ramps = problem.units.flatMap((unit, i) => addRamps(model, problem, unit, powers[i] ?? []))
  const data = model.data()
  const fixed = { ...data, lower: data.lower.slice(), upper: data.upper.slice(), rowLower: data.rowLower.slice() }
  const commit = (onOff: OnOff): void => {
    let startsEur = 0
    const roomMW = new Float64Array(n)
    for (const [i, unit] of problem.units.entries()) {
      const path = onOff[i] ?? new Uint8Array(n)
      startsEur += countStarts(unit, path) * unit.startCostEur
      for (let t = 0; t < n; t++) {
        const column = at(powers[i] ?? [], t)
        const isOn = at(path, t)
        data.lower[column] = (isOn * unit.minKW) / 1_000
        data.upper[column] = (isOn * at(unit.maxKW, t)) / 1_000
        if (unit.isSheddable) roomMW[t] = at(roomMW, t) + (isOn * at(unit.maxKW, t)) / 1_000
      }
    }
    for (const [t, row] of (physics.security.down?.rows ?? []).entries())
      data.rowLower[row] = at(fixed.rowLower, row) - at(roomMW, t)
    for (const ramp of ramps) ramp(data, onOff)
    data.constant = fixed.constant + startsEur
  }
  return {
    data,
    physics,
    powers,
    commit,
    pin: (column) => void (data.upper[column] = 0),
    release() {
      for (const { charge, discharge } of physics.storages)
        for (const column of [...charge, ...discharge]) data.upper[column] = at(fixed.upper, column)
    },
  }
}

/** Ramp rows of a unit, and for each what a choice of on and off makes of its bounds. */
function addRamps(
  model: LinearModel,
  problem: PlanProblem,
  unit: PlanUnit,
  powers: readonly number[],
): ((data: LinearData, onOff: OnOff) => void)[] {
  const place = problem.units.indexOf(unit)
  const setters: ((data: LinearData, onOff: OnOff) => void)[] = []
  for (let t = 0; t < powers.length; t++) {
    if (!hasRamp(problem, unit, t)) continue
    const { step, edge, fall } = rampsOf(problem, unit, t)
    const terms: Term[] = [[at(powers, t), 1]]
    if (t > 0) terms.push([at(powers, t - 1), -1])
    const startMW = t === 0 && unit.start.isOn ? unit.start.powerKW / 1_000 : 0
    const row = model.addRow(-Infinity, Infinity, terms)
    setters.push((data, onOff) => {
      const isOn = at(onOff[place] ?? [], t)
      const wasOn = t === 0 ? (unit.start.isOn ? 1 : 0) : at(onOff[place] ?? [], t - 1)
      data.rowUpper[row] = startMW + (isOn > wasOn ? edge : step)
      data.rowLower[row] = startMW - (isOn < wasOn ? Math.max(edge, fall) : fall)
    })
  }
  return setters
}

/** How often the unit starts on this path. */
export function countStarts({ start }: PlanUnit, path: Uint8Array): number {
  let [starts, wasOn] = [0, start.isOn ? 1 : 0]
  for (const isOn of path) {
    if (isOn > wasOn) starts++
    wasOn = isOn
  }
  return starts
}

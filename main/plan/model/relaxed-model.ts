import { at, bindingsOf, canRun, type PlanProblem, type PlanUnit, stepCount } from '../problem.ts'
import { hasRamp, rampKW, type UnitTimes, unitTimes } from '../unit-times.ts'
import { createLinearModel, type LinearData, type LinearModel, type Term } from './linear-model.ts'
import type { UnitBlock } from './build.ts'
import { addPhysics, type Physics } from './physics.ts'

/** Units that nothing tells apart, as one block of the relaxed programme: the bound stays the same, it is solved faster. */
export interface UnitGroup {
  /** Places of its units in the problem. */
  members: readonly number[]
  unit: PlanUnit
  times: UnitTimes
  /** Columns by step: share of the units that are on, power above the lowest in MW, share that starts. */
  on: number[]
  above: number[]
  starts: number[]
}

/** The programme with on and off between 0 and 1: what it costs no schedule can undercut. */
export interface RelaxedModel {
  data: LinearData
  physics: Physics
  groups: UnitGroup[]
}

/** Builds the relaxed programme; `isGrouped` false keeps each unit apart, as a mixed-integer solver needs it. */
export function relaxedModel(problem: PlanProblem, isGrouped = true): RelaxedModel {
  const model = createLinearModel()
  const groups = groupsOf(problem, isGrouped).map((members) => addGroup(model, problem, members))
  const physics = addPhysics(
    model,
    problem,
    groups.map((group) => block(group)),
  )
  return { data: model.data(), physics, groups }
}

function groupsOf(problem: PlanProblem, isGrouped: boolean): number[][] {
  const { units, tanks } = problem
  const groups = new Map<string, number[]>()
  for (const [i, unit] of units.entries()) {
    const { id, ...rest } = unit
    const isAlone = !isGrouped || tanks.some((tank) => tank.fill === id || tank.drain === id)
    const key = isAlone ? id : JSON.stringify({ ...rest, start: startKey(unit), behind: bindingsOf(problem, id) })
    groups.set(key, [...(groups.get(key) ?? []), i])
  }
  return [...groups.values()]
}

/** A unit that has kept its minimum time is like any other that has. */
function startKey({ start, minOnMs, minOffMs, rampKWPerH }: PlanUnit): unknown[] {
  const least = start.isOn ? minOnMs : minOffMs
  return [start.isOn, Math.min(start.forMs, least), rampKWPerH === Infinity ? 0 : start.powerKW]
}

function addGroup(model: LinearModel, problem: PlanProblem, members: readonly number[]): UnitGroup {
  const unit = problem.units[at(members, 0)] as PlanUnit
  const times = unitTimes(problem, unit)
  const count = members.length
  const group: UnitGroup = { members, unit, times, on: [], above: [], starts: [] }
  for (let t = 0; t < stepCount(problem); t++) {
    const hours = (at(problem.edges, t + 1) - at(problem.edges, t)) / 3_600_000
    const [least, most] = [unit.minKW / 1_000, at(unit.maxKW, t) / 1_000]
    const mayRun = canRun(unit, t) && t >= times.mustRestSteps
    const cost = unit.costEurPerMWh * hours
    group.on.push(model.addColumn(cost * count * least, t < times.mustRunSteps ? 1 : 0, mayRun ? 1 : 0))
    group.above.push(model.addColumn(cost, 0, mayRun ? count * (most - least) : 0))
    group.starts.push(model.addColumn(unit.startCostEur * count, 0, mayRun ? 1 : 0))
    if (mayRun)
      model.addRow(-Infinity, 0, [
        [at(group.above, t), 1],
        [at(group.on, t), -count * (most - least)],
      ])
    addTimes(model, group, t)
    if (hasRamp(problem, unit, t)) addRamps(model, problem, group, t)
  }
  return group
}

/**
 * Starts and minimum times after Rajan and Takriti (2005), without a column for stops:
 * starts >= on - on before; starts of the last minimum time <= on; what started since + what was on before it <= 1.
 */
function addTimes(model: LinearModel, group: UnitGroup, t: number): void {
  const { unit, on, starts, times } = group
  const before = t === 0 ? (unit.start.isOn ? 1 : 0) : 0
  const previous: Term[] = t === 0 ? [] : [[at(on, t - 1), 1]]
  model.addRow(-before, Infinity, [[at(starts, t), 1], [at(on, t), -1], ...previous])
  const since = (ends: readonly number[]) => ends.findIndex((end, start) => start <= t && end > t)
  const started = (from: number): Term[] =>
    Array.from({ length: t - from + 1 }, (_, k): Term => [at(starts, from + k), 1])
  const firstStart = since(times.stopFrom)
  if (firstStart >= 0 && firstStart < t) model.addRow(-Infinity, 0, [...started(firstStart), [at(on, t), -1]])
  const firstStop = since(times.startFrom)
  if (firstStop < 0 || firstStop >= t) return
  const wasOn = firstStop === 0 ? (unit.start.isOn ? 1 : 0) : 0
  const earlier: Term[] = firstStop === 0 ? [] : [[at(on, firstStop - 1), 1]]
  model.addRow(-Infinity, 1 - wasOn, [...started(firstStop), ...earlier])
}

/** Ramps; a start may reach, and a stop leave, the lowest power or one ramp, whichever is more. */
function addRamps(model: LinearModel, problem: PlanProblem, group: UnitGroup, t: number): void {
  const { unit, on, starts, members } = group
  const { step, edge, fall } = rampsOf(problem, unit, t)
  const count = members.length
  const now = powerOf(group, t, 1)
  const before = t === 0 ? [] : powerOf(group, t - 1, -1)
  const startMW = t === 0 && unit.start.isOn ? (count * unit.start.powerKW) / 1_000 : 0
  model.addRow(-Infinity, startMW + count * step, [...now, ...before, [at(starts, t), -count * (edge - step)]])
  const extra = count * (edge - step)
  const wasOn = t === 0 && unit.start.isOn ? 1 : 0
  const stops: Term[] = t === 0 ? [] : [[at(on, t - 1), extra]]
  model.addRow(
    startMW - count * fall - extra * wasOn,
    Infinity,
    merged([...now, ...before, [at(starts, t), extra], [at(on, t), -extra], ...stops]),
  )
}

/** Ramp of a step, what a start or stop may pass, and the fall allowed when less becomes available, MW. */
export function rampsOf(problem: PlanProblem, unit: PlanUnit, t: number): { step: number; edge: number; fall: number } {
  const stepKW = rampKW(problem, unit, t)
  const beforeKW = t === 0 ? unit.start.powerKW : at(unit.maxKW, t - 1)
  const fallKW = Math.max(stepKW, beforeKW - at(unit.maxKW, t))
  return { step: stepKW / 1_000, edge: Math.max(stepKW, unit.minKW) / 1_000, fall: fallKW / 1_000 }
}

function powerOf({ unit, members, on, above }: UnitGroup, t: number, sign: 1 | -1): Term[] {
  return [
    [at(on, t), (sign * members.length * unit.minKW) / 1_000],
    [at(above, t), sign],
  ]
}

/** Terms of the same column added up: the solver takes each column once in a row. */
function merged(terms: readonly Term[]): Term[] {
  const sums = new Map<number, number>()
  for (const [column, size] of terms) sums.set(column, (sums.get(column) ?? 0) + size)
  return [...sums]
}

function block(group: UnitGroup): UnitBlock {
  const { unit, members, on, above } = group
  return {
    unit,
    power: (t) => powerOf(group, t, 1),
    room: (t) => [
      [at(on, t), (members.length * (at(unit.maxKW, t) - unit.minKW)) / 1_000],
      [at(above, t), -1],
    ],
  }
}

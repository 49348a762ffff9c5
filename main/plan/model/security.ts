import { at, type PlanCommitment } from '../problem.ts'
import type { Term } from './linear-model.ts'
import type { Build, GridColumns } from './build.ts'
import { flowOf } from './feeders.ts'
import type { StorageColumns, StoreColumns } from './stores.ts'

/** A soft row per step with the column of what is missing; absent where nothing is asked. */
export interface SoftRows {
  rows: number[]
  missing: number[]
}

/** Rows of a commitment by step, of its lowest and highest power; -1 where nothing is agreed. */
export interface CommitmentRows {
  least: number[]
  most: number[]
}

/** Demand charge, reserves, emergency energy and commitments. */
export interface SecurityRows {
  /** Column of the peak, MW. */
  peak?: number
  up?: SoftRows
  down?: SoftRows
  emergency?: SoftRows
  commitments: CommitmentRows[]
}

interface Parts {
  grid: GridColumns
  sources: readonly number[][]
  storages: readonly StorageColumns[]
  tanks: readonly StoreColumns[]
}

/** Adds what is kept free, kept stored, agreed, and paid for the peak. */
export function addSecurity(build: Build, parts: Parts): SecurityRows {
  const { problem } = build
  const { demandCharge, reserve, emergencyKWh } = problem
  return {
    ...(demandCharge ? { peak: addPeak(build, parts) } : {}),
    ...(reserve
      ? {
          up: addSoft(build, reserve.upKW, (t) => upTerms(build, parts, t)),
          down: addSoft(build, reserve.downKW, (t) => downTerms(build, parts, t)),
        }
      : {}),
    ...(emergencyKWh ? { emergency: addSoft(build, emergencyKWh, (t) => storedTerms(build, parts, t), true) } : {}),
    commitments: problem.commitments.map((commitment) => addCommitment(build, parts, commitment)),
  }
}

/** Terms of a row and the constant that belongs to them. */
interface Sum {
  terms: Term[]
  constant: number
}

/** Peak >= import in the charged steps, and >= the peak the month has seen. */
function addPeak({ model, problem, hours }: Build, { grid }: Parts): number {
  const { eurPerKW = 0, peakSoFarKW = 0, isCharged = [] } = problem.demandCharge ?? {}
  const peak = model.addColumn(eurPerKW * 1_000, peakSoFarKW / 1_000, Infinity)
  for (const t of hours.keys())
    if (isCharged[t])
      model.addRow(0, Infinity, [
        [peak, 1],
        [at(grid.imported, t), -1],
        [at(grid.importExcess, t), -1],
      ])
  return peak
}

function addSoft(
  { model, hours, soft }: Build,
  asked: readonly number[],
  sumAt: (step: number) => Sum,
  isEnergy = false,
): SoftRows {
  // as with a floor: energy missing at the end of a step costs the same, however short the step
  const missing = hours.map((h) => model.addColumn(soft.contract * (isEnergy ? 1 : h), 0, Infinity))
  const rows = hours.map((_, t) => {
    const { terms, constant } = sumAt(t)
    return model.addRow(at(asked, t) / 1_000 - constant, Infinity, [...terms, [at(missing, t), 1]])
  })
  return { rows, missing }
}

/** More power into the bus: discharge left, charging stopped, mining shed. */
function upTerms({ problem, blocks }: Build, { storages }: Parts, t: number): Sum {
  const terms = storages.flatMap((s): Term[] => [
    [at(s.discharge, t), -1],
    [at(s.charge, t), 1],
  ])
  for (const { unit, power } of blocks) if (unit.isSheddable) terms.push(...power(t))
  const constant = problem.storages.reduce((sum, s) => sum + at(s.dischargeLimitKW, t) / 1_000, 0)
  return { terms, constant }
}

/** Less power into the bus: charge left, discharging stopped, plants curtailed, mining raised. */
function downTerms({ problem, blocks }: Build, { storages, sources }: Parts, t: number): Sum {
  const terms = storages.flatMap((s): Term[] => [
    [at(s.charge, t), -1],
    [at(s.discharge, t), 1],
  ])
  for (const [i, columns] of sources.entries()) if (problem.sources[i]?.isCurtailable) terms.push([at(columns, t), 1])
  for (const { unit, room } of blocks) if (unit.isSheddable) terms.push(...room(t))
  const constant = problem.storages.reduce((sum, s) => sum + at(s.chargeLimitKW, t) / 1_000, 0)
  return { terms, constant }
}

/** Energy above the floors of the storages that serve in an emergency. */
function storedTerms({ problem }: Build, { storages }: Parts, t: number): Sum {
  return sumOf(
    problem.storages.flatMap((storage, i) => (storage.isForEmergency ? inStore(storage, storages[i], t) : [])),
  )
}

/** Energy that members keep above their floors; of a tank by what was taken to fill it. */
function heldTerms({ problem }: Build, { storages, tanks }: Parts, members: ReadonlySet<string>, t: number): Sum {
  return sumOf([
    ...problem.storages.flatMap((storage, i) => (members.has(storage.id) ? inStore(storage, storages[i], t) : [])),
    ...problem.tanks.flatMap((tank, i) => (members.has(tank.id) ? inStore(tank, tanks[i], t, 1 / tank.fillRatio) : [])),
  ])
}

/** What is in a store above its floor, times a factor. */
function inStore({ floorKWh }: { floorKWh: number }, columns: StoreColumns | undefined, t: number, factor = 1): Sum[] {
  if (!columns) return []
  const { inside, under, over } = columns
  const terms: Term[] = [
    [at(inside, t), factor],
    [at(under, t), -factor],
    [at(over, t), factor],
  ]
  return [{ terms, constant: (-floorKWh * factor) / 1_000 }]
}

function sumOf(sums: readonly Sum[]): Sum {
  return {
    terms: sums.flatMap(({ terms }) => terms),
    constant: sums.reduce((all, { constant }) => all + constant, 0),
  }
}

function addCommitment(build: Build, parts: Parts, commitment: PlanCommitment): CommitmentRows {
  const { model, hours } = build
  const { grid } = parts
  const members = commitment.members && new Set(commitment.members)
  if (members) addHeld(build, parts, commitment, members)
  const atGrid = (t: number): Term[] => [
    [at(grid.imported, t), 1],
    [at(grid.importExcess, t), 1],
    [at(grid.exported, t), -1],
    [at(grid.exportExcess, t), -1],
  ]
  const bound = (boundKW: number | undefined, sign: 1 | -1, t: number): number => {
    if (boundKW === undefined) return -1
    const missing = model.addColumn(commitment.penaltyEurPerMWh * at(hours, t), 0, Infinity)
    const [lower, upper] = sign === 1 ? [boundKW / 1_000, Infinity] : [-Infinity, boundKW / 1_000]
    return model.addRow(lower, upper, [...(members ? flowOf(build, parts, members, t) : atGrid(t)), [missing, sign]])
  }
  return {
    least: hours.map((_, t) => bound(commitment.minKW[t], 1, t)),
    most: hours.map((_, t) => bound(commitment.maxKW[t], -1, t)),
  }
}

/** Energy that is kept for somebody: a soft row per step. */
function addHeld(
  build: Build,
  parts: Parts,
  { heldKWh, penaltyEurPerMWh }: PlanCommitment,
  members: ReadonlySet<string>,
): void {
  if (!heldKWh) return
  for (const t of build.hours.keys()) {
    const heldMWh = at(heldKWh, t) / 1_000
    if (heldMWh <= 0) continue
    const { terms, constant } = heldTerms(build, parts, members, t)
    const missing = build.model.addColumn(penaltyEurPerMWh, 0, Infinity)
    build.model.addRow(heldMWh - constant, Infinity, [...terms, [missing, 1]])
  }
}

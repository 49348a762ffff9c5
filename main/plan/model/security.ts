import { at, type PlanCommitment } from '../problem.ts'
import type { Term } from './linear-model.ts'
import type { Build, GridColumns } from './build.ts'
import type { StorageColumns } from './stores.ts'

/** A soft row per step with the column of what is missing; absent where nothing is asked. */
export interface SoftRows {
  rows: number[]
  missing: number[]
}

/** Columns of a commitment by step; -1 where nothing is agreed. */
export interface CommitmentColumns {
  below: number[]
  above: number[]
}

/** Demand charge, reserves, emergency energy and commitments. */
export interface SecurityRows {
  /** Column of the peak, MW. */
  peak?: number
  up?: SoftRows
  down?: SoftRows
  emergency?: SoftRows
  commitments: CommitmentColumns[]
}

interface Parts {
  grid: GridColumns
  sources: readonly number[][]
  storages: readonly StorageColumns[]
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

/** Energy above the floors of the storages that serve in an emergency, or of the named ones. */
function storedTerms({ problem }: Build, { storages }: Parts, t: number, ids?: readonly string[]): Sum {
  const terms: Term[] = []
  let constant = 0
  for (const [i, { inside, under, over }] of storages.entries()) {
    const storage = problem.storages[i]
    if (!storage || !(ids?.includes(storage.id) ?? storage.isForEmergency)) continue
    terms.push([at(inside, t), 1], [at(under, t), -1], [at(over, t), 1])
    constant -= storage.floorKWh / 1_000
  }
  return { terms, constant }
}

function addCommitment(build: Build, parts: Parts, commitment: PlanCommitment): CommitmentColumns {
  const { model, problem, hours } = build
  const { grid } = parts
  const agreed = parts.storages.filter((_, i) => commitment.storages?.includes(problem.storages[i]?.id ?? ''))
  addHeld(build, parts, commitment)
  const atStorages = (t: number): Term[] =>
    agreed.flatMap((s): Term[] => [
      [at(s.discharge, t), 1],
      [at(s.charge, t), -1],
    ])
  const atGrid = (t: number): Term[] => [
    [at(grid.imported, t), 1],
    [at(grid.importExcess, t), 1],
    [at(grid.exported, t), -1],
    [at(grid.exportExcess, t), -1],
  ]
  const missing = (boundKW: number | undefined, sign: 1 | -1, t: number): number => {
    if (boundKW === undefined) return -1
    const column = model.addColumn(commitment.penaltyEurPerMWh * at(hours, t), 0, Infinity)
    const [lower, upper] = sign === 1 ? [boundKW / 1_000, Infinity] : [-Infinity, boundKW / 1_000]
    model.addRow(lower, upper, [...(commitment.storages ? atStorages(t) : atGrid(t)), [column, sign]])
    return column
  }
  return {
    below: hours.map((_, t) => missing(commitment.minKW[t], 1, t)),
    above: hours.map((_, t) => missing(commitment.maxKW[t], -1, t)),
  }
}

/** Energy that is kept for somebody: a soft row per step. */
function addHeld(build: Build, parts: Parts, { heldKWh, storages, penaltyEurPerMWh }: PlanCommitment): void {
  if (!heldKWh || !storages) return
  for (const t of build.hours.keys()) {
    const heldMWh = at(heldKWh, t) / 1_000
    if (heldMWh <= 0) continue
    const { terms, constant } = storedTerms(build, parts, t, storages)
    const missing = build.model.addColumn(penaltyEurPerMWh, 0, Infinity)
    build.model.addRow(heldMWh - constant, Infinity, [...terms, [missing, 1]])
  }
}

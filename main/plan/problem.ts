import type { EpochMs, KW, KWh, Ms } from '../../domain/units.ts'

/** A value for each step of the horizon. */
export type PerStep = readonly number[]

/** Energy left at the end: each MWh below the target costs its worth; above the target it is worth nothing. */
export interface EndEnergy {
  targetKWh: KWh
  valueEurPerMWh: number
}

/** A plant whose output is forecast and may be curtailed. */
export interface PlanSource {
  id: string
  availableKW: PerStep
  /** A small price keeps it from being curtailed and used arbitrarily, EUR/MWh. */
  costEurPerMWh: number
  /** False: what it gives is taken as it comes. */
  isCurtailable: boolean
}

/** A battery or a bank of flywheels. Powers are magnitudes. */
export interface PlanStorage {
  id: string
  chargeLimitKW: PerStep
  dischargeLimitKW: PerStep
  /** Energy stored over energy taken, and energy given over energy withdrawn, 0 to 1. */
  chargeRatio: number
  dischargeRatio: number
  /** Share of the stored energy lost in an hour. */
  lossPerHRatio: number
  /** Constant loss while it is in use, kW. */
  standbyLossKW: KW
  floorKWh: KWh
  ceilingKWh: KWh
  startKWh: KWh
  /** What a MWh discharged wears off, EUR. */
  wearEurPerMWh: number
  end: EndEnergy
  /** Its energy above the floor counts for the emergency reserve. */
  isForEmergency: boolean
}

/** What can only be off or within [minKW, maxKW], with a start that costs: container, electrolyser, fuel cell, generator. */
export interface PlanUnit {
  id: string
  /** Whether its power is taken from the bus or given to it. */
  flow: 'draws' | 'feeds'
  minKW: KW
  /** Highest power now; below `minKW` it can't run in that step. */
  maxKW: PerStep
  /** Largest change of power in an hour, kW/h; `Infinity` when any step allows all. */
  rampKWPerH: number
  minOnMs: Ms
  minOffMs: Ms
  startCostEur: number
  /** EUR/MWh of its power; negative for revenue. */
  costEurPerMWh: number
  /** As it is before the first step: on or off since how long, and at which power. */
  start: { isOn: boolean; forMs: Ms; powerKW: KW }
  /** All of its power may be shed at once: counts for the reserve upwards. */
  isSheddable: boolean
}

/** Hydrogen between an electrolyser and a fuel cell; both are units and never run together. Energy by lower heating value. */
export interface PlanTank {
  id: string
  fill: string
  drain: string
  /** Hydrogen made over energy taken, and energy given over hydrogen used, 0 to 1. */
  fillRatio: number
  drainRatio: number
  floorKWh: KWh
  ceilingKWh: KWh
  startKWh: KWh
  end: EndEnergy
}

/** Price of the highest import within the charged steps. */
export interface DemandCharge {
  /** For this horizon: the month's rate x (hours of the horizon / hours left in the month), at most the whole rate. */
  eurPerKW: number
  /** Peak the month has seen already: paid, whatever is planned. */
  peakSoFarKW: KW
  isCharged: readonly boolean[]
}

/** Power agreed with somebody: of the connection, import positive, or of some members together, into the bus positive; missing it costs the penalty. */
export interface PlanCommitment {
  name: string
  /** Plants, storages, units and tanks whose power it is; absent = the connection's. */
  members?: readonly string[]
  /** Energy above the floors that these keep for somebody, by step, of a tank by what was taken to fill it; missing it costs the penalty per MWh. */
  heldKWh?: PerStep
  /** Agreed bounds by step; `undefined` where nothing is agreed. */
  minKW: readonly (KW | undefined)[]
  maxKW: readonly (KW | undefined)[]
  penaltyEurPerMWh: number
}

/** A cable or transformer that several things share, limited in either direction. */
export interface PlanFeeder {
  name: string
  limitKW: KW
  /** Plants, storages and units behind it. */
  members: readonly string[]
  /** What flows over it besides, positive into the bus. */
  givenKW: PerStep
}

/** Everything a plan depends on. Powers are magnitudes; the published plan turns them into the one frame of the site. */
export interface PlanProblem {
  /** Begin of each step and, last, the end of the horizon. The first step may be partly over. */
  edges: readonly EpochMs[]
  /** What an imported MWh costs and an exported one brings, fees included. Import >= export, or both would run at once. */
  importPriceEurPerMWh: PerStep
  exportPriceEurPerMWh: PerStep
  importLimitKW: PerStep
  exportLimitKW: PerStep
  /** What consumers draw that nobody steers. */
  loadDrawKW: PerStep
  sources: readonly PlanSource[]
  storages: readonly PlanStorage[]
  units: readonly PlanUnit[]
  tanks: readonly PlanTank[]
  demandCharge?: DemandCharge
  /** Power that must stay free in either direction, served by storage, mining and curtailable plants. */
  reserve?: { upKW: PerStep; downKW: PerStep }
  /** Energy that must stay stored until the generator runs. */
  emergencyKWh?: PerStep
  commitments: readonly PlanCommitment[]
  /** Those whose limit can bind; units behind different ones are not alike. */
  feeders?: readonly PlanFeeder[]
}

/** Places of the commitments that a unit is a member of. */
export function commitmentsOf({ commitments }: PlanProblem, unitId: string): number[] {
  return commitments.flatMap(({ members }, place) => (members?.includes(unitId) ? [place] : []))
}

/** The feeder that a unit is behind and the commitments it is a member of, for telling alike from different. */
export function bindingsOf(problem: PlanProblem, unitId: string): [feeder: string, ...commitments: number[]] {
  const feeder = problem.feeders?.find(({ members }) => members.includes(unitId))
  return [feeder?.name ?? '', ...commitmentsOf(problem, unitId)]
}

/** How many steps it has. */
export function stepCount({ edges }: PlanProblem): number {
  return edges.length - 1
}

/** Value of a step; 0 beyond the end, which no caller asks for. */
export function at(values: ArrayLike<number>, step: number): number {
  return values[step] ?? 0
}

/** Length of each step, h. */
export function hoursOf({ edges }: PlanProblem): number[] {
  return edges.slice(1).map((until, t) => (until - at(edges, t)) / 3_600_000)
}

/** A commitment: for each unit and step whether it is on. */
export type OnOff = readonly Uint8Array[]

/** Whether the unit can run at all in the step. */
export function canRun(unit: PlanUnit, step: number): boolean {
  return at(unit.maxKW, step) >= unit.minKW && at(unit.maxKW, step) > 0
}

/** What a broken soft limit costs per MWh, EUR. */
export interface SoftPrices {
  /** For each MWh beyond floor or ceiling at the end of a step, however short: else a short breach would be a bargain. */
  device: number
  grid: number
  contract: number
}

/**
 * Prices of soft limits: the connection at no less than three times the highest price, so that no spike pays for breaking
 * it; devices above it and contracts below it by three and more (after losses), so that the right limit breaks first.
 */
export function softPricesOf(problem: PlanProblem): SoftPrices {
  const prices = [...problem.importPriceEurPerMWh, ...problem.exportPriceEurPerMWh]
  const grid = prices.reduce((most, price) => Math.max(most, 3 * Math.abs(price)), 5_000)
  return { device: 5 * grid, grid, contract: grid / 3 }
}

/** What a MWh missing at the end costs, EUR: its worth, never more than a contract. */
export function endWorthEurPerMWh({ valueEurPerMWh }: EndEnergy, soft: SoftPrices): number {
  return Math.min(Math.max(valueEurPerMWh, 0), soft.contract)
}

import { at, endWorthEurPerMWh, type PlanStorage, type PlanTank, type SoftPrices } from '../problem.ts'
import type { LinearModel, Term } from './linear-model.ts'
import type { Build } from './build.ts'

/**
 * Columns of stored energy by step, MWh. The energy is `inside + over - under`: what is inside lies between floor and
 * ceiling, `under` and `over` are what is beyond, at the price of a device's limit.
 */
export interface StoreColumns {
  inside: number[]
  under: number[]
  over: number[]
  /** What is missing of the target at the end. */
  missing: number
  /** The energy balance, a row per step. */
  balance: number[]
}

/** Columns of a storage, by step. */
export interface StorageColumns extends StoreColumns {
  charge: number[]
  discharge: number[]
}

type Store = Pick<PlanStorage, 'startKWh' | 'floorKWh' | 'ceilingKWh' | 'end'>

/** How the energy of a store changes. */
interface Changes {
  /** Share of the energy kept over a step, and what is lost besides, MWh. */
  kept(step: number): number
  lostMWh(step: number): number
  /** What flows in less what flows out, MWh of stored energy, as a sum over columns. */
  flow(step: number): readonly Term[]
}

/** Adds batteries and flywheels: e' = kept e - loss + charge x ratio - discharge / ratio. */
export function addStorages(build: Build): StorageColumns[] {
  const { model, problem, hours } = build
  return problem.storages.map((storage) => {
    const charge = hours.map((_, t) => model.addColumn(0, 0, at(storage.chargeLimitKW, t) / 1_000))
    const discharge = hours.map((h, t) =>
      model.addColumn(storage.wearEurPerMWh * h, 0, at(storage.dischargeLimitKW, t) / 1_000),
    )
    const store = addStore(build, storage, {
      kept: (t) => (1 - storage.lossPerHRatio) ** at(hours, t),
      lostMWh: (t) => standbyLossMWh(storage, at(hours, t), t),
      flow: (t) => [
        [at(charge, t), storage.chargeRatio * at(hours, t)],
        [at(discharge, t), -at(hours, t) / storage.dischargeRatio],
      ],
    })
    addOneWay(build, storage, charge, discharge)
    return Object.assign(store, { charge, discharge })
  })
}

/** Loss of a step, MWh. A storage that is away has no power to make up for it, and the plan no say in it. */
function standbyLossMWh({ standbyLossKW, chargeLimitKW }: PlanStorage, hours: number, step: number): number {
  return at(chargeLimitKW, step) > 0 ? (standbyLossKW * hours) / 1_000 : 0
}

/**
 * Charging and discharging at once burns energy, which pays only where energy has a negative worth. Where a price is
 * negative, the powers together are held within one; elsewhere the row would cost time for nothing.
 */
function addOneWay({ model, problem }: Build, storage: PlanStorage, charge: number[], discharge: number[]): void {
  for (const [t, column] of charge.entries()) {
    const [most, back] = [at(storage.chargeLimitKW, t), at(storage.dischargeLimitKW, t)]
    const worst = Math.min(at(problem.importPriceEurPerMWh, t), at(problem.exportPriceEurPerMWh, t))
    if (worst >= 0 || most <= 0 || back <= 0) continue
    model.addRow(-Infinity, 1, [
      [column, 1_000 / most],
      [at(discharge, t), 1_000 / back],
    ])
  }
}

/** Adds hydrogen tanks: h' = h + ratio x electrolyser - fuel cell / ratio. */
export function addTanks(build: Build): StoreColumns[] {
  const { problem, hours, blocks } = build
  return problem.tanks.map((tank: PlanTank) => {
    const [fill, drain] = [tank.fill, tank.drain].map((id) => blocks.find(({ unit }) => unit.id === id))
    return addStore(build, tank, {
      kept: () => 1,
      lostMWh: () => 0,
      flow: (t) => [
        ...(fill?.power(t) ?? []).map(([column, size]): Term => [column, size * tank.fillRatio * at(hours, t)]),
        ...(drain?.power(t) ?? []).map(([column, size]): Term => [column, (-size * at(hours, t)) / tank.drainRatio]),
      ],
    })
  })
}

function addStore({ model, hours, soft }: Build, store: Store, changes: Changes): StoreColumns {
  const [floor, ceiling] = [store.floorKWh / 1_000, store.ceilingKWh / 1_000]
  const inside = hours.map(() => model.addColumn(0, floor, Math.max(floor, ceiling)))
  const under = hours.map(() => model.addColumn(soft.device, 0, Infinity))
  const over = hours.map(() => model.addColumn(soft.device, 0, Infinity))
  const energy = (t: number, factor: number): Term[] => [
    [at(inside, t), factor],
    [at(under, t), -factor],
    [at(over, t), factor],
  ]
  const balance = hours.map((_, t) => {
    const before = t === 0 ? (changes.kept(t) * store.startKWh) / 1_000 : 0
    const right = before - changes.lostMWh(t)
    const terms = [...energy(t, 1), ...(t === 0 ? [] : energy(t - 1, -changes.kept(t)))]
    for (const [column, size] of changes.flow(t)) terms.push([column, -size])
    return model.addRow(right, right, terms)
  })
  const missing = addEnd(model, store, energy(hours.length - 1, 1), soft)
  return { inside, under, over, missing, balance }
}

function addEnd(model: LinearModel, { end }: Store, energy: readonly Term[], soft: SoftPrices): number {
  const missing = model.addColumn(endWorthEurPerMWh(end, soft), 0, Infinity)
  model.addRow(end.targetKWh / 1_000, Infinity, [...energy, [missing, 1]])
  return missing
}

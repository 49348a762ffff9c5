import {
  at,
  type EndEnergy,
  endWorthEurPerMWh,
  hoursOf,
  type PlanProblem,
  type PlanStorage,
  softPricesOf,
} from '../problem.ts'
import type { Schedule, StorageSchedule } from '../schedule.ts'
import { addSoftLimit, expectWithin, type Findings, toleranceKW } from './findings.ts'

/** Storages and tanks: powers within limits, never both ways, energy as integrated from the powers. */
export function checkStores(findings: Findings, problem: PlanProblem, schedule: Schedule): void {
  for (const [i, storage] of problem.storages.entries()) {
    const planned = schedule.storages[i]
    if (!planned) findings.faults.push(`${storage.id} is not in the schedule`)
    else checkStorage(findings, problem, storage, planned)
  }
  for (const [i, tank] of problem.tanks.entries()) {
    const powerOf = (id: string) => schedule.unitsKW[problem.units.findIndex((unit) => unit.id === id)] ?? []
    const [fill, drain] = [powerOf(tank.fill), powerOf(tank.drain)]
    let energyKWh = tank.startKWh
    const integrated = hoursOf(problem).map((h, t) => {
      if (Math.min(at(fill, t), at(drain, t)) > toleranceKW)
        findings.faults.push(`${tank.id} filled and used at once in step ${t}`)
      energyKWh += h * (at(fill, t) * tank.fillRatio - at(drain, t) / tank.drainRatio)
      return energyKWh
    })
    checkEnergy(findings, problem, tank, integrated, schedule.tanks[i]?.storedKWh ?? [])
  }
}

function checkStorage(findings: Findings, problem: PlanProblem, storage: PlanStorage, planned: StorageSchedule): void {
  let energyKWh = storage.startKWh
  const integrated = hoursOf(problem).map((h, t) => {
    const [charge, discharge] = [at(planned.chargeKW, t), at(planned.dischargeKW, t)]
    expectWithin(findings, `charging of ${storage.id} in step ${t}`, charge, 0, at(storage.chargeLimitKW, t))
    expectWithin(findings, `discharging of ${storage.id} in step ${t}`, discharge, 0, at(storage.dischargeLimitKW, t))
    if (Math.min(charge, discharge) > toleranceKW)
      findings.faults.push(`${storage.id} charges and discharges at once in step ${t}`)
    const lossKW = at(storage.chargeLimitKW, t) > 0 ? storage.standbyLossKW : 0
    energyKWh *= (1 - storage.lossPerHRatio) ** h
    energyKWh += h * (charge * storage.chargeRatio - discharge / storage.dischargeRatio - lossKW)
    findings.costEur += (discharge / 1_000) * storage.wearEurPerMWh * h
    return energyKWh
  })
  checkEnergy(findings, problem, storage, integrated, planned.storedKWh)
}

interface Bounds {
  id: string
  floorKWh: number
  ceilingKWh: number
  end: EndEnergy
}

function checkEnergy(
  findings: Findings,
  problem: PlanProblem,
  { id, floorKWh, ceilingKWh, end }: Bounds,
  integrated: readonly number[],
  planned: readonly number[],
): void {
  const soft = softPricesOf(problem)
  for (const [t, energy] of integrated.entries()) {
    expectWithin(findings, `energy of ${id} after step ${t}`, at(planned, t), energy - 0.1, energy + 0.1)
  }
  const device = { unit: 'kWh', eurPerMWh: soft.device } as const
  addSoftLimit(findings, problem, {
    ...device,
    limit: `lowest energy of ${id}`,
    excess: integrated.map((e) => floorKWh - e),
  })
  addSoftLimit(findings, problem, {
    ...device,
    limit: `highest energy of ${id}`,
    excess: integrated.map((e) => e - ceilingKWh),
  })
  const missingKWh = Math.max(0, end.targetKWh - at(integrated, integrated.length - 1))
  findings.costEur += (missingKWh / 1_000) * endWorthEurPerMWh(end, soft)
}

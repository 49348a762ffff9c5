import { at, hoursOf, type PlanProblem, softPricesOf } from '../problem.ts'
import type { Schedule } from '../schedule.ts'
import { addSoftLimit, expectWithin, type Findings, toleranceKW } from './findings.ts'

/** The bus balances, the connection goes one way at a time, plants give what is there. */
export function checkBus(findings: Findings, problem: PlanProblem, schedule: Schedule): void {
  for (const t of hoursOf(problem).keys()) {
    expectWithin(findings, `residual of the bus in step ${t}`, residualKW(problem, schedule, t), 0, 0)
    const [imported, exported] = [at(schedule.importKW, t), at(schedule.exportKW, t)]
    expectWithin(findings, `import in step ${t}`, imported, 0, Infinity)
    expectWithin(findings, `export in step ${t}`, exported, 0, Infinity)
    if (Math.min(imported, exported) > toleranceKW) findings.faults.push(`import and export at once in step ${t}`)
    for (const [i, source] of problem.sources.entries()) {
      const most = at(source.availableKW, t)
      expectWithin(
        findings,
        `${source.id} in step ${t}`,
        at(schedule.sourcesKW[i] ?? [], t),
        source.isCurtailable ? 0 : most,
        most,
      )
    }
  }
  payGrid(findings, problem, schedule)
}

/** Sum of all flows into the bus, kW. */
function residualKW(problem: PlanProblem, schedule: Schedule, t: number): number {
  let sum = at(schedule.importKW, t) - at(schedule.exportKW, t) - at(problem.loadDrawKW, t)
  for (const power of schedule.sourcesKW) sum += at(power, t)
  for (const { chargeKW, dischargeKW } of schedule.storages) sum += at(dischargeKW, t) - at(chargeKW, t)
  for (const [i, unit] of problem.units.entries())
    sum += (unit.flow === 'feeds' ? 1 : -1) * at(schedule.unitsKW[i] ?? [], t)
  return sum
}

function payGrid(findings: Findings, problem: PlanProblem, schedule: Schedule): void {
  for (const [t, hours] of hoursOf(problem).entries()) {
    const importEur = at(schedule.importKW, t) * at(problem.importPriceEurPerMWh, t)
    const exportEur = at(schedule.exportKW, t) * at(problem.exportPriceEurPerMWh, t)
    findings.costEur += ((importEur - exportEur) / 1_000) * hours
    for (const [i, source] of problem.sources.entries())
      findings.costEur += (at(schedule.sourcesKW[i] ?? [], t) / 1_000) * source.costEurPerMWh * hours
  }
  const { grid } = softPricesOf(problem)
  const limits = [
    { limit: 'import limit', excess: beyond(schedule.importKW, problem.importLimitKW) },
    { limit: 'export limit', excess: beyond(schedule.exportKW, problem.exportLimitKW) },
  ]
  for (const one of limits) addSoftLimit(findings, problem, { ...one, unit: 'kW', eurPerMWh: grid })
}

function beyond(powerKW: readonly number[], limitKW: readonly number[]): number[] {
  return powerKW.map((power, t) => power - at(limitKW, t))
}

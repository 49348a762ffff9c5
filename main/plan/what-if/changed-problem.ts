import type { WhatIf } from '../../../domain/rpc/plan.ts'
import type { PlanProblem, PlanStorage, PlanUnit } from '../problem.ts'

/** The problem with what a person wants to try. */
export function changedProblem(problem: PlanProblem, ask: WhatIf): PlanProblem {
  const { priceFactor = 1, priceShiftEurPerMWh = 0, importLimitKW, exportLimitKW, reserve } = ask
  const price = (values: readonly number[]) => values.map((value) => value * priceFactor + priceShiftEurPerMWh)
  const away = new Set(ask.away)
  return {
    ...problem,
    importPriceEurPerMWh: price(problem.importPriceEurPerMWh),
    exportPriceEurPerMWh: price(problem.exportPriceEurPerMWh),
    importLimitKW: limited(problem.importLimitKW, importLimitKW),
    exportLimitKW: limited(problem.exportLimitKW, exportLimitKW),
    ...(reserve
      ? {
          reserve: {
            upKW: problem.importLimitKW.map(() => reserve.upKW),
            downKW: problem.importLimitKW.map(() => reserve.downKW),
          },
        }
      : {}),
    sources: problem.sources.filter(({ id }) => !away.has(id)),
    storages: problem.storages.map((storage) => (away.has(storage.id) ? withoutStorage(storage) : storage)),
    units: problem.units.map((unit) => changedUnit(unit, ask.miningFactor ?? 1, away)),
  }
}

/** Out of use, with the energy it has: nothing is won or lost by that alone. */
function withoutStorage(storage: PlanStorage): PlanStorage {
  const none = storage.chargeLimitKW.map(() => 0)
  return { ...storage, chargeLimitKW: none, dischargeLimitKW: none, isForEmergency: false }
}

/** Only mining is paid for drawing; a stack belongs to the asset before the slash. */
function changedUnit(unit: PlanUnit, miningFactor: number, away: ReadonlySet<string>): PlanUnit {
  const { costEurPerMWh, maxKW } = unit
  const isAway = away.has(unit.id.split('/')[0] ?? unit.id)
  return {
    ...unit,
    costEurPerMWh: costEurPerMWh < 0 ? costEurPerMWh * miningFactor : costEurPerMWh,
    maxKW: isAway ? maxKW.map(() => 0) : maxKW,
  }
}

function limited(values: readonly number[], limitKW: number | undefined): number[] {
  return values.map((value) => limitKW ?? value)
}

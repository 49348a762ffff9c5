import { createScheduler } from '../../../main/plan/make-schedule.ts'
import type { Solver } from '../../../main/plan/model/solver.ts'
import type { PlanProblem } from '../../../main/plan/problem.ts'

/** The same site five minutes later: a shorter first step, prices and forecasts moved, storages used. */
export function fiveMinutesLater(problem: PlanProblem): PlanProblem {
  const [first = 0, ...rest] = problem.edges
  return {
    ...problem,
    edges: [first + 300_000, ...rest],
    importPriceEurPerMWh: moved(problem.exportPriceEurPerMWh, 0.04, 5).map((price) => price + 5),
    exportPriceEurPerMWh: moved(problem.exportPriceEurPerMWh, 0.04, 5),
    loadDrawKW: moved(problem.loadDrawKW, 0.03, 7),
    sources: problem.sources.map((source) => ({ ...source, availableKW: moved(source.availableKW, 0.05, 9) })),
    storages: problem.storages.map((storage) => ({
      ...storage,
      startKWh: Math.min(storage.startKWh * 1.02, storage.ceilingKWh),
    })),
    units: problem.units.map((unit) => ({ ...unit, start: { ...unit.start, forMs: unit.start.forMs + 300_000 } })),
  }
}

/** Time of a new plan five minutes after the first, and of the relaxed programme alone, solved from nothing. */
export function timeReplan(
  solver: Solver,
  problem: PlanProblem,
): { replanMs: number; coldMs: number; gapRatio: number } {
  const later = fiveMinutesLater(problem)
  const warm = createScheduler({ solver, nowMs })
  warm.make(problem)
  const began = nowMs()
  const { gapRatio } = warm.make(later)
  const replanMs = nowMs() - began
  warm.close()
  const cold = createScheduler({ solver, nowMs })
  cold.make(later)
  cold.close()
  return { replanMs, coldMs: cold.relaxedMs(), gapRatio }
}

const nowMs = (): number => performance.now()

/** Waves of different length instead of noise: the same at every run. */
function moved(values: readonly number[], by: number, length: number): number[] {
  return values.map((value, t) => value * (1 + by * Math.sin((t + 3) / length)))
}

import loadHighs from 'highs'
import { relaxedModel } from '../../../main/plan/model/relaxed-model.ts'
import { modelData } from '../../../main/plan/model/solver.ts'
import type { PlanProblem } from '../../../main/plan/problem.ts'

/** What the peer reached. */
export interface PeerResult {
  tookMs: number
  /** False: the time limit came first. */
  isDone: boolean
  /** Cost of its best schedule; Infinity without one. */
  costEur: number
}

/** HiGHS as it is on the same programme with on and off as whole numbers, to a gap of 0.1 %. */
export async function solveMixedInteger(problem: PlanProblem, limitS: number): Promise<PeerResult> {
  const highs = await loadHighs()
  const { data, groups } = relaxedModel(problem, false)
  const integrality = new Int32Array(data.cost.length)
  for (const { on } of groups) for (const column of on) integrality[column] = 1
  const model = highs.createModel({ ...modelData(data), integrality })
  try {
    model.options.set({ output_flag: false, mip_rel_gap: 0.001, time_limit: limitS })
    const began = performance.now()
    const { modelStatus } = model.run()
    const tookMs = performance.now() - began
    const cost = model.getObjectiveValue() + data.constant
    return {
      tookMs,
      isDone: modelStatus === highs.constants.modelStatus.optimal,
      costEur: Number.isFinite(cost) && Math.abs(cost) < 1e20 ? cost : Infinity,
    }
  } finally {
    model.dispose()
  }
}

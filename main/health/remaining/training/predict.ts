import type { Remaining } from '../../../../domain/health/forecast.ts'
import { clamp, type EpochMs } from '../../../../domain/units.ts'
import { foreseeRuns } from '../fleet/fleet-model.ts'
import { stepsOf } from '../fleet/run.ts'
import { runOf } from './train.ts'
import type { AssetHistory, TrainedModel } from './trained-model.ts'

/** What a model foresees for assets after the last step of their histories; `null` for one without a step. */
export function predict(
  model: TrainedModel,
  rows: readonly AssetHistory[],
  { now, horizonDays }: { now: EpochMs; horizonDays: number },
): (Remaining | null)[] {
  const runs = rows.map(runOf)
  const asked = runs.filter((run) => stepsOf(run) > 0)
  const quantiles = foreseeRuns(model.fleet, asked)
  return runs.map((run) => {
    const steps = quantiles[asked.indexOf(run)]
    if (!steps) return null
    const [p5, p25, p50, p75, p95] = steps.map((left) => clamp(left * model.stepDays, 0, horizonDays))
    if (p5 === undefined || p25 === undefined || p50 === undefined || p75 === undefined || p95 === undefined)
      return null
    const life = stepsOf(run) * model.stepDays + p50
    return {
      at: now,
      medianDays: p50,
      p50Days: [p25, p75],
      p90Days: [p5, p95],
      healthPct: clamp((100 * p50) / life, 0, 100),
      horizonDays,
    }
  })
}

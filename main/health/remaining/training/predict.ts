import type { Remaining } from '../../../../domain/health/forecast.ts'
import { clamp, type EpochMs } from '../../../../domain/units.ts'
import { foreseeRuns } from '../fleet/fleet-model.ts'
import { type Run, stepsOf } from '../fleet/run.ts'
import { runOf } from './train.ts'
import type { AssetHistory, TrainedModel } from './trained-model.ts'

/** Share of the cap from which on a forecast only says that there is no wear to be told yet. */
const atCap = 0.95

/**
 * What a model foresees for assets after the last step of their histories; `null` for one without a step. Where no wear
 * can be told yet, the upper end of the 90 % interval is the horizon.
 */
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
    const days = (left: number) => clamp(left * model.stepDays, 0, horizonDays)
    const [p5, p25, p50, p75, p95] = [days(steps[0]), days(steps[1]), days(steps[2]), days(steps[3]), days(steps[4])]
    return {
      at: now,
      medianDays: p50,
      p50Days: [p25, p75],
      p90Days: [p5, isAtCap(model, steps[2]) ? horizonDays : p95],
      healthPct: healthPct(model, run, steps[2]),
      horizonDays,
    }
  })
}

/** By the wear that can be told where that was learned, by the share of life otherwise. */
function healthPct({ fleet }: TrainedModel, run: Run, median: number): number {
  const whole = fleet.kind === 'learned' ? fleet.blend.cap : stepsOf(run) + median
  return clamp((100 * median) / Math.max(whole, 1e-9), 0, 100)
}

function isAtCap({ fleet }: TrainedModel, median: number): boolean {
  return fleet.kind === 'learned' && median >= atCap * fleet.blend.cap
}

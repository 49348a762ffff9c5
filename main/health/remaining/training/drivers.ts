import { foreseeRuns } from '../fleet/fleet-model.ts'
import type { Run } from '../fleet/run.ts'
import { windowsOf } from '../fleet/windows.ts'
import { runOf } from './train.ts'
import type { AssetHistory, TrainedModel } from './trained-model.ts'

/** A signal that speaks for a forecast. */
export interface Driver {
  signal: string
  /** Share among all, 0 to 100. */
  sharePct: number
}

/** Steps from the start of a life that count as the way a signal was when new. */
const newSteps = 20

/**
 * Signals that shorten a forecast, the strongest first: how much longer the asset would be given if that one signal were
 * still as when new. None from a model that knows only how long lives were.
 */
export function driversOf(model: TrainedModel, history: AssetHistory): Driver[] {
  const run = runOf(history)
  if (model.fleet.kind === 'usual' || run.signals.length === 0) return []
  const runs = [run, ...run.signals.map((_, place) => asWhenNew(run, place))]
  const [own = 0, ...others] = foreseeRuns(model.fleet, runs).map(([, , median]) => median)
  const gains = others.map((median) => Math.max(0, median - own))
  const all = gains.reduce((sum, gain) => sum + gain, 0)
  return gains
    .map((gain, place) => ({ signal: model.signals[place] ?? '', sharePct: all === 0 ? 0 : (100 * gain) / all }))
    .filter(({ sharePct }) => sharePct > 0)
    .toSorted((a, b) => b.sharePct - a.sharePct)
}

function asWhenNew({ unit, isEnded, conditions, signals }: Run, place: number): Run {
  const replaced = signals.map((values, i) => {
    if (i !== place) return values
    return new Float64Array(values.length).fill(windowsOf(values).mean(0, Math.min(newSteps, values.length)))
  })
  return { unit, isEnded, conditions, signals: replaced }
}

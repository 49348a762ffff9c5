import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createRandom } from '../../../../devices/simulated/random.ts'
import { failureMode, failureModeNames } from '../../../../domain/health/failure-modes.ts'
import { systemClock } from '../../../../main/clock.ts'
import { signalsOf } from '../../../../main/health/fleet/lives.ts'
import { trainingMs } from '../../../../main/health/fleet/training.ts'
import { trainInThread } from '../../../../main/health/remaining/training/train-in-thread.ts'
import type { AssetHistory, TrainingTask } from '../../../../main/health/remaining/training/trained-model.ts'
import { atMost, type Figure } from '../../figure.ts'

/** Lives of each failure of a site that has run for some years. */
const lives = 12
/** The loop must find this thread free; the jitter of a cycle of 200 ms may not grow by more. */
const mostDelayMs = 20

/** Every failure of the product learned anew from made-up lives, in threads, while this one keeps its turns. */
export async function trainingFigures(): Promise<Figure[]> {
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const begun = performance.now()
  for (const mode of failureModeNames) {
    const task = taskOf(mode)
    const model = await trainInThread(task, {
      clock: systemClock,
      timeoutMs: trainingMs,
      signal: new AbortController().signal,
    })
    console.log(
      `${task.name.padEnd(42)} ${model.rows} days of ${lives} lives, error ${model.error?.toFixed(1) ?? '-'} d: ${model.words}`,
    )
  }
  delay.disable()
  return [
    atMost('training of all models of a site', (performance.now() - begun) / 60_000, 'min', 5),
    atMost('turns of the main thread meanwhile, p99 late', delay.percentile(99) / 1e6 - 5, 'ms', mostDelayMs),
  ]
}

function taskOf(mode: (typeof failureModeNames)[number]): TrainingTask {
  const { name, developsDays } = failureMode(mode)
  const random = createRandom(failureModeNames.indexOf(mode) + 1)
  const signals = signalsOf(mode)
  const histories = Array.from({ length: lives }, (_, i): AssetHistory => {
    const days = Math.max(10, Math.round(developsDays * (0.6 + 0.8 * random.next())))
    const columns = signals.map(() =>
      Float64Array.from({ length: days }, (__, day) => 30 * (day / days) ** 2 + 2 * (random.next() - 0.5)),
    )
    return { assetId: `asset-${i}`, beganAt: 0, signals: columns, conditions: [], isEnded: true }
  })
  return {
    id: `remaining ${mode}`,
    name: `Remaining life: ${name}`,
    version: 1,
    madeAt: 0,
    seed: 1,
    signals,
    stepDays: 1,
    usualDays: developsDays,
    histories,
  }
}

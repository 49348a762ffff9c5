import type { Forecast, ForecastQuantity } from '../../domain/dispatch/forecast.ts'
import type { Clock, Stop } from '../../domain/clock.ts'
import type { Log } from '../../domain/log.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import { type Issued, overSteps } from './issued.ts'
import { quarterMs } from './model/calendar.ts'
import { farthest } from './model/horizons.ts'
import { issue } from './model/issue.ts'
import type { Trained } from './model/train.ts'
import type { QuantityHistory } from './quantities/history.ts'
import { shapeOf } from './quantities/shape-of.ts'

/** Local forecasts of a site with their bands and accuracy. */
export interface Forecasts {
  /** What is forecast here. */
  quantities(): readonly ForecastQuantity[]
  /** The newest forecast over the steps between `edges`; `undefined` while a quantity was never seen. */
  forecastFor(quantity: ForecastQuantity, edges: readonly EpochMs[]): Forecast | undefined
  start(): void
  stop(): Promise<void>
}

/** What forecasts are made of. */
export interface ForecastsNeeds {
  quantities: readonly ForecastQuantity[]
  /** The newest `days` of a quantity, up to the last quarter that is known; `undefined` when there is nothing. */
  history(quantity: ForecastQuantity, days: number): Promise<QuantityHistory | undefined>
  /** Learns a quantity, beside the engine's own thread, until `signal` asks for the end. */
  train(history: QuantityHistory, signal: AbortSignal): Promise<Trained>
  clock: Clock
  log: Log
}

/** Days that models learn from, and days that a forecast itself looks back. */
const learnedDays = 400
const seenDays = 36
const learnEveryMs: Ms = 6 * 3_600_000
const issueEveryMs: Ms = quarterMs
/** Quarters before the last known one that are kept for steps that have begun already. */
const keptQuarters = 192

/** Forecasts that learn anew four times a day and are issued anew every quarter of an hour. */
export function createForecasts({ quantities, history, train, clock, log }: ForecastsNeeds): Forecasts {
  const trained = new Map<ForecastQuantity, Trained>()
  const issued = new Map<ForecastQuantity, Issued>()
  const stops: Stop[] = []
  let ending = new AbortController()
  let running = Promise.resolve()

  /** One after the other: only one thread learns at a time. */
  function queue(work: (quantity: ForecastQuantity) => Promise<void>): void {
    for (const quantity of quantities) running = tried(running, work, quantity)
  }

  /** What fails leaves the former forecast in place. */
  async function tried(before: Promise<void>, work: typeof learn, quantity: ForecastQuantity): Promise<void> {
    await before
    if (ending.signal.aborted) return
    try {
      await work(quantity)
    } catch (error) {
      if (!ending.signal.aborted) log.warn('forecast not renewed', { quantity, error: (error as Error).message })
    }
  }

  async function learn(quantity: ForecastQuantity): Promise<void> {
    const known = await history(quantity, learnedDays)
    if (!known || ending.signal.aborted) return
    trained.set(quantity, await train(known, ending.signal))
    await renew(quantity)
  }

  async function renew(quantity: ForecastQuantity): Promise<void> {
    const model = trained.get(quantity)
    if (!model) return learn(quantity)
    const known = await history(quantity, seenDays)
    if (!known) return
    const kept = known.values.slice(-keptQuarters)
    issued.set(quantity, {
      quantity,
      madeAt: clock.now(),
      trained: model,
      from: known.from + (known.values.length - kept.length) * quarterMs,
      known: kept,
      ahead: issue(model, shapeOf(known), farthest),
    })
  }

  return {
    quantities: () => quantities,
    forecastFor(quantity, edges) {
      const newest = issued.get(quantity)
      return newest && overSteps(newest, edges)
    },
    start() {
      ending = new AbortController()
      queue(learn)
      stops.push(
        clock.every(learnEveryMs, () => queue(learn)),
        clock.every(issueEveryMs, () => queue(renew)),
      )
    },
    async stop() {
      ending.abort()
      for (const stop of stops.splice(0)) stop()
      await running
    },
  }
}

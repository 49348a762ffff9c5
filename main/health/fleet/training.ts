import type { Clock } from '../../../domain/clock.ts'
import { type FailureModeName, failureMode } from '../../../domain/health/failure-modes.ts'
import type { FailureForecast, Remaining } from '../../../domain/health/forecast.ts'
import type { Log } from '../../../domain/log.ts'
import type { HealthModels } from '../../../domain/rpc/health/models.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'
import { horizonDays } from '../diagnosis/time-left.ts'
import type { DepartureTable } from '../keep/departure-table.ts'
import type { ForecastTable } from '../keep/forecast-table.ts'
import type { ModelTable } from '../keep/model-table.ts'
import { modelFromText, modelToText } from '../remaining/training/keep.ts'
import { predict } from '../remaining/training/predict.ts'
import type { TrainedModel, TrainingTask } from '../remaining/training/trained-model.ts'
import { lifeOf, signalsOf } from './lives.ts'

/** Learns a model beside everything else; ends when `signal` says so. */
export type TrainApart = (task: TrainingTask, signal: AbortSignal) => Promise<TrainedModel>

/** What training is made of. */
export interface TrainingNeeds {
  modes: readonly FailureModeName[]
  departures: DepartureTable
  forecasts: ForecastTable
  models: ModelTable
  train: TrainApart
  clock: Clock
  log: Log
}

/** All models of a site may take so long. */
export const trainingMs: Ms = 300_000
/** The same in every run: what is learned depends on what happened, not on luck. */
const seed = 20_261

/** Models of remaining life, one for each failure: learned from the failures that technicians confirmed here. */
export class Training {
  readonly #needs: TrainingNeeds
  readonly #ending = new AbortController()
  readonly #known = new Map<string, { version: number; model: TrainedModel }>()
  #work: Promise<void> | undefined
  #state: HealthModels['training'] = { state: 'idle', words: 'Not trained since the start.', lastAt: null }

  constructor(needs: TrainingNeeds) {
    this.#needs = needs
  }

  /** Begins, unless it is at it; `all` = also what has nothing new to learn from. */
  start(all: boolean): void {
    this.#work ??= this.#trainAll(all).finally(() => (this.#work = undefined))
  }

  /** Until what was begun is done. */
  async done(): Promise<void> {
    await this.#work
  }

  page(): Pick<HealthModels, 'models' | 'training'> {
    return { models: this.#needs.models.list(), training: this.#state }
  }

  /** The model in charge of a failure, as forecasts name it. */
  modelOf(mode: FailureModeName): FailureForecast['model'] {
    return { id: idOf(mode), version: this.#needs.models.inCharge(idOf(mode))?.about.version ?? 0 }
  }

  /** Time left of a failure by the model in charge; `undefined` while it has not learned from enough lives. */
  timeLeft(forecast: Pick<FailureForecast, 'assetId' | 'mode' | 'sinceAt'>, now: EpochMs): Remaining | undefined {
    const model = this.#inCharge(forecast.mode)
    if (model?.fleet.kind !== 'learned') return undefined
    const open = { ...forecast, endedAt: null, verdict: 'open' } as FailureForecast
    return predict(model, [lifeOf(this.#needs.departures, open, now)], { now, horizonDays })[0] ?? undefined
  }

  async stop(): Promise<void> {
    this.#ending.abort()
    await this.#work
  }

  async #trainAll(all: boolean): Promise<void> {
    const { modes, clock, log } = this.#needs
    this.#state = { ...this.#state, state: 'running', words: 'Models are being trained.' }
    try {
      let better = 0
      for (const mode of modes) if (await this.#trainOne(mode, all)) better += 1
      const words = better === 0 ? 'Nothing new to learn from.' : `${better} models took charge.`
      this.#state = { state: 'idle', words, lastAt: clock.now() }
    } catch (error) {
      if (this.#ending.signal.aborted) return
      log.warn('models of health could not be trained', { reason: String(error) })
      this.#state = { ...this.#state, state: 'failed', words: `Training failed: ${(error as Error).message}.` }
    }
  }

  /** Whether a new version took charge. */
  async #trainOne(mode: FailureModeName, all: boolean): Promise<boolean> {
    const { departures, forecasts, models, train, clock } = this.#needs
    const id = idOf(mode)
    const now = clock.now()
    const histories = forecasts
      .since(0)
      .filter((one) => one.mode === mode && one.verdict !== 'rejected')
      .map((one) => lifeOf(departures, one, now))
    const before = models.inCharge(id)
    const rows = histories.reduce((sum, { signals }) => sum + (signals[0]?.length ?? 0), 0)
    if (before && !all && before.about.rows === rows) return false
    const { name, developsDays: usualDays } = failureMode(mode)
    const about = { id, name: `Remaining life: ${name}`, version: models.versionOf(id) + 1, madeAt: now }
    const task = { ...about, seed, signals: signalsOf(mode), stepDays: 1, usualDays, histories }
    const model = await train(task, this.#ending.signal)
    const isInCharge = isBetter(model, before?.about.error)
    const { fleet: _fleet, signals: _signals, stepDays: _stepDays, ...facts } = model
    models.save({ ...facts, words: wordsOf(model, before?.about, isInCharge), isInCharge }, modelToText(model))
    return isInCharge
  }

  #inCharge(mode: FailureModeName): TrainedModel | undefined {
    const id = idOf(mode)
    const { version } = this.modelOf(mode)
    const known = this.#known.get(id)
    if (known?.version === version) return known.model
    const kept = this.#needs.models.inCharge(id)
    if (!kept) return undefined
    const model = modelFromText(kept.weights)
    this.#known.set(id, { version, model })
    return model
  }
}

function idOf(mode: FailureModeName): string {
  return `remaining ${mode}`
}

/** One that was judged on held-back lives goes before one that only says what is usual; the smaller error wins. */
function isBetter({ error }: TrainedModel, before: number | null | undefined): boolean {
  if (before === undefined || before === null) return true
  return error !== null && error <= before
}

function wordsOf(
  model: TrainedModel,
  before: { version: number; error: number | null } | undefined,
  inCharge: boolean,
): string {
  if (!before || before.error === null || model.error === null) return model.words
  const by = Math.round(100 * Math.abs(1 - model.error / before.error))
  return `${model.words}; ${by} % ${inCharge ? 'better' : 'worse'} than version ${before.version}`
}

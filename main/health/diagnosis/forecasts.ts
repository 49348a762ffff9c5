import type { FailureForecast } from '../../../domain/health/forecast.ts'
import type { FailureModeName } from '../../../domain/health/failure-modes.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { dayMs } from '../history.ts'
import type { ForecastTable } from '../keep/forecast-table.ts'
import type { AssetWatch } from './asset-watch.ts'
import type { Cause } from './causes.ts'
import { explain, type Explanation } from './explain.ts'
import { announced, type ForecastParts, judgedNow, lostEurPerDay } from './forecast-of.ts'
import { modesOf } from './signs.ts'
import { announcing, createStanding } from './standing.ts'
import type { createTimeLeft } from './time-left.ts'

/** What else speaks for or against a failure, or keeps it from being told. */
export interface Besides {
  /** Factor on the odds: rules and anomalies that say the same, what technicians said of its like. */
  oddsOf(assetId: string, mode: FailureModeName, at: EpochMs): number
  /** Rules that name it and hold. */
  ruleIdsOf(assetId: string, mode: FailureModeName, at: EpochMs): readonly string[]
  /** Known work goes on at the asset: nothing new is announced. */
  isMuted(assetId: string, at: EpochMs): boolean
  /** What the share needed to announce is multiplied with in odds, by what technicians said; 1 = as built. */
  thresholdRatio(mode: FailureModeName): number
  eurPerMWh(at: EpochMs): number
  peersOf(assetId: string): number
}

/** What the forecasts are made of. */
export interface ForecastsNeeds {
  watches: ReadonlyMap<string, AssetWatch>
  table: ForecastTable
  timeLeft: ReturnType<typeof createTimeLeft>
  besides: Besides
  modelOf(mode: FailureModeName): FailureForecast['model']
  /** A forecast was announced, or ended. */
  onChange?(forecast: FailureForecast): void
}

/** Failures of all assets: announced when sure, kept up to date, ended when gone. */
export class Forecasts {
  readonly #needs: ForecastsNeeds
  readonly #standing: Map<string, FailureForecast>
  readonly #causes = new Map<string, readonly Cause[]>()
  readonly #followers: ReadonlyMap<string, ReturnType<typeof createStanding>>

  constructor(needs: ForecastsNeeds) {
    this.#needs = needs
    const kept = needs.table.standing()
    this.#standing = new Map(kept.map((one) => [keyOf(one.assetId, one.mode), one]))
    this.#followers = new Map(
      [...needs.watches.keys()].map((id) => [id, createStanding(kept.filter(({ assetId }) => assetId === id))]),
    )
  }

  /** Judges all assets at an instant, after their signals were. */
  judge(at: EpochMs): void {
    for (const watch of this.#needs.watches.values()) this.#judge(watch, at)
  }

  /** Those that stand. */
  list(): FailureForecast[] {
    return [...this.#standing.values()]
  }

  /** What may be behind the departures of an asset, announced or not; the likeliest first. */
  causesOf(assetId: string): readonly Cause[] {
    return this.#causes.get(assetId) ?? []
  }

  /** A person changed it, or it ended. */
  change(forecast: FailureForecast): void {
    const { assetId, mode, endedAt } = forecast
    if (endedAt === null) return this.#save(forecast)
    this.#standing.delete(keyOf(assetId, mode))
    this.#followers.get(assetId)?.drop(mode)
    this.#needs.table.save(forecast)
    this.#needs.onChange?.(forecast)
  }

  #judge(watch: AssetWatch, at: EpochMs): void {
    const { besides, onChange } = this.#needs
    const { id } = watch.asset
    const oddsOf = (mode: FailureModeName) => besides.oddsOf(id, mode, at)
    const { found, first } = explain({ z: watch.z(), modes: modesOf(watch.asset), oddsOf })
    this.#causes.set(id, first)
    const muted = besides.isMuted(id, at)
    const threshold = (mode: FailureModeName) => (muted ? 2 : sharper(announcing.sure, besides.thresholdRatio(mode)))
    const steps = this.#followers.get(id)?.step(at, found, threshold)
    for (const { explanation, sinceAt } of steps?.announce ?? []) {
      const forecast = announced(this.#parts(watch, explanation, at, sinceAt), { at, sinceAt })
      this.#save(forecast)
      onChange?.(forecast)
    }
    for (const explanation of steps?.update ?? []) {
      const forecast = this.#standing.get(keyOf(id, explanation.mode))
      if (forecast) this.#update({ ...forecast, ...judgedNow(this.#parts(watch, explanation, at, forecast.sinceAt)) })
    }
    for (const mode of steps?.end ?? []) {
      const forecast = this.#standing.get(keyOf(id, mode))
      if (forecast) this.change({ ...forecast, endedAt: at })
    }
  }

  #parts(watch: AssetWatch, explanation: Explanation, at: EpochMs, sinceAt: EpochMs): ForecastParts {
    const { besides, timeLeft, modelOf } = this.#needs
    const { asset, signals } = watch
    const { mode } = explanation
    const departures = watch.recent.at(-1)?.departures ?? new Map()
    return {
      asset,
      explanation,
      z: watch.z(),
      departures,
      remaining: timeLeft({ assetId: asset.id, mode, at, sinceAt, known: (point) => signals.has(point) }),
      peers: besides.peersOf(asset.id),
      lostEurPerDay: lostEurPerDay(mode, departures, besides.eurPerMWh(at)),
      model: modelOf(mode),
      ruleIds: besides.ruleIdsOf(asset.id, mode, at),
    }
  }

  /** On record once a day. */
  #update(forecast: FailureForecast): void {
    if (forecast.remaining.at % dayMs === 0) return this.#save(forecast)
    this.#standing.set(keyOf(forecast.assetId, forecast.mode), forecast)
  }

  #save(forecast: FailureForecast): void {
    this.#standing.set(keyOf(forecast.assetId, forecast.mode), forecast)
    this.#needs.table.save(forecast)
  }
}

function keyOf(assetId: string, mode: FailureModeName): string {
  return `${assetId} ${mode}`
}

/** The share whose odds are so many times those of `share`. */
function sharper(share: number, ratio: number): number {
  const odds = (share / (1 - share)) * ratio
  return odds / (1 + odds)
}

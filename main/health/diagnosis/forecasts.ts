import type { FailureForecast } from '../../../domain/health/forecast.ts'
import type { FailureModeName } from '../../../domain/health/failure-modes.ts'
import type { EpochMs } from '../../../domain/units.ts'
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
export function createForecasts({ watches, table, timeLeft, besides, modelOf, onChange }: ForecastsNeeds) {
  const standing = new Map<string, FailureForecast>(table.standing().map((one) => [keyOf(one.assetId, one.mode), one]))
  const causesNow = new Map<string, readonly Cause[]>()
  const followers = new Map(
    [...watches.keys()].map((id) => [id, createStanding([...standing.values()].filter((one) => one.assetId === id))]),
  )
  const partsOf = (watch: AssetWatch, explanation: Explanation, at: EpochMs, sinceAt: EpochMs): ForecastParts => {
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
  const save = (forecast: FailureForecast): void => {
    standing.set(keyOf(forecast.assetId, forecast.mode), forecast)
    table.save(forecast)
  }
  const end = (assetId: string, mode: FailureModeName, at: EpochMs): void => {
    const forecast = standing.get(keyOf(assetId, mode))
    if (!forecast) return
    const ended = { ...forecast, endedAt: at }
    standing.delete(keyOf(assetId, mode))
    table.save(ended)
    onChange?.(ended)
  }
  const judge = (watch: AssetWatch, at: EpochMs): void => {
    const { id } = watch.asset
    const { found, first } = explain({
      z: watch.z(),
      modes: modesOf(watch.asset),
      oddsOf: (mode) => besides.oddsOf(id, mode, at),
    })
    causesNow.set(id, first)
    const muted = besides.isMuted(id, at)
    const threshold = (mode: FailureModeName) => (muted ? 2 : sharper(announcing.share, besides.thresholdRatio(mode)))
    const steps = followers.get(id)?.step(at, found, threshold)
    for (const { explanation, sinceAt } of steps?.announce ?? []) {
      const forecast = announced(partsOf(watch, explanation, at, sinceAt), { at, sinceAt })
      save(forecast)
      onChange?.(forecast)
    }
    for (const explanation of steps?.update ?? []) {
      const forecast = standing.get(keyOf(id, explanation.mode))
      if (forecast) save({ ...forecast, ...judgedNow(partsOf(watch, explanation, at, forecast.sinceAt)) })
    }
    for (const mode of steps?.end ?? []) end(id, mode, at)
  }
  return {
    judge: (at: EpochMs): void => watches.forEach((watch) => judge(watch, at)),
    /** Those that stand. */
    list: () => [...standing.values()],
    /** What may be behind the departures of an asset, announced or not. */
    causesOf: (assetId: string) => causesNow.get(assetId) ?? [],
    /** A person changed it. */
    change: (forecast: FailureForecast): void => {
      if (forecast.endedAt === null) return save(forecast)
      standing.delete(keyOf(forecast.assetId, forecast.mode))
      followers.get(forecast.assetId)?.drop(forecast.mode)
      table.save(forecast)
      onChange?.(forecast)
    },
  }
}

/** Failures of all assets. */
export type Forecasts = ReturnType<typeof createForecasts>

function keyOf(assetId: string, mode: FailureModeName): string {
  return `${assetId} ${mode}`
}

/** The share whose odds are so many times those of `share`. */
function sharper(share: number, ratio: number): number {
  const odds = (share / (1 - share)) * ratio
  return odds / (1 + odds)
}

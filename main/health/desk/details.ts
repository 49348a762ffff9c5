import type { Asset } from '../../../domain/asset.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import { failureMode } from '../../../domain/health/failure-modes.ts'
import { type FailureForecast, verdictKinds } from '../../../domain/health/forecast.ts'
import type { HealthRule, RuleEvent } from '../../../domain/health/rules.ts'
import { type PointName, pointSpec } from '../../../domain/points.ts'
import type { AssetHealth, EvidenceDetail } from '../../../domain/rpc/health/forecasts.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { AnomalyBook } from '../anomalies.ts'
import { chartOf, type EvidenceChart } from '../charts.ts'
import type { AssetWatch } from '../diagnosis/asset-watch.ts'
import type { Forecasts } from '../diagnosis/forecasts.ts'
import { modeHealthOf } from '../diagnosis/mode-health.ts'
import { peersOf } from '../diagnosis/peers.ts'
import { dayMs } from '../history.ts'
import type { DepartureTable } from '../keep/departure-table.ts'
import type { ForecastTable } from '../keep/forecast-table.ts'
import { assetHealth } from './now.ts'

/** What the answers about one thing are made of. */
export interface DetailNeeds {
  assets: readonly Asset[]
  watches: ReadonlyMap<string, AssetWatch>
  forecasts: Forecasts
  table: ForecastTable
  departures: DepartureTable
  anomalies: AnomalyBook
  apart: () => ReadonlySet<string>
  /** Rules and the times they held. */
  rules: { get(id: string): HealthRule | undefined; events(assetId: string, from: EpochMs): RuleEvent[] }
}

const casesShown = 10
const lookedBackMs = 90 * dayMs

/** What lies behind a forecast. @throws PowerchainError `Config.NotFound` */
export function evidenceDetail(needs: DetailNeeds, id: string): EvidenceDetail {
  const { table, watches, departures } = needs
  const forecast = needs.forecasts.list().find((one) => one.id === id) ?? table.get(id)
  const watch = watches.get(forecast?.assetId ?? '')
  if (!forecast || !watch) throw new PowerchainError('Config.NotFound', `There is no forecast "${id}".`)
  const points = forecast.evidence.map(({ point }) => point as PointName)
  const until = forecast.endedAt ?? forecast.remaining.at
  return {
    forecast,
    charts: chartsOf(departures, watch.asset, points, until),
    peers: points.flatMap((point) => peerRows(needs, watch, point)),
    cases: casesOf(needs, (one) => one.mode === forecast.mode && one.id !== id),
    history: table.history(id),
    rules: forecast.ruleIds.flatMap((ruleId) => {
      const rule = needs.rules.get(ruleId)
      return rule ? [{ ruleId, version: rule.version, title: rule.title, text: rule.text }] : []
    }),
  }
}

/** The health of one asset. @throws PowerchainError `Dispatch.UnknownAsset` */
export function assetDetail(needs: DetailNeeds, assetId: string, now: EpochMs): AssetHealth {
  const watch = needs.watches.get(assetId)
  if (!watch) throw new PowerchainError('Dispatch.UnknownAsset', `The site has no asset "${assetId}".`)
  const standing = needs.forecasts.list().filter((one) => one.assetId === assetId)
  return {
    assetId,
    ...assetHealth(watch, needs.forecasts),
    modes: modeHealthOf(watch).map(({ mode, healthPct, words }) => {
      const forecast = standing.find((one) => one.mode === mode)
      return {
        mode,
        name: failureMode(mode).name,
        healthPct: forecast?.remaining.healthPct ?? healthPct,
        remaining: forecast?.remaining ?? null,
        forecastId: forecast?.id ?? null,
        words: forecast ? failureMode(mode).cause : words,
      }
    }),
    signals: chartsOf(needs.departures, watch.asset, [...watch.signals.keys()], now),
    anomalies: needs.anomalies.of(assetId, now - lookedBackMs),
    ruleEvents: needs.rules.events(assetId, now - lookedBackMs),
    cases: casesOf(needs, (one) => one.assetId === assetId),
  }
}

function chartsOf(
  departures: DepartureTable,
  asset: Asset,
  points: readonly PointName[],
  until: EpochMs,
): EvidenceChart[] {
  return points.flatMap((point) => chartOf(departures, asset, point, until) ?? [])
}

/** The same signal now at this asset and at its peers. */
function peerRows(
  { assets, watches, apart }: DetailNeeds,
  { asset }: AssetWatch,
  point: PointName,
): EvidenceDetail['peers'] {
  const ids = peersOf(asset, assets, apart())
  if (ids.length === 0) return []
  const { label, unit, decimals } = pointSpec(point)
  const rows = [asset.id, ...ids].map((id) => {
    const value = watches
      .get(id)
      ?.recent.flatMap(({ departures }) => departures.get(point)?.value ?? [])
      .at(-1)
    const name = assets.find((one) => one.id === id)?.name ?? id
    return { assetId: id, name, value: value === undefined ? null : Number(value.toFixed(decimals + 1)) }
  })
  return [{ point, label, unit, rows }]
}

/** Earlier cases that are over, the newest first. */
function casesOf({ table }: DetailNeeds, isLike: (forecast: FailureForecast) => boolean): EvidenceDetail['cases'] {
  return table
    .since(0)
    .filter((one) => one.endedAt !== null && isLike(one))
    .toReversed()
    .slice(0, casesShown)
    .map((one) => {
      const leadDays = one.endedAt === null ? null : Math.round((one.endedAt - one.announcedAt) / dayMs)
      return {
        forecastId: one.id,
        assetId: one.assetId,
        mode: one.mode,
        announcedAt: one.announcedAt,
        verdict: one.verdict,
        leadDays,
        words: `${failureMode(one.mode).name}, ${verdictKinds[one.verdict].toLowerCase()}, over after ${leadDays ?? '?'} days.`,
      }
    })
}

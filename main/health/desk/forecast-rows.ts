import { failureMode } from '../../../domain/health/failure-modes.ts'
import { type FailureForecast, verdictKinds } from '../../../domain/health/forecast.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { Table } from '../../tables/table.ts'

const columns = [
  'Asset',
  'Failure',
  'Announced',
  'First sign',
  'Sure %',
  'Median days',
  'Days 50 % from',
  'Days 50 % to',
  'Days 90 % from',
  'Days 90 % to',
  'Health %',
  'Waiting 30 days EUR',
  'Repair EUR',
  'Failure EUR',
  'Judged',
  'Ended',
]

/** Forecasts as a table. */
export function forecastTable(forecasts: readonly FailureForecast[], nameOf: (assetId: string) => string): Table {
  return { title: 'Forecasts', columns, rows: forecasts.map((one) => rowOf(one, nameOf)) }
}

function rowOf(one: FailureForecast, nameOf: (assetId: string) => string): Table['rows'][number] {
  const { medianDays, p50Days, p90Days, healthPct } = one.remaining
  return [
    nameOf(one.assetId),
    failureMode(one.mode).name,
    time(one.announcedAt),
    time(one.sinceAt),
    one.surePct,
    ...[medianDays, ...p50Days, ...p90Days, healthPct].map(round),
    one.waitingEur,
    one.repairEur,
    one.failureEur,
    verdictKinds[one.verdict],
    time(one.endedAt),
  ]
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

function time(at: EpochMs | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}

import type { Asset } from '../../domain/asset.ts'
import { type PointName, pointSpec } from '../../domain/points.ts'
import type { EvidenceDetail } from '../../domain/rpc/health/forecasts.ts'
import type { EpochMs } from '../../domain/units.ts'
import { limitOf } from './diagnosis/signs.ts'
import { dayMs } from './history.ts'
import type { DepartureTable } from './keep/departure-table.ts'

/** A curve with what was expected beside it. */
export type EvidenceChart = EvidenceDetail['charts'][number]

/** A curve shows so many days before the newest. */
export const chartDays = 120
/** Half the width of the band of what is normal, in scales of a departure. */
const bandScales = 2

/** The middle of each day, every six hours, with the band of what was normal for its load and weather. */
export function chartOf(
  departures: DepartureTable,
  asset: Asset,
  point: PointName,
  until: EpochMs,
): EvidenceChart | undefined {
  const rows = departures.series(asset.id, point, until - chartDays * dayMs, until)
  if (rows.length === 0) return undefined
  const { label, unit, decimals } = pointSpec(point)
  const round = (value: number) => Number(value.toFixed(decimals + 1))
  return {
    point,
    label,
    unit,
    at: rows.map(({ at }) => at),
    value: rows.map(({ value }) => round(value)),
    low: rows.map(({ expected, scale }) => round(expected - bandScales * scale)),
    high: rows.map(({ expected, scale }) => round(expected + bandScales * scale)),
    limit: limitOf(asset, point) ?? null,
  }
}

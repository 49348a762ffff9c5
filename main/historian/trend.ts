import type { Clock } from '../../domain/clock.ts'
import type { PointName } from '../../domain/points.ts'
import { usable } from '../../domain/reading.ts'
import type { Trend } from '../../domain/rpc/history.ts'
import type { EpochMs } from '../../domain/units.ts'
import { createBuckets } from './buckets.ts'
import { holdMs } from './keep.ts'
import type { ReadingTable } from './readings.ts'

/** One series asked for: [from, to) in `buckets` steps. */
export interface TrendRequest {
  assetId: string
  point: PointName
  from: EpochMs
  to: EpochMs
  buckets: number
}

/** Read in one go; at a row a second some 7,000 rows, less than 10 ms. */
const sliceMs = 2 * 3_600_000

/** Reads a series slice by slice and lets the control loop have its turn between them. */
export async function readTrend(given: {
  table: ReadingTable
  clock: Clock
  /** The point's number; `undefined` gives a trend of nothing. */
  id: number | undefined
  request: TrendRequest
}): Promise<Trend> {
  const { table, clock, id } = given
  const { point, from, to, buckets } = given.request
  const end = Math.min(to, clock.now())
  const plan = createBuckets({ from, to, buckets, holdMs: holdMs(point) })
  if (id === undefined) return plan.finish(end)
  const first = table.before(id, from, from - holdMs(point))
  if (first) plan.add(first.at, usable(first) ?? null)
  for (let start = from; start < end; start += sliceMs) {
    for (const row of table.between(id, start, Math.min(start + sliceMs, end))) plan.add(row.at, usable(row) ?? null)
    if (start + sliceMs < end) await new Promise<void>((resolve) => clock.after(0, resolve))
  }
  return plan.finish(end)
}

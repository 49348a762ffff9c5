import type { PointName } from '../../../domain/points.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { Departure } from '../diagnosis/normal/signal.ts'
import { dayMs, type HealthDb } from '../history.ts'

/** A departure with where and when. */
export interface KeptDeparture extends Pick<Departure, 'value' | 'expected' | 'scale'> {
  assetId: string
  point: PointName
  at: EpochMs
}

/** Kept for so long: two years show a season against the one before. */
const keptMs = 730 * dayMs

/** Rows of departures. */
export type DepartureTable = ReturnType<typeof createDepartureTable>

/** Departures from normal over restarts. Errors: `Store.Failed`. */
export function createDepartureTable({ db }: { db: HealthDb }) {
  return {
    add(rows: readonly KeptDeparture[]): void {
      if (rows.length === 0) return
      db.transaction(() => {
        for (const { assetId, point, at, value, expected, scale } of rows)
          db.run(
            'INSERT OR REPLACE INTO health_departure (asset, point, at, value, expected, scale) VALUES (?, ?, ?, ?, ?, ?)',
            assetId,
            point,
            at,
            value,
            expected,
            scale,
          )
      })
    },
    /** Of a signal in (after, until], in order of time. */
    series: (
      assetId: string,
      point: PointName,
      after: EpochMs,
      until: EpochMs,
    ): Omit<KeptDeparture, 'assetId' | 'point'>[] =>
      db.all(
        'SELECT at, value, expected, scale FROM health_departure WHERE asset = ? AND point = ? AND at > ? AND at <= ? ORDER BY at',
        assetId,
        point,
        after,
        until,
      ),
    /** Instant of the newest; `undefined` when there is none. */
    newest: (): EpochMs | undefined =>
      db.get<{ at: EpochMs | null }>('SELECT max(at) AS at FROM health_departure')?.at ?? undefined,
    prune: (now: EpochMs): void => void db.run('DELETE FROM health_departure WHERE at < ?', now - keptMs),
  }
}

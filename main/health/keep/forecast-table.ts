import type { FailureForecast, Remaining } from '../../../domain/health/forecast.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { HealthDb } from '../history.ts'

/** Rows of forecasts. */
export type ForecastTable = ReturnType<typeof createForecastTable>

/** Forecasts and how they moved, for ever. Errors: `Store.Failed`. */
export function createForecastTable({ db }: { db: HealthDb }) {
  return {
    save(forecast: FailureForecast): void {
      const { id, assetId, announcedAt, endedAt, remaining } = forecast
      db.transaction(() => {
        db.run(
          'INSERT OR REPLACE INTO health_forecast (id, asset, announced_at, ended_at, body) VALUES (?, ?, ?, ?, ?)',
          id,
          assetId,
          announcedAt,
          endedAt,
          JSON.stringify(forecast),
        )
        db.run(
          'INSERT OR REPLACE INTO health_remaining (forecast, at, body) VALUES (?, ?, ?)',
          id,
          remaining.at,
          JSON.stringify(remaining),
        )
      })
    },
    get(id: string): FailureForecast | undefined {
      const row = db.get<{ body: string }>('SELECT body FROM health_forecast WHERE id = ?', id)
      return row && read(row)
    },
    /** Those that stand, in the order they were announced. */
    standing: (): FailureForecast[] =>
      db
        .all<{ body: string }>('SELECT body FROM health_forecast WHERE ended_at IS NULL ORDER BY announced_at')
        .map(read),
    /** All that were announced since then, the oldest first. */
    since: (from: EpochMs): FailureForecast[] =>
      db
        .all<{ body: string }>('SELECT body FROM health_forecast WHERE announced_at >= ? ORDER BY announced_at', from)
        .map(read),
    /** How a forecast moved. */
    history: (id: string): Remaining[] =>
      db
        .all<{ body: string }>('SELECT body FROM health_remaining WHERE forecast = ? ORDER BY at', id)
        .map(({ body }) => JSON.parse(body) as Remaining),
  }
}

function read({ body }: { body: string }): FailureForecast {
  return JSON.parse(body) as FailureForecast
}

import { type FailureModeName, failureMode } from '../../../domain/health/failure-modes.ts'
import type { FailureForecast } from '../../../domain/health/forecast.ts'
import type { PointName } from '../../../domain/points.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { dayMs } from '../history.ts'
import type { DepartureTable } from '../keep/departure-table.ts'
import type { AssetHistory } from '../remaining/training/trained-model.ts'

/** Signals of a failure, in the order of its signs. */
export function signalsOf(mode: FailureModeName): PointName[] {
  return failureMode(mode).signs.map(({ point }) => point)
}

/**
 * The way of one failure, from its first sign on: for each of its signals the departure of each day, in scales. It has
 * ended when a technician confirmed it and it was mended or failed.
 */
export function lifeOf(departures: DepartureTable, forecast: FailureForecast, until: EpochMs): AssetHistory {
  const { assetId, mode, sinceAt, endedAt, verdict } = forecast
  const beganAt = Math.floor(sinceAt / dayMs) * dayMs
  const days = Math.max(0, Math.floor(((endedAt ?? until) - beganAt) / dayMs))
  const signals = signalsOf(mode).map((point) => {
    const column = new Float64Array(days).fill(Number.NaN)
    for (const { at, value, expected, scale } of departures.series(assetId, point, beganAt, beganAt + days * dayMs))
      column[Math.ceil((at - beganAt) / dayMs) - 1] = (value - expected) / scale
    return column
  })
  // load and weather are taken out of the departures already
  return { assetId, beganAt, signals, conditions: [], isEnded: endedAt !== null && verdict === 'confirmed' }
}

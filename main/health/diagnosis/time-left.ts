import { type FailureModeName, failureMode } from '../../../domain/health/failure-modes.ts'
import type { Remaining } from '../../../domain/health/forecast.ts'
import type { PointName } from '../../../domain/points.ts'
import type { Reading } from '../../../domain/reading.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { dayMs } from '../history.ts'
import { usualFamily } from '../remaining/limit/family.ts'
import { foresee } from '../remaining/limit/foresee.ts'
import type { DepartureTable } from '../keep/departure-table.ts'
import { endOf, healthOf, leadingSign } from './severity.ts'
import { median } from '../statistics.ts'

/** What is foreseen of the time left, at most. */
export const horizonDays = 365
/** A failure is seen beside so many days before its first sign. */
const daysBefore = 30
/** A failure that develops as usual is half way when it is seen. */
const usualShareLeft = 0.5

/** What the time left of a failure is foreseen from. */
export interface TimeLeftAsked {
  assetId: string
  mode: FailureModeName
  at: EpochMs
  sinceAt: EpochMs
  known: (point: PointName) => boolean
}

/** What the time left is foreseen by. */
export interface TimeLeftNeeds {
  departures: DepartureTable
  /** What a model says that has learned from failures of this site; `undefined` while there is none. */
  learned(asked: TimeLeftAsked): Remaining | undefined
}

/** Time left of failures by the course of their leading sign. */
export function createTimeLeft({ departures, learned }: TimeLeftNeeds) {
  return (asked: TimeLeftAsked): Remaining => {
    const { assetId, mode, at, sinceAt, known } = asked
    const sign = leadingSign(mode, known)
    if (!sign) return usual(mode, at)
    const rows = departures.series(assetId, sign.point, sinceAt - daysBefore * dayMs, at)
    if (rows.length === 0) return usual(mode, at)
    // the signal as it would be at usual load and weather, once a day
    const level = median(rows.map(({ expected }) => expected))
    const end = endOf(mode, sign, level)
    const series = rows
      .filter((row) => row.at % dayMs === 0 || row.at === at)
      .map((row): Reading => ({ at: row.at, value: level + row.value - row.expected, quality: 'good' }))
    const limit = { at: level + end, direction: end < 0 ? ('below' as const) : ('above' as const) }
    const family = usualFamily(failureMode(mode).developsDays)
    const byLives = learned(asked)
    const { remaining, state } = foresee({ series, limit, family, now: at, horizonDays, sinceAt })
    const now = median(rows.slice(-4).map(({ value, expected }) => value - expected))
    const healthPct = healthOf(now, end)
    if (byLives) return { ...byLives, healthPct }
    return state === 'worn' || state === 'failed' ? { ...remaining, healthPct } : { ...usual(mode, at), healthPct }
  }
}

/** What is known when only the kind of failure is. */
function usual(mode: FailureModeName, at: EpochMs): Remaining {
  const days = usualShareLeft * failureMode(mode).developsDays
  return {
    at,
    medianDays: days,
    p50Days: [days / 1.5, days * 1.5],
    p90Days: [days / 3, Math.min(horizonDays, days * 3)],
    healthPct: 100,
    horizonDays,
  }
}

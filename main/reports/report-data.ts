import type { PointName } from '../../domain/points.ts'
import type { AlarmPriority, AlarmStep } from '../../domain/alarm.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'

/** A stretch [from, to) of one point. */
export interface PointStretch {
  assetId: string
  point: PointName
  from: EpochMs
  to: EpochMs
}

/**
 * A point in equal steps, as columns. `min`, `max` and `mean` are NaN for a step without a usable value; `mean` is
 * weighted by time.
 */
export interface Steps {
  from: EpochMs
  stepMs: Ms
  min: Float64Array
  max: Float64Array
  mean: Float64Array
  /** Time within the step in which a usable value held, ms; what is missing to the step is a gap. */
  usableMs: Float64Array
}

/** One row of the alarm journal. */
export interface AlarmRow {
  at: EpochMs
  /** The occurrence. */
  alarmId: string
  event: AlarmStep['event']
  code: string
  priority: AlarmPriority
  assetId: string | null
  text: string
}

/** What reports are made from. Errors: `Store.*`. */
export interface ReportData {
  /** A stretch in `steps` equal steps. */
  steps(asked: PointStretch & { steps: number }): Promise<Steps>
  /** Rows of the alarm journal within [from, to), in order. */
  alarms(from: EpochMs, to: EpochMs): Promise<AlarmRow[]>
  /** Occurrences that stood at an instant and were raised within the 31 days before; `at` = when they were raised. */
  standingAt(at: EpochMs): Promise<AlarmRow[]>
  /** €/MWh at an instant; `null` when none is configured or known. */
  priceEurPerMWh(at: EpochMs): number | null
}

import type { PointName } from '../../domain/points.ts'
import type { AlarmPriority } from '../../domain/alarm.ts'
import type { AlarmKpis } from '../../domain/rpc/alarms.ts'
import type { ProofSummary } from '../../domain/rpc/dispatch/proof.ts'
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

/** An alarm that stood. */
export interface StandingAlarm {
  /** When it was raised. */
  at: EpochMs
  priority: AlarmPriority
  assetId: string | null
  text: string
}

/** What reports are made from. Errors: `Store.*`. */
export interface ReportData {
  /** A stretch in `steps` equal steps. */
  steps(asked: PointStretch & { steps: number }): Promise<Steps>
  /** Figures of the alarm system over [from, to). */
  alarmKpis(from: EpochMs, to: EpochMs): Promise<AlarmKpis>
  /** Occurrences that stood at an instant and were raised within the 31 days before. */
  standingAt(at: EpochMs): Promise<StandingAlarm[]>
  /** Orders that began within [from, to) and are over, the oldest first. */
  orders(from: EpochMs, to: EpochMs): Promise<ProofSummary[]>
  /** €/MWh at an instant; `null` when none is configured or known. */
  priceEurPerMWh(at: EpochMs): number | null
}

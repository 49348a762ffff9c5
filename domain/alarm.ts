import type { EpochMs } from './units.ts'

/** 1 critical, 2 high, 3 medium, 4 low. */
export type AlarmPriority = 1 | 2 | 3 | 4

/** `active` and `normal` (came back) each wait for a person until acknowledged; normal and acknowledged is over. */
export type AlarmState = 'activeUnacknowledged' | 'activeAcknowledged' | 'normalUnacknowledged'

/** What needs a person. An occurrence: the same alarm coming again later has a new id. */
export interface Alarm {
  id: string
  /** Stable name of the condition, e.g. `device.silent`. */
  code: string
  priority: AlarmPriority
  /** Asset concerned; absent for the site as a whole. */
  assetId?: string
  /** What happened, one sentence. */
  text: string
  /** What to do, one sentence. */
  response: string
  state: AlarmState
  /** Epoch ms UTC. */
  raisedAt: EpochMs
  returnedAt?: EpochMs
  acknowledgedAt?: EpochMs
  acknowledgedBy?: string
}

/** A condition that holds now; the alarm list turns conditions into occurrences. `key` = code + asset. */
export interface AlarmCondition {
  code: string
  priority: AlarmPriority
  assetId?: string
  text: string
  response: string
}

/** One step in the life of an occurrence; `cameAgain` = replaced by a new occurrence before anybody acknowledged it. */
export interface AlarmStep {
  at: EpochMs
  event: 'raised' | 'returned' | 'acknowledged' | 'over' | 'cameAgain'
  /** The occurrence after the step. */
  alarm: Alarm
  person?: string
  note?: string
}

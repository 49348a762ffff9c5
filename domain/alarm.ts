import type { EpochMs } from './units.ts'

/** 1 critical, 2 high, 3 medium, 4 low. */
export type AlarmPriority = 1 | 2 | 3 | 4

/** `active` and `normal` (came back) each wait for a person until acknowledged; normal and acknowledged is over. */
export type AlarmState = 'activeUnacknowledged' | 'activeAcknowledged' | 'normalUnacknowledged'

/** Why an occurrence is kept from the list: a person for a time, logic, or an engineer until further notice. */
export const asideKinds = ['shelved', 'suppressed', 'outOfService'] as const
/** One of {@link asideKinds}. */
export type AsideKind = (typeof asideKinds)[number]

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
  /** Until when a person should have responded. */
  respondBy?: EpochMs
  returnedAt?: EpochMs
  acknowledgedAt?: EpochMs
  acknowledgedBy?: string
  /** Counts what a person must have seen to act on it: announced again, or of another priority. Absent = 0. */
  revision?: number
  /** It is acknowledged with a note only. */
  noteRequired?: true
  /** Latched: its condition is gone, and it stays until a person resets it. */
  needsReset?: true
  /** It came before the others of its asset. */
  isFirstOut?: true
  /** Times its condition came within the last minute, three or more: worth shelving until it is mended. */
  comings?: number
  /** How many alarms are suppressed because this one explains them. */
  beneath?: number
  /** Not in the list for this reason. */
  aside?: AsideKind
  /** The occurrence that explains it. */
  rootId?: string
}

/** A condition that holds now; the alarm list turns conditions into occurrences. `key` = code + asset. */
export interface AlarmCondition {
  code: string
  /** Counts for a code without a definition. */
  priority: AlarmPriority
  assetId?: string
  text: string
  response: string
  /** Assets whose alarms it explains, beside its own. */
  covers?: readonly string[]
}

/**
 * One step in the life of an occurrence. `returned` its condition is gone; `latched` gone, and it waits for a reset;
 * `cameAgain` replaced by a new occurrence before anybody acknowledged it; `released` no longer aside; `reAlarmed`
 * announced again because it lasted; `chattering` its condition comes and goes.
 */
export const alarmEvents = [
  'raised',
  'returned',
  'latched',
  'acknowledged',
  'reAlarmed',
  'chattering',
  'shelved',
  'suppressed',
  'outOfService',
  'released',
  'reset',
  'over',
  'cameAgain',
] as const
/** One of {@link alarmEvents}. */
export type AlarmEvent = (typeof alarmEvents)[number]

/** One step in the life of an occurrence. */
export interface AlarmStep {
  at: EpochMs
  event: AlarmEvent
  /** The occurrence after the step. */
  alarm: Alarm
  person?: string
  note?: string
}

/** What a person set aside: shelved until an instant, or out of service until it is taken back. */
export interface AlarmAside {
  /** Names the alarm: code and asset. */
  id: string
  kind: 'shelved' | 'outOfService'
  /** `*` = every alarm of the asset. */
  code: string
  assetId?: string
  text: string
  by: string
  at: EpochMs
  /** End of the shelving. */
  until?: EpochMs
  reason: string
}

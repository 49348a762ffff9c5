import type { Alarm } from '../../domain/alarm.ts'
import type { EpochMs } from '../../domain/units.ts'

/** A message about alarms, for one receiver. */
export interface Notice {
  /** Its place in the queue; the same when it is sent again. */
  n: number
  kind: 'raised' | 'ended'
  site: string
  at: EpochMs
  /** The most important ones; all of them when there are few. */
  alarms: Pick<Alarm, 'id' | 'code' | 'priority' | 'assetId' | 'text' | 'response' | 'raisedAt' | 'returnedAt'>[]
  /** How many it is about. */
  count: number
}

/** What a queue holds: its place there, the same when it is sent again, and when it was made. */
export interface Queued {
  n: number
  at: EpochMs
}

/** Sends one message. An error of class {@link Refusal} is final. */
export type Send<M extends Queued = Notice> = (message: M, signal: AbortSignal) => Promise<void>

/** The receiver will never take this notice. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
}

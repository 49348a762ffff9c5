import type { PowerchainError } from '../../../domain/errors.ts'
import type { Ms } from '../../../domain/units.ts'
import { createPace, type Pace } from './pace.ts'
import type { ModbusRequest } from './requests.ts'

/** What a line tells about one of its units. */
export interface UnitEvents {
  /** An answer came, an exception too; also a late one, which is otherwise dropped. */
  answered(latencyMs: Ms): void
  /** No answer in time, or one that does not fit. */
  unanswered(): void
  /** Bytes came after its answer that nobody asked for; `isWhole` = a second whole answer, as two devices give it. */
  unasked?(isWhole: boolean): void
  /** The unit, or the whole line, is gone; said once, not after `close`. */
  lost(reason: string): void
}

/** How a unit wants to be asked. */
export interface UnitSettings {
  unit: number
  /** Requests under way at once on the unit's line at most, 1 to 16; 1 when absent. */
  transactionsInFlight?: number
  /** Shortest wait for an answer. */
  timeoutMs?: Ms | undefined
  /** Quiet time on the line between an answer and the next request. */
  gapMs?: Ms | undefined
  events: UnitEvents
}

/** Writes go before reads. */
export type Priority = 'write' | 'read'

/** A request, from being asked until its answer is no longer waited for: one object for all of its way. */
export interface Turn {
  readonly unit: Unit
  readonly request: ModbusRequest
  readonly queuedMs: Ms
  resolve(data: Buffer): void
  reject(error: PowerchainError): void
  /** Its number on the wire; of no meaning before it is sent. */
  transaction: number
  sentMs: Ms
  /** When it is overdue, or, once it is, when its answer is no longer waited for. */
  dueMs: Ms
  isOverdue: boolean
}

/** What a line knows of a unit id, kept when whoever asked it leaves and comes back. */
export interface Station {
  readonly pace: Pace
  /** Requests that failed for their callers while an answer may still come: until then nothing is sent to it. */
  owed: number
  /** It is left alone until then. */
  restsUntilMs: Ms
  /** When the first of its unanswered requests was sent, since it last answered. */
  silentSinceMs: Ms | undefined
}

/** One unit on a line, with what is still to be asked of it. */
export interface Unit extends UnitSettings {
  readonly queues: Record<Priority, Turn[]>
  readonly station: Station
  /** Whether it is still on the line. */
  isAttached: boolean
}

/** A station that was not asked yet. */
export function createStation(timeoutMs?: Ms): Station {
  return { pace: createPace(timeoutMs), owed: 0, restsUntilMs: 0, silentSinceMs: undefined }
}

/** A unit without requests. */
export function createUnit(settings: UnitSettings, station: Station): Unit {
  return { ...settings, station, queues: { write: [], read: [] }, isAttached: true }
}

/** A request that was not sent yet. */
export function createTurn(asked: Pick<Turn, 'unit' | 'request' | 'queuedMs' | 'resolve' | 'reject'>): Turn {
  const { unit, request, queuedMs, resolve, reject } = asked
  return { unit, request, queuedMs, resolve, reject, transaction: 0, sentMs: 0, dueMs: 0, isOverdue: false }
}

import type { ReadingBatch } from '../../domain/device.ts'
import type { PointName } from '../../domain/points.ts'
import type { KW, Ms } from '../../domain/units.ts'

/** What a session tells while it lives. */
export interface SessionEvents {
  readings(batch: ReadingBatch): void
  answered(latencyMs: Ms): void
  unanswered(): void
  /** Bytes came that were no whole answer: damaged on their way, or two devices spoke together. */
  damaged(): void
  /** Bytes came after an answer that nobody asked for; `isWhole` = a second whole answer, as two devices give it. */
  unasked?(isWhole: boolean): void
  /** Something a person should know while the link holds. */
  remark(text: string): void
  /** The link is over; whatever the session still does is of no use. */
  lost(reason: string): void
}

/** One connection to one device, from answer to loss. Errors are those of `Device` in domain/device.ts. */
export interface Session {
  /** How the link is secured, as `LinkStatus.security`; absent where there is no choice. */
  readonly security?: string | undefined
  /** What a person should see as long as the link holds, before any remark. */
  readonly note?: string | undefined
  /** The serial number the device gives; `undefined` when its definition names no place for one. */
  readSerial(): Promise<string | undefined>
  /** Begins to deliver readings. Called once, after the identity is known to be right. */
  startReading(): void
  writeSetpoint(powerKW: KW): Promise<void>
  beat(): Promise<void>
  /** Switches an output and reads it back; absent where the protocol has none. */
  writeOutput?(name: PointName, isOn: boolean): Promise<void>
  close(): Promise<void>
}

/** Connects to a device; gives up when the signal is aborted. */
export type OpenSession = (events: SessionEvents, signal: AbortSignal) => Promise<Session>

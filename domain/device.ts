import type { Stop } from './clock.ts'
import type { PointName } from './points.ts'
import type { Reading } from './reading.ts'
import type { EpochMs, KW, Ms } from './units.ts'

/** State of the link to a device. */
export type LinkState = 'connecting' | 'connected' | 'lost' | 'wrongIdentity'

/** Kinds of {@link DeviceNote}. */
export const deviceNoteKinds = ['restarted', 'replaced', 'jumped', 'frozen', 'damaged', 'unstable'] as const

/**
 * Something about a device that a person should know, beyond the state of its link: `restarted` its counters began again
 * and go on from where they were; `replaced` another serial number than before answers; `jumped` a counter made a step
 * that can't be; `frozen` a measured value stands still while others move; `damaged` many answers arrive damaged;
 * `unstable` the link was lost again and again.
 */
export interface DeviceNote {
  kind: (typeof deviceNoteKinds)[number]
  /** Since when, epoch ms UTC. */
  at: EpochMs
  /** One sentence, with values. */
  text: string
  /** The point it is about. */
  point?: PointName
}

/** What is known of a link, for people and for the guard. */
export interface LinkStatus {
  state: LinkState
  /** Since when this state holds, epoch ms UTC. */
  since: EpochMs
  /** Plain words: why the link is not there, or how it answers. */
  detail: string
  /** Address in use, without secrets. */
  endpoint: string
  /** Serial number the device gave; absent before identification. */
  serial?: string
  /** Answers per request lately, 0 to 1. */
  answerRatio: number
  /** Median time of the last answers. */
  latencyMs: Ms
  /** Times the link was lost since start. */
  lostCount: number
  /** What else a person should know; absent when there is nothing. */
  notes?: readonly DeviceNote[]
  /** Policy of an OPC UA link, `none` when it is not encrypted; absent for protocols without a choice. */
  security?: string
}

/** What a device definition says that the engine needs. */
export interface DeviceTraits {
  /** Definition id, e.g. `powerchain/mining-container`. */
  definition: string
  /** Points it delivers. */
  points: readonly PointName[]
  /** True when it takes a power setpoint. */
  acceptsSetpoint: boolean
  /** Time after which the device falls to its safe state when nobody writes; absent = it has no watchdog. */
  watchdogMs?: Ms
  /** What it does then, in plain words. */
  safeState?: string
}

/** Some points of one device, read in one go. */
export type ReadingBatch = Partial<Record<PointName, Reading>>

/**
 * The port a driver implements. Powers are already in our frame and unit; nothing above flips a sign.
 * Reading goes on by itself between `start` and `stop`; a lost link is retried with back-off for ever.
 */
export interface Device {
  readonly traits: DeviceTraits
  /** Connects in the background, identifies, then polls. Never throws for an absent device. */
  start(): void
  /** Closes everything `start` opened. */
  stop(): Promise<void>
  /** Called with each batch of readings as it arrives. */
  onReadings(listener: (batch: ReadingBatch) => void): Stop
  status(): LinkStatus
  /**
   * Writes a power setpoint and reads it back.
   * @throws PowerchainError `Device.Unreachable`, `Device.Timeout`, `Device.Illegal`, `Device.WrongIdentity`,
   * `Device.NotWritable`, `Device.BadAnswer`
   */
  writeSetpoint(powerKW: KW): Promise<void>
  /**
   * Switches an output that the definition names, such as the device's own frequency response, and reads it back; absent
   * where there are none. Errors as {@link writeSetpoint}
   */
  switchOutput?(name: PointName, isOn: boolean): Promise<void>
  /** Writes the heartbeat counter; does nothing for a device without one. Errors as {@link writeSetpoint}. */
  beat(): Promise<void>
}

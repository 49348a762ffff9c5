import type { KW } from '../../domain/units.ts'
import type { Values } from './models/model.ts'

/**
 * What can be wrong with a device: `silent` stops answering; `ignoreWrites` takes and shows setpoints and does not
 * follow them; `stuck` repeats its last values for ever; `tripped` stands still with a fault; `idle` a container without
 * its pool, its machines wait; `socJump` shows a state of charge that is 25 points off.
 */
export type DeviceFault = 'silent' | 'ignoreWrites' | 'stuck' | 'tripped' | 'idle' | 'socJump'

/** What a meter has counted, kWh, since it began. */
export interface Counted {
  injectedKWh: number
  absorbedKWh: number
}

/** A box of the simulated site as its bus connection sees it: our names, our frame, our units. */
export interface SimulatedDevice {
  readonly id: string
  readonly assetId: string
  readonly serial: string
  /** False while it is silent. */
  readonly isAnswering: boolean
  points(): Values
  /**
   * Takes a power setpoint, positive into the bus, and feeds the watchdog.
   * @throws PowerchainError `Device.NotWritable` for a meter, `Device.Illegal` outside the nameplate
   */
  writeSetpoint(powerKW: KW): void
  /** Takes a heartbeat counter and feeds the watchdog; a device in its safe state stays there until a setpoint comes. */
  beat(count: number): void
  /** Begins again like after a loss of its own supply: counters at 0. */
  restart(): void
}

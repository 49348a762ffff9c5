import type { InstructionSubject } from '../instruction.ts'
import type { EpochMs, KW } from '../units.ts'
import type { GridServiceKey } from './services.ts'

/** What can order power: an instruction, a contract, a service with its own signal, or the plan. */
export type OrderSource = 'instruction' | 'commitment' | 'service' | 'plan'

/**
 * What the connection or an asset is ordered to do in this cycle, and what would have been without it: what a proof of
 * response is measured against. The id stays the same from the begin of an order to its end.
 */
export interface Order {
  /** `instruction:ID`, `commitment:ID`, `service:ID:BEGIN` or `plan:ID:BEGIN`. */
  id: string
  by: OrderSource
  /** Id of the instruction, commitment, service or plan. */
  sourceId: string
  /** Who ordered it, for people. */
  owner: string
  /** The asset; the grid meter's asset for the connection. */
  assetId: string
  /** What the power is measured at. */
  subject: InstructionSubject
  /** Service of the table that it belongs to; absent for none. */
  service?: GridServiceKey
  /** A ceiling, or a value to reach. */
  kind: 'setpoint' | 'limit'
  /**
   * Positive into the bus (import positive at the connection); limits of load, generation and feeders are magnitudes. A ramp
   * under way gives the value of this moment.
   */
  targetKW: KW
  /** The value after the ramp. */
  fullKW: KW
  /** Power when the order began, kept to its end; `null` when it was not known. */
  baselineKW: KW | null
  since: EpochMs
  until: EpochMs | null
}

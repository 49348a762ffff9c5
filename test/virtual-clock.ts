import type { EpochMs } from '../domain/units.ts'
import * as simulate from '../main/simulate/virtual-clock.ts'

export type { VirtualClock } from '../main/simulate/virtual-clock.ts'

const noon = Date.UTC(2024, 5, 12, 12)

/** A virtual clock that begins at `start`, by default noon of a June day. */
export function createVirtualClock(start: EpochMs = noon): simulate.VirtualClock {
  return simulate.createVirtualClock(start)
}

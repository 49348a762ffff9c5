import { PowerchainError } from '../../domain/errors.ts'
import type { KW } from '../../domain/units.ts'
import { readBackTolerance } from '../points/encode.ts'
import type { Scaling } from '../points/scaling.ts'

/**
 * Holds the setpoint a device reports against the one it was given.
 * @throws PowerchainError `Device.BadAnswer` when they differ by more than one raw unit
 */
export function checkReadBack(options: {
  powerKW: KW
  back: number | null
  written: Scaling
  readBack: Scaling
}): void {
  const { powerKW, back, written, readBack } = options
  if (back !== null && Math.abs(back - powerKW) <= readBackTolerance(written, readBack, powerKW)) return
  const found = back === null ? 'none' : `${back} kW`
  throw new PowerchainError('Device.BadAnswer', `setpoint ${powerKW} kW written, but the device reports ${found}`, {
    details: { askedKW: powerKW, reportedKW: back },
  })
}
